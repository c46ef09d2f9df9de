using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Tests.Feeds;

public class FollowingTheComments
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PublishedPrecision.Exact, "/bank-nio/2026/03/01/bussen/")]
    [InlineData(PublishedPrecision.Day, "/bank-nio/2026/03/01/bussen/")]
    [InlineData(PublishedPrecision.Month, "/bank-nio/2026/03/bussen/")]
    [InlineData(PublishedPrecision.Year, "/bank-nio/2026/bussen/")]
    [InlineData(PublishedPrecision.Unknown, "/bank-nio/odaterat/bussen/")]
    public async Task Of_a_post_works_below_its_address(PublishedPrecision precision, string page)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen", Noon, precision: precision);
        var first = await site.CommentAsync(post, "Ragna", Noon.AddHours(1));
        await site.CommentAsync(post, "Ture", Noon.AddHours(2));
        foreach (var ending in new[] { "feed/", "feed", "feed/atom/", "feed/json" })
        {
            var feed = await site.FeedAsync(page + ending);
            Assert.Equal("Kommentarer till Bussen", feed.Title?.Plain);
            Assert.Equal("https://bloggar.example" + page, feed.Link);
            Assert.Equal(["Ture om Bussen", "Ragna om Bussen"], feed.Items.Select(i => i.Title?.Plain), StringComparer.Ordinal);
            Assert.Equal($"https://bloggar.example{page}#comment-s{first.Id}", feed.Items[1].Link);
            Assert.Equal($"tag:bloggar.example,2026:comment/{first.Id}", feed.Items[1].Id);
            Assert.Contains("https://bloggar.example/om/", feed.Items[1].Content[0].Value, StringComparison.Ordinal);
        }

        Assert.Contains($"<wfw:commentRss>https://bloggar.example{page}feed/</wfw:commentRss>", await site.GetAsync("/bank-nio/feed/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_blog_brings_those_on_all_its_posts()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var other = await site.BlogAsync(network, "kultur", "Kultur");
        await site.CommentAsync(await site.PostAsync(blog, "Bussen", Noon), "Ragna", Noon.AddHours(3));
        await site.CommentAsync(await site.PostAsync(blog, "Tåget", Noon), "Ture", Noon.AddHours(2));
        await site.CommentAsync(await site.PostAsync(other, "Boken", Noon), "Ylva", Noon.AddHours(4));
        Assert.Equal(["Ragna om Bussen", "Ture om Tåget"], await site.TitlesAsync("/bank-nio/comments/feed/"));
        Assert.Equal(["Ragna om Bussen", "Ture om Tåget"], await site.TitlesAsync("/bank-nio/comments/feed/atom"));
    }

    [Fact]
    public async Task Lead_to_where_each_stands_on_the_page_wherever_it_came_from()
    {
        await using var site = await Site.StartAsync();
        var post = await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        var here = await site.CommentAsync(post, "Ragna", Noon.AddHours(1));
        var brought = await site.CommentAsync(post, "Ture", Noon.AddHours(2), origin: 664);
        var namesake = await site.CommentAsync(post, "Ylva", Noon.AddHours(3), origin: here.Id);
        foreach (var answered in new[] { here, brought, namesake })
        {
            await site.CommentAsync(post, "Disa", Noon.AddHours(4), answers: answered);
        }

        await site.WithDbAsync(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.CommentCount, 6)));
        const string Page = "/bank-nio/2026/03/01/bussen/";
        var places = Regex.Matches(await site.GetAsync(Page), "id=\"(comment-[^\"]*)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(6, places.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("comment-664", places, StringComparer.Ordinal);
        foreach (var path in new[] { Page + "feed/atom/", "/bank-nio/comments/feed/atom/" })
        {
            var feed = await site.GetAsync(path);
            Assert.Equal(9, Regex.Count(feed, "#comment-"));
            Assert.Equal(
                places.Order(StringComparer.Ordinal),
                Regex.Matches(feed, "#(comment-[^\"]*)\"").Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        Assert.Equal($"https://bloggar.example{Page}#comment-664", (await site.FeedAsync(Page + "feed/")).Items.Single(i => i.Title!.Plain == "Ture om Bussen").Link);
    }

    [Fact]
    public async Task Without_a_date_says_none()
    {
        await using var site = await Site.StartAsync();
        var post = await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        await site.CommentAsync(post, "", new DateTimeOffset(1999, 1, 2, 0, 0, 0, TimeSpan.Zero), PublishedPrecision.Unknown);
        var item = Assert.Single((await site.FeedAsync("/bank-nio/2026/03/01/bussen/feed/atom/")).Items);
        Assert.Null(item.Published);
        Assert.Equal("Anonym", item.Authors.Single().Name);
        Assert.DoesNotContain("1999", await site.GetAsync("/bank-nio/2026/03/01/bussen/feed/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_wrong_date_leads_to_the_right_one()
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        using var response = await site.AskAsync("/bank-nio/2025/bussen/feed/atom");
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("/bank-nio/2026/03/01/bussen/feed/atom/", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Of_a_removed_post_are_gone()
    {
        await using var site = await Site.StartAsync();
        var post = await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        await site.CommentAsync(post, "Ragna", Noon);
        Assert.Single(await site.TitlesAsync("/bank-nio/comments/feed/"));
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.FindAsync(post.Id))!.Remove(site.Clock.Now);
            await db.SaveChangesAsync();
        });
        using var response = await site.AskAsync("/bank-nio/2026/03/01/bussen/feed/");
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Empty(await site.TitlesAsync("/bank-nio/comments/feed/"));
        Assert.Empty(await site.TitlesAsync("/bank-nio/feed/"));
    }
}
