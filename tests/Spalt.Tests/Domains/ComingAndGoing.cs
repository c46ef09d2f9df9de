using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Statistics;

namespace Spalt.Tests.Domains;

/// <summary>What becomes of a blog's pages when it gets a host, loses it, or is closed.</summary>
public class ComingAndGoing
{
    private const string Post = "/2026/03/01/isen-bar/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_was_frozen_at_one_address_is_not_shown_at_the_other()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync(domain: null);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        using var own = site.ReaderOf(OwnDomain.Own);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("https://bloggar.example/bank-nio/", await CanonicalAsync(paper, "/bank-nio/"));

            // One network answers on every host.
            Assert.Equal("https://bloggar.example/", await CanonicalAsync(own, "/"));
            await site.HouseAsync(blog, OwnDomain.Own);
            await paper.LeadsToAsync("/bank-nio/", "https://banknio.example/");
            Assert.Equal("https://banknio.example/", await CanonicalAsync(own, "/"));
            Assert.Contains("hit", await CacheAsync(own, "/"), StringComparison.Ordinal);
            Assert.Equal("https://bloggar.example/", await CanonicalAsync(paper, "/"));
            await site.HouseAsync(blog, null);
        }

        using var gone = await own.AskAsync(Post);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task A_host_that_was_given_back_is_a_strangers_to_several_networks()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync();
        await site.NetworkAsync("andra.example", "Andra");
        using var own = site.ReaderOf(OwnDomain.Own);
        await own.SeeAsync("/");
        await site.HouseAsync(blog, null);
        foreach (var path in new[] { "/", Post, "/bank-nio/", "/-/login" })
        {
            using var answer = await own.AskAsync(path);
            Assert.Equal((404, null), ((int)answer.StatusCode, answer.Headers.Location));
        }
    }

    [Fact]
    public async Task A_networks_host_is_never_a_blogs()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync();
        await site.NetworkAsync("andra.example", "Andra");
        await site.HouseAsync(blog, "andra.example");
        using var other = site.ReaderOf("andra.example");
        Assert.Contains("Andra", (await other.SeeAsync("/")).Title!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blog_of_one_network_is_not_found_at_anothers()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        var other = await site.NetworkAsync("andra.example", "Andra");
        var same = await site.BlogAsync(other, "bank-nio", "En annan bänk");
        await site.PostAsync(same, "Annat");
        using var reader = site.ReaderOf("andra.example");
        Assert.Contains("En annan bänk", (await reader.SeeAsync("/bank-nio/")).Title!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_or_closed_blog_says_so_on_its_own_host()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync();
        using var own = site.ReaderOf(OwnDomain.Own);
        await own.SeeAsync(Post);
        await ChangeAsync(site, blog, b => b.Suspend("skäl", site.Clock.Now));
        foreach (var path in new[] { "/", Post, "/feed/", "/finns-inte/" })
        {
            await own.SeeAsync(path, 403);
        }

        Assert.Contains("https://bloggar.example/", (await own.SeeAsync("/", 403)).Links());
        await ChangeAsync(site, blog, b => b.Reopen());
        await own.SeeAsync(Post);
        await ChangeAsync(site, blog, b => b.Become(BlogState.Closed, site.Clock.Now));
        await own.SeeAsync("/", 410);
        await own.SeeAsync(Post, 410);
    }

    [Fact]
    public async Task A_merged_blogs_host_leads_to_where_its_posts_are()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, _) = await site.HousedAsync();
        using var publisher = await site.SignedInAsync("Ulla Utgivare", Spalt.Members.NetworkRole.Publisher, network);
        using var owner = await site.SignedInAsync("Ines Ink", Spalt.Blogs.BlogRole.Owner, await site.WithDbAsync(db => db.Blogs.AsNoTracking().SingleAsync(b => b.Slug == "annan", Cancel)));
        using var merged = await publisher.PostFormAsync("/-/network/blogs/bank-nio", ("do", "merge"), ("into", "annan"), ("sure", "1"));
        Assert.Equal(303, (int)merged.StatusCode);
        using var own = site.ReaderOf(OwnDomain.Own);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        foreach (var (reader, from) in new[] { (own, ""), (paper, "/bank-nio") })
        {
            var origin = reader == own ? "https://bloggar.example" : "";
            await reader.LeadsToAsync(from + Post, origin + "/annan" + Post);
            await reader.LeadsToAsync(from + "/", origin + "/annan/");
            await reader.LeadsToAsync(from + "/feed/", origin + "/annan/feed/");
        }

        // The address can be given to somebody else, or back.
        using var free = await publisher.PostFormAsync("/-/network/blogs/bank-nio", ("do", "nodomain"));
        Assert.Equal(303, (int)free.StatusCode);
        Assert.Null(await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.Domain).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_moves_into_a_blog_of_its_own_host_is_found_there()
    {
        await using var site = await Site.StartAsync();
        var (network, _, _) = await site.HousedAsync();
        using var publisher = await site.SignedInAsync("Ulla Utgivare", Spalt.Members.NetworkRole.Publisher, network);
        using var owner = await site.SignedInAsync("Ines Ink", Spalt.Blogs.BlogRole.Owner, await site.WithDbAsync(db => db.Blogs.AsNoTracking().SingleAsync(b => b.Slug == "bank-nio", Cancel)));
        using var merged = await publisher.PostFormAsync("/-/network/blogs/annan", ("do", "merge"), ("into", "bank-nio"), ("sure", "1"));
        Assert.Equal(303, (int)merged.StatusCode);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        await paper.LeadsToAsync("/annan/2026/03/01/bussen/", "https://banknio.example/2026/03/01/bussen/");
        await paper.LeadsToAsync("/annan/", "https://banknio.example/");
    }

    [Fact]
    public async Task Who_follows_its_feed_follows_the_blog()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var own = site.ReaderOf(OwnDomain.Own);
        own.DefaultRequestHeaders.UserAgent.ParseAdd("Feedly/1.0 (42 subscribers)");
        await own.SeeAsync("/");
        using var answer = await own.AskAsync("/feed/");
        Assert.Equal(200, (int)answer.StatusCode);
        var (place, many) = Assert.Single(site.Services.GetRequiredService<FeedReaders>().Known());
        Assert.Equal(("bank-nio", 42), (place.Blog, many));
    }

    private static Task ChangeAsync(Site site, Blog blog, Action<Blog> change) => site.WithDbAsync(async db =>
    {
        change(await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel));
        await db.SaveChangesAsync(Cancel);
    });

    private static async Task<string?> CanonicalAsync(HttpClient reader, string path) => (await reader.SeeAsync(path)).QuerySelector("link[rel=canonical]")!.GetAttribute("href");

    private static async Task<string> CacheAsync(HttpClient reader, string path)
    {
        using var answer = await reader.AskAsync(path);
        return answer.Headers.GetValues("Cache-Status").Single();
    }
}
