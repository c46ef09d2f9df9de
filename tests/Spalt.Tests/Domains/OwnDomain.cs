using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Reading;

namespace Spalt.Tests.Domains;

/// <summary>A newspaper with two blogs, one of which has a host for itself.</summary>
internal static class OwnDomain
{
    public const string Own = "banknio.example";
    public const string Paper = "bloggar.example";

    private static readonly DateTimeOffset March = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The blog's first post is called <i>Isen bär</i>; enough follow for a second page. The other blog has one.</summary>
    public static async Task<(Network Network, Blog Blog, Post Post)> HousedAsync(this Site site, string? domain = Own)
    {
        var network = await site.NetworkAsync(Paper);
        var (blog, other) = (await site.BlogAsync(network), await site.BlogAsync(network, "annan", "Annan"));
        var post = await site.PostAsync(
            blog, "Isen bär", March, "<p>Se <a href=\"/bank-nio/2026/\">året</a>, <a href=\"/annan/\">grannen</a> och <a href=\"/-/about\">om oss</a>. Skriv href=\"/bank-nio/\" så.</p>",
            tags: ["Is"], categories: ["Vinter"]);
        for (var i = 0; i < 10; i++)
        {
            await site.PostAsync(blog, $"Dag {i}", March.AddHours(i + 1));
        }

        await site.PostAsync(other, "Bussen", March);
        await site.WithDbAsync(async db =>
        {
            var mine = await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel);
            db.Add(BlogPage.Add(mine, "om-mig", "Om mig", "<p>Jag.</p>", site.Clock.Now));
            mine.Arrange([new BlogLink("Om mig", BlogLink.AddressOf("om-mig")), new BlogLink("Alla", "/-/blogs")], [new BlogLink("Grannen", "/annan/")]);
            await db.SaveChangesAsync(Cancel);
        });
        await site.HouseAsync(blog, domain);
        return (network, blog, post);
    }

    /// <param name="domain">Null for none.</param>
    public static Task HouseAsync(this Site site, Blog blog, string? domain) => site.WithDbAsync(async db =>
    {
        var mine = await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel);
        if (domain is null)
        {
            mine.LiveOnTheNetwork();
        }
        else
        {
            mine.LiveAt(domain);
        }

        await db.SaveChangesAsync(Cancel);
    });

    /// <summary>A reader who has asked DNS for a host.</summary>
    public static HttpClient ReaderOf(this Site site, string host)
    {
        var client = site.Client();
        client.DefaultRequestHeaders.Host = host;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        return client;
    }

    public static async Task<IHtmlDocument> SeeAsync(this HttpClient reader, string path, int status = 200)
    {
        using var answer = await reader.AskAsync(path);
        Assert.True(status == (int)answer.StatusCode, $"GET {path} answered {(int)answer.StatusCode} to {answer.Headers.Location}");
        return FormsOnPages.Parsed(await answer.TextAsync());
    }

    public static async Task LeadsToAsync(this HttpClient reader, string from, string to, int status = 301)
    {
        using var answer = await reader.AskAsync(from);
        Assert.Equal((status, to), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    public static async Task<string> TextAsync(this HttpClient reader, string path)
    {
        using var answer = await reader.AskAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} answered {(int)answer.StatusCode}");
        return await answer.TextAsync();
    }

    /// <summary>Where links of the page lead, forms and those of its head too, as they are written.</summary>
    public static string[] Links(this IHtmlDocument page) =>
        [.. page.QuerySelectorAll("[href]").Select(e => e.GetAttribute("href")!).Concat(page.QuerySelectorAll("form[action]").Select(f => f.GetAttribute("action")!)).Distinct(StringComparer.Ordinal)];
}
