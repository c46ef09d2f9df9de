using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Imports;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Tests.Imports;

/// <summary>Saved pages as tests write them, and the way by which the command takes them in.</summary>
internal static class OldPages
{
    /// <summary>A post of a page in the manner of WordPress's themes.</summary>
    public static string Article(
        string title, string body = "<p>Ett stycke.</p>", string? date = null, string? link = null, string? author = null, long? id = null,
        string[]? tags = null, string[]? categories = null, string comments = "")
    {
        var heading = link is null ? title : $"""<a href="{link}" rel="bookmark">{title}</a>""";
        return string.Concat([
            $"""<article class="hentry"{(id is null ? "" : $" id=\"post-{id}\"")}><h2 class="entry-title">{heading}</h2>""",
            date is null ? "" : $"""<time class="entry-date published" datetime="{date}">då</time>""",
            author is null ? "" : $"""<span class="author vcard"><a class="fn">{author}</a></span>""",
            $"""<div class="entry-content">{body}</div>""",
            .. (tags ?? []).Select(t => $"""<a rel="tag" href="/tag/{t}/">{t}</a>"""),
            .. (categories ?? []).Select(c => $"""<a rel="category tag" href="/category/{c}/">{c}</a>"""),
            comments,
            "</article>",
        ]);
    }

    public static string Html(params string[] articles) =>
        "<!DOCTYPE html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Bloggen</title></head><body><main>" + string.Concat(articles) + "</main></body></html>";

    /// <summary>The portal's text capture, newest first: no dates, no authors.</summary>
    public static string Capture(params string[] titles) => string.Concat(titles.Select((title, i) =>
        $"{title}\nAv , , Bli först att kommentera {i + 1}\nHär står vad det handlar om, nämligen {title}.\nBli först att kommentera {i + 1}\n"));

    public static Task<ImportCount> TakeInAsync(
        this Site site, Network network, Blog blog, string page, string? author = "Disa Holm", DateTimeOffset? asOf = null) =>
        site.TakeInAsync(network, blog, SavedPage.Read(Encoding.UTF8.GetBytes(page), page.StartsWith('<') ? "sida.html" : "sida.txt"), author, asOf);

    public static async Task<ImportCount> TakeInAsync(
        this Site site, Network network, Blog blog, SavedPage page, string? author = "Disa Holm", DateTimeOffset? asOf = null,
        string file = "sida.html", bool fetchImages = false, Action<string>? notes = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var import = new PageImport(scope.ServiceProvider, network, blog, author, asOf, fetchImages);
        return await import.TakeInAsync(file, page, notes ?? (_ => { }), TestContext.Current.CancellationToken);
    }

    /// <summary>As the blog's front page lists them.</summary>
    public static Task<List<Post>> PostsAsync(this Site site, Blog blog) => site.WithDbAsync(db =>
        db.Posts.AsNoTracking().Published().In(blog.Id).NewestFirst().ToListAsync());

    public static async Task<string[]> TitlesAsync(this Site site, Blog blog) => [.. (await site.PostsAsync(blog)).Select(p => p.Title)];
}
