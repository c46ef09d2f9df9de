using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>A page of a blog as its readers see it. Its address is one word below the blog's, and so found among those of posts.</summary>
internal sealed record BlogPageView(BlogFace Blog, string Slug, string Title, string BodyHtml)
{
    public string Path => Blog.Path + Slug + "/";

    public Margin Margin { get; set; } = null!;

    public ShownEmbeds Embeds { get; set; } = ShownEmbeds.Unasked;

    /// <param name="below">The address below the blog's, without slashes around it. One typed with capitals or å, ä, ö finds the same, and so does one that the page had before.</param>
    public static async Task<BlogPageView?> FindAsync(SpaltDb db, BlogFace blog, string below, CancellationToken cancel)
    {
        if (below.Length is 0 or > Blogs.Slug.Longest || below.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var slug = Blogs.Slug.Meant(below);
        var former = $" {slug} ";
        var page = await db.BlogPages.AsNoTracking().Where(p => p.BlogId == blog.Id && (p.Slug == slug || p.Earlier.Contains(former)))
            .OrderBy(p => p.Slug == slug ? 0 : 1).ThenByDescending(p => p.UpdatedAt)
            .Select(p => new { p.Slug, p.Title, p.BodyHtml }).FirstOrDefaultAsync(cancel);
        return page is null ? null : new BlogPageView(blog, page.Slug, page.Title, page.BodyHtml);
    }

    public ViewResult On(ViewDataDictionary data) => new() { ViewName = "/Reading/BlogPage.cshtml", ViewData = new ViewDataDictionary<BlogPageView>(data, this) };
}
