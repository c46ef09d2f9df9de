using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Spalt.Browser;

/// <summary>A page of every kind that the public sees.</summary>
internal static class EveryPage
{
    /// <summary>Its kind, its address or what <see cref="AddressAsync"/> finds one by, and its status.</summary>
    public static TheoryData<string, string, int> Kinds => new()
    {
        { "front", "/", 200 },
        { "front, page 2", "/page/2/", 200 },
        { "blogs", "/-/blogs", 200 },
        { "liked", "/-/liked", 200 },
        { "blog", "/sparrapporten/", 200 },
        { "blog, page 2", "/skogsagaren/page/2/", 200 },
        { "empty blog", "/tom/", 200 },
        { "blog of wide things", "/blandat/", 200 },
        { "post with a picture", "figure", 200 },
        { "post with a table", "table", 200 },
        { "post in English", "english", 200 },
        { "post with comments", "/blandat/2020/02/20/samtalet/", 200 },
        { "undated post", "/blandat/odaterat/utan-datum/", 200 },
        { "wide post", "wide", 200 },
        { "thanks", "thanks", 200 },
        { "year", "/skogsagaren/2025/", 200 },
        { "month", "/blandat/2020/02/", 200 },
        { "undated", "/blandat/odaterat/", 200 },
        { "tag", "tag", 200 },
        { "category", "category", 200 },
        { "author", "/sparrapporten/author/hanna-lidmark/", 200 },
        { "about", "/-/about", 200 },
        { "nothing here", "/-/nowhere", 404 },
        { "nothing in a blog", "/skogsagaren/2025/01/01/finns-inte/", 404 },
        { "removed post", "/blandat/2026/03/04/borttaget/", 410 },
    };

    public static async Task<string> AddressAsync(this DemoSite demo, Reader reader, string path)
    {
        switch (path)
        {
            case "figure":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<figure>")))[0].Path;
            case "table":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<table>") && !p.BodyHtml.Contains("<pre>")))[0].Path;
            case "wide":
                return (await demo.FindAsync(p => p.BodyHtml.Contains("<pre>")))[0].Path;
            case "english":
                return (await demo.FindAsync(p => p.Language == "en"))[0].Path;
            case "tag":
                return "/sparrapporten/tag/" + await demo.Site.WithDbAsync(db => db.Tags.OrderByDescending(t => t.PostCount)
                    .Join(db.Blogs.Where(b => b.Slug == "sparrapporten"), t => t.BlogId, b => b.Id, (t, _) => t.Slug).FirstAsync()) + "/";
            case "category":
                return "/sparrapporten/category/" + await demo.Site.WithDbAsync(db => db.Categories.OrderByDescending(t => t.PostCount)
                    .Join(db.Blogs.Where(b => b.Slug == "sparrapporten"), t => t.BlogId, b => b.Id, (t, _) => t.Slug).FirstAsync()) + "/";
            case "thanks":
                var address = string.Create(CultureInfo.InvariantCulture, $"/-/posts/{demo.Posts[20].Id}/like");
                await reader.Context.APIRequest.PostAsync(address);
                return address + "d";
            default:
                return path;
        }
    }
}
