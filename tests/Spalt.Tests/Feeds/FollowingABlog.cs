using System.Net;
using Spalt.Blogs;
using Spalt.Formats.Feeds;
using Spalt.Posts;

namespace Spalt.Tests.Feeds;

public class FollowingABlog
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/bank-nio/feed/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/feed", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/feed/rss2/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/feed/rss", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/feed/rdf/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/feed/atom/", FeedVersion.Atom10, "application/atom+xml")]
    [InlineData("/bank-nio/feed/atom", FeedVersion.Atom10, "application/atom+xml")]
    [InlineData("/bank-nio/feed/json/", FeedVersion.Json11, "application/feed+json")]
    [InlineData("/feed/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/feed/atom/", FeedVersion.Atom10, "application/atom+xml")]
    [InlineData("/feed/json", FeedVersion.Json11, "application/feed+json")]
    [InlineData("/bank-nio/tag/ovrigt/feed/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/tag/ovrigt/feed/atom/", FeedVersion.Atom10, "application/atom+xml")]
    [InlineData("/bank-nio/category/politik/feed/", FeedVersion.Rss20, "application/rss+xml")]
    [InlineData("/bank-nio/category/politik/feed/json/", FeedVersion.Json11, "application/feed+json")]
    [InlineData("/bank-nio/author/disa-holm/feed/", FeedVersion.Rss20, "application/rss+xml")]
    public async Task Works_at_each_of_its_addresses(string path, FeedVersion version, string type)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Noon, tags: ["Övrigt"], categories: ["Politik"]);
        using var response = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
        var feed = await site.FeedAsync(path);
        Assert.Equal(version, feed.Version);
        var item = Assert.Single(feed.Items);
        Assert.Equal("Bussen går", item.Title?.Plain);
        Assert.Equal("https://bloggar.example/bank-nio/2026/03/01/bussen-gar/", item.Link);
        Assert.Equal(Noon, item.Published);
        Assert.Equal(["Politik", "Övrigt"], item.Categories.Select(c => c.Term).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        var self = "https://bloggar.example" + path.Replace("/rss2", "", StringComparison.Ordinal).Replace("/rss", "", StringComparison.Ordinal)
            .Replace("/rdf", "", StringComparison.Ordinal).TrimEnd('/') + "/";
        Assert.Contains(feed.Links, l => l.Relation == "self" && l.Href == self);
    }

    [Theory]
    [InlineData("/ingen/feed/")]
    [InlineData("/ingen/comments/feed/")]
    [InlineData("/bank-nio/tag/inget/feed/")]
    [InlineData("/bank-nio/category/inget/feed/")]
    [InlineData("/bank-nio/author/ingen/feed/")]
    [InlineData("/bank-nio/2026/03/01/inget/feed/")]
    [InlineData("/bank-nio/feed/fax/")]
    [InlineData("/feed/fax/")]
    public async Task Finds_nothing_where_there_is_nothing(string path)
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        using var response = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Gives_the_twenty_newest_in_full_and_nothing_else()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var other = await site.BlogAsync(network, "kultur", "Kultur");
        for (var i = 1; i <= 22; i++)
        {
            await site.PostAsync(blog, $"Inlägg {i}", Noon.AddHours(i), tags: ["Buss"]);
        }

        await site.PostAsync(other, "Någon annans", Noon.AddDays(2));
        var expected = Enumerable.Range(3, 20).Reverse().Select(i => $"Inlägg {i}").ToArray();
        Assert.Equal(expected, await site.TitlesAsync("/bank-nio/feed/"));
        Assert.Equal(expected, await site.TitlesAsync("/bank-nio/tag/buss/feed/"));
        string[] onTheNetwork = ["Någon annans", .. expected[..^1]];
        Assert.Equal(onTheNetwork, await site.TitlesAsync("/feed/"));
    }

    [Fact]
    public async Task Gives_content_whose_links_lead_somewhere_from_anywhere()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen", Noon, "<p><a href=\"/bank-nio/\">Här</a> <img src=\"/-/media/a.webp\" alt=\"\"></p>");
        Assert.Equal(
            "<p><a href=\"https://bloggar.example/bank-nio/\">Här</a> <img src=\"https://bloggar.example/-/media/a.webp\" alt=\"\"></p>",
            (await site.FeedAsync("/bank-nio/feed/")).Items[0].Content[0].Value);
    }

    [Fact]
    public async Task Dates_only_what_has_a_date()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Odaterat", new DateTimeOffset(1999, 1, 2, 0, 0, 0, TimeSpan.Zero), precision: PublishedPrecision.Unknown);
        foreach (var path in new[] { "/bank-nio/feed/", "/bank-nio/feed/atom/", "/bank-nio/feed/json/" })
        {
            Assert.DoesNotContain("1999", await site.GetAsync(path), StringComparison.Ordinal);
            var item = Assert.Single((await site.FeedAsync(path)).Items);
            Assert.Null(item.Published);
            Assert.Equal("https://bloggar.example/bank-nio/odaterat/odaterat/", item.Link);
        }

        Assert.Equal(site.Clock.Now, (await site.FeedAsync("/bank-nio/feed/atom/")).Items[0].Updated);
    }

    [Fact]
    public async Task Knows_a_post_again_by_an_id_that_is_not_its_address()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen", Noon.AddYears(-5));
        foreach (var path in new[] { "/bank-nio/feed/", "/bank-nio/feed/atom/", "/bank-nio/feed/json/", "/feed/" })
        {
            Assert.Equal($"tag:bloggar.example,2026:post/{post.Id}", Assert.Single((await site.FeedAsync(path)).Items).Id);
        }
    }

    [Fact]
    public async Task Is_possible_before_there_is_anything_to_read()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync(language: "en");
        await site.BlogAsync(network);
        foreach (var path in new[] { "/feed/", "/feed/atom/", "/bank-nio/feed/json/", "/bank-nio/comments/feed/atom/" })
        {
            var feed = await site.FeedAsync(path);
            Assert.Empty(feed.Items);
            Assert.Equal("en", feed.Language);
        }
    }

    [Fact]
    public async Task Is_in_the_language_of_its_network()
    {
        await using var site = await Site.StartAsync();
        var swedish = await site.BlogAsync(await site.NetworkAsync());
        var english = await site.BlogAsync(await site.NetworkAsync("blogs.example", "The River Post", "en"));
        await site.PostAsync(swedish, "Bussen", Noon, tags: ["Buss"]);
        await site.PostAsync(english, "The bus", Noon, tags: ["Buss"]);
        using var one = await site.AskAsync("/bank-nio/tag/buss/feed/", "bloggar.example");
        using var two = await site.AskAsync("/bank-nio/tag/buss/feed/", "blogs.example");
        var first = FeedReader.Read(await one.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var second = FeedReader.Read(await two.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("sv", "Bänk nio: etiketten Buss", "Bussen"), (first.Language, first.Title?.Plain, first.Items.Single().Title?.Plain));
        Assert.Equal(("en", "Bänk nio: tagged Buss", "The bus"), (second.Language, second.Title?.Plain, second.Items.Single().Title?.Plain));
    }

    [Theory]
    [InlineData("/?feed=rss2", "/feed/")]
    [InlineData("/bank-nio/?feed=rss2", "/bank-nio/feed/")]
    [InlineData("/bank-nio?feed=atom&x=1", "/bank-nio/feed/atom/")]
    [InlineData("/bank-nio/?feed=comments-rss2", "/bank-nio/comments/feed/")]
    public async Task Is_found_at_its_oldest_address(string path, string expected)
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        using var response = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/bank-nio/tag/OVRIGT/feed/", "/bank-nio/tag/ovrigt/feed/")]
    [InlineData("/bank-nio/tag/%C3%96vrigt/feed/atom", "/bank-nio/tag/ovrigt/feed/atom/")]
    [InlineData("/bank-nio/category/Politik/feed/json/", "/bank-nio/category/politik/feed/json/")]
    [InlineData("/bank-nio/author/Disa-Holm/feed/", "/bank-nio/author/disa-holm/feed/")]
    public async Task Is_found_by_every_spelling_that_its_page_knows(string path, string expected)
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon, tags: ["Övrigt"], categories: ["Politik"]);
        using var page = await site.AskAsync(path[..path.LastIndexOf("feed", StringComparison.Ordinal)]);
        Assert.Equal(HttpStatusCode.MovedPermanently, page.StatusCode);
        using var response = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
        Assert.Single((await site.FeedAsync(expected)).Items);
    }

    [Fact]
    public async Task Is_found_as_its_page_is_by_a_name_longer_than_a_blog_may_have()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var tag = new Tag(blog.Id, Slug.Of(string.Concat(Enumerable.Repeat("kommunen ", 10)), 100), "Kommunen");
        await site.WithDbAsync(db =>
        {
            db.Add(tag);
            return db.SaveChangesAsync();
        });
        Assert.True(tag.Slug.Length > Slug.Longest);
        await site.GetAsync($"/bank-nio/tag/{tag.Slug}/");
        Assert.Empty(await site.TitlesAsync($"/bank-nio/tag/{tag.Slug}/feed/"));
    }

    [Theory]
    [InlineData("/?feed=fax")]
    [InlineData("/?feed=")]
    [InlineData("//annan.example/?feed=rss2")]
    [InlineData("/?p=12&feed=rss2")]
    [InlineData("/?cat=2&feed=rss2")]
    [InlineData("/?author=1&feed=atom")]
    [InlineData("/?author=1")]
    public async Task Leads_nowhere_else(string path)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address.GetLeftPart(UriPartial.Authority) + path));
        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("feed", response.Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);
    }
}
