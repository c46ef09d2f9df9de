using System.Net;
using Spalt.Posts;

namespace Spalt.Tests.Feeds;

public class AskingAgain
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/bank-nio/feed/")]
    [InlineData("/feed/atom/")]
    [InlineData("/bank-nio/feed/json/")]
    [InlineData("/bank-nio/2026/03/01/bussen/feed/")]
    public async Task Brings_nothing_where_nothing_has_changed(string path)
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        using var fresh = await site.AskAsync(path);
        Assert.Null(fresh.Content.Headers.LastModified);
        site.Clock.Now += TimeSpan.FromSeconds(1);
        using var first = await site.AskAsync(path);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 11, 30, 1, TimeSpan.Zero), first.Content.Headers.LastModified);
        Assert.Equal(fresh.Headers.ETag, first.Headers.ETag);
        using var byTag = await site.AskAsync(path, also: r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, byTag.StatusCode);
        using var byDate = await site.AskAsync(path, also: r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, byDate.StatusCode);
        using var earlier = await site.AskAsync(path, also: r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified!.Value.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.OK, earlier.StatusCode);
    }

    [Theory]
    [InlineData("/bank-nio/2026/03/01/bussen/")]
    [InlineData("/bank-nio/feed/")]
    public async Task By_date_alone_brings_what_changed_without_the_post_being_edited(string path)
    {
        await using var site = await Site.StartAsync();
        var post = await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen", Noon);
        (await site.AskAsync(path)).Dispose();
        var read = site.Clock.Now;
        site.Clock.Now += TimeSpan.FromMinutes(1);
        using (var like = await site.Http.PostAsync(new Uri($"/-/posts/{post.Id}/like", UriKind.Relative), content: null, TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.SeeOther, like.StatusCode);
        }

        using var again = await site.AskAsync(path, also: r => r.Headers.IfModifiedSince = read);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task By_date_alone_brings_what_was_published_in_the_second_in_which_it_was_read()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen", Noon);
        for (var i = 0; i < 3; i++)
        {
            DateTimeOffset said;
            using (var read = await site.AskAsync("/bank-nio/feed/"))
            {
                said = read.Content.Headers.LastModified ?? site.Clock.Now;
            }

            site.Clock.Now += TimeSpan.FromMilliseconds(200);
            await site.PostAsync(blog, $"Tåget {i}");
            using (var again = await site.AskAsync("/bank-nio/feed/", also: r => r.Headers.IfModifiedSince = said))
            {
                Assert.Equal(HttpStatusCode.OK, again.StatusCode);
                Assert.Contains($"Tåget {i}", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            site.Clock.Now += TimeSpan.FromMilliseconds(800);
        }
    }

    [Fact]
    public async Task Brings_a_new_post_at_once()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var old = await site.PostAsync(blog, "Bussen", Noon, tags: ["Resor"]);
        string[] paths = ["/feed/", "/bank-nio/feed/", "/bank-nio/tag/resor/feed/atom/", "/bank-nio/author/disa-holm/feed/json/"];
        foreach (var path in paths)
        {
            Assert.Equal(["Bussen"], await site.TitlesAsync(path));
        }

        Assert.Equal(3, (await site.AddressesAsync("/sitemap.xml")).Length);
        site.Clock.Now += TimeSpan.FromMinutes(1);
        await site.PostAsync(blog, "Tåget", tags: ["Resor"]);
        foreach (var path in paths)
        {
            Assert.Equal(["Tåget", "Bussen"], await site.TitlesAsync(path));
        }

        Assert.Equal(4, (await site.AddressesAsync("/sitemap.xml")).Length);
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.FindAsync(old.Id))!.Remove(site.Clock.Now);
            await db.SaveChangesAsync();
        });
        foreach (var path in paths)
        {
            Assert.Equal(["Tåget"], await site.TitlesAsync(path));
        }
    }
}
