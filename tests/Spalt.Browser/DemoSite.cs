using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Demo;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Imports;

namespace Spalt.Browser;

/// <summary>The demo network on the real server, and beside it what the demo does not have: a page of every kind.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private const string LongestWord = "Kommunfullmäktigesammanträdesprotokollsjusteringsmannaersättningsförordningstillämpningsanvisning";

    public Site Site { get; private set; } = null!;

    public Network Network { get; private set; } = null!;

    /// <summary>Posts of the demo, newest first.</summary>
    public IReadOnlyList<(long Id, string Path)> Posts { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Site = await Site.StartAsync();
        Network = await Site.WithDbAsync(async db =>
        {
            await new DemoNetwork(db, Site.Services.GetRequiredService<MediaKeeper>(), "localhost:5080", Site.Clock.Now).PlantAsync(TestContext.Current.CancellationToken);
            return await db.Networks.AsNoTracking().SingleAsync();
        });
        Posts = await FindAsync(_ => true);
        await Site.BlogAsync(Network, "tom", "En tom blogg");
        var blog = await Site.BlogAsync(Network, "blandat", "Blandat");
        await Site.TakeInAsync(Network, blog, OldPages.Html(
            OldPages.Article("Samtalet", date: "2020-02-20", link: "/blandat/2020/02/20/samtalet/", comments: Conversation(depth: 9))));
        await Site.TakeInAsync(Network, blog, OldPages.Html(
            OldPages.Article("Utan datum", link: "/blandat/utan-datum/"), OldPages.Article($"{LongestWord} och annat som är brett", Wide, link: "/blandat/brett/")));
        var removed = await Site.PostAsync(blog, "Borttaget");
        await Site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == removed.Id)).Remove(Site.Clock.Now);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Addresses of posts that are so.</summary>
    public Task<List<(long Id, string Path)>> FindAsync(System.Linq.Expressions.Expression<Func<Post, bool>> isSo) => Site.WithDbAsync(async db =>
    {
        var posts = await db.Posts.AsNoTracking().Published().Where(isSo).OrderByDescending(p => p.PublishedAt)
            .Join(db.Blogs, p => p.BlogId, b => b.Id, (p, b) => new { p.Id, Blog = b.Slug, p.Slug, p.PublishedAt, p.PublishedPrecision }).ToListAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Network.TimeZone);
        return posts.ConvertAll(p => (p.Id, PostAddress.Path(p.Blog, p.Slug, p.PublishedAt, p.PublishedPrecision, zone)));
    });

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>What is wider than a telephone.</summary>
    private static string Wide =>
        $"""
        <p>{LongestWord} och https://tidningen.example/{new string('a', 200)}/</p>
        <table><thead><tr>{Cells("th")}</tr></thead><tbody><tr>{Cells("td")}</tr><tr>{Cells("td")}</tr></tbody></table>
        <figure><table><tbody><tr>{Cells("td")}</tr></tbody></table><figcaption>I en ram</figcaption></figure>
        <blockquote><table><tbody><tr>{Cells("td")}</tr></tbody></table></blockquote>
        <pre>{string.Concat(Enumerable.Repeat("en rad som aldrig tar slut ", 20))}</pre>
        {string.Concat(Enumerable.Repeat("<ul><li>Inne", 10))}{string.Concat(Enumerable.Repeat("</li></ul>", 10))}
        {string.Concat(Enumerable.Repeat("<blockquote>", 6))}<p>{LongestWord}</p>{string.Concat(Enumerable.Repeat("</blockquote>", 6))}
        """;

    private static string Cells(string name) => string.Concat(Enumerable.Range(1, 12).Select(i => $"<{name}>Spalten {i}</{name}>"));

    /// <summary>Every comment answers the one before.</summary>
    private static string Conversation(int depth) =>
        $"""<div id="comments" class="comments-area"><h2 class="comments-title">{depth} kommentarer</h2><ol class="comment-list">{Comment(1, depth)}</ol></div>""";

    private static string Comment(int number, int depth) =>
        $"""
        <li id="comment-{number}" class="comment depth-{number}"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Läsaren med ett ganska långt namn {number}</b></div>
        <time datetime="2020-02-2{number % 10}T08:00:00+01:00">då</time></footer><div class="comment-content"><p>Det håller jag med om, och {LongestWord} likaså.</p></div></article>
        {(number == depth ? "" : $"""<ol class="children">{Comment(number + 1, depth)}</ol>""")}</li>
        """;
}
