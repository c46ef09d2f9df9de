using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Tests.Comments;
using Spalt.Tests.Likes;

namespace Spalt.Tests.Web.PageCache;

public class ThawingPages
{
    /// <summary>How long a change by another program may take to show.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_another_program_writes_shows_within_a_second()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        Assert.Contains("Älvposten", await site.GetAsync("/"), StringComparison.Ordinal);
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/"));

        // The listener may still be on its way to the database.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await using var other = AnotherProgram(site);
        for (var i = 1; i <= 3; i++)
        {
            await using (var scope = other.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
                db.Add(Blogs.Blog.Start(network.Id, $"blogg-{i}", $"Nytt från {i}", site.Clock.Now));
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            }

            await Eventually.TrueAsync(async () => (await site.GetAsync("/")).Contains($"Nytt från {i}", StringComparison.Ordinal), Second);
        }
    }

    [Fact]
    public async Task A_network_that_another_program_adds_is_found()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using (var before = await site.AskAsync("/", ("Host", "andra.example")))
        {
            Assert.Contains("Älvposten", await before.TextAsync(), StringComparison.Ordinal);
        }

        await Task.Delay(500, TestContext.Current.CancellationToken);
        await using var other = AnotherProgram(site);
        await using (var scope = other.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
            db.Add(Network.Start("andra.example", "Andra bladet", "sv", site.Clock.Now));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(
            async () =>
            {
                using var after = await site.AskAsync("/", ("Host", "andra.example"));
                return (await after.TextAsync()).Contains("Andra bladet", StringComparison.Ordinal);
            },
            Second);
    }

    private static ServiceProvider AnotherProgram(Site site) => Installation.At(
        site.Installation.DataFolder, [KeyValuePair.Create("Spalt:Database", site.Installation.Configuration["Spalt:Database"])]).Services();

    [Fact]
    public async Task Networks_do_not_mix_and_an_unknown_host_gets_none()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync("ett.example", "Första bladet");
        await site.NetworkAsync("tva.example", "Andra bladet");
        foreach (var (host, name, status) in new[]
        {
            ("ett.example", "Första bladet", 200), ("tva.example", "Andra bladet", 200), ("ETT.example:443", "Första bladet", 200),
            ("tva.example.", "Andra bladet", 200), ("tre.example", "", 404), ("ett.example", "Första bladet", 200),
        })
        {
            using var response = await site.AskAsync("/", ("Host", host));
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Contains(name, await response.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_liked_or_commented_thaws_what_counts_it_and_no_page_of_another_post()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, post) = await site.PostedAsync();
        var spring = await site.PostAsync(blog, "Våren kom");
        await site.PostAsync(blog, "Hösten kom");
        string[] others = ["/bank-nio/2026/03/04/varen-kom/", "/bank-nio/2026/03/04/hosten-kom/"];
        Assert.Contains("Isen bär", await site.GetAsync(others[0]), StringComparison.Ordinal);
        Assert.Contains("Isen bär", await site.GetAsync(others[1]), StringComparison.Ordinal);
        string[] counting = ["/", "/bank-nio/", "/bank-nio/2026/03/04/isen-bar/"];
        foreach (var act in new Func<Task>[]
        {
            () => site.Http.CommentedAsync(post, "Jag gick över i går."),
            () => site.LikeAsync(post),
        })
        {
            foreach (var page in counting)
            {
                await site.GetAsync(page);
            }

            await act();
            foreach (var page in others)
            {
                Assert.Equal((page, "spalt; hit"), (page, await site.CacheStatusAsync(page)));
            }

            foreach (var page in counting)
            {
                Assert.Equal((page, "spalt; fwd=miss; stored"), (page, await site.CacheStatusAsync(page)));
            }
        }

        await site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == spring.Id)).Withdraw(site.Clock.Now);
            await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("Våren kom", await site.GetAsync(others[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_thaws_when_the_day_is_over()
    {
        await using var site = await Site.StartAsync(("Spalt:PageCache:Lifetime", "30.00:00:00"));
        await site.NetworkAsync();
        site.Clock.Now = new DateTimeOffset(2026, 3, 4, 22, 50, 0, TimeSpan.Zero);
        await site.GetAsync("/");
        site.Clock.Now += TimeSpan.FromMinutes(9);
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/"));
        site.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("spalt; fwd=miss; stored", await site.CacheStatusAsync("/"));
    }

    [Fact]
    public async Task A_page_is_never_older_than_its_lifetime()
    {
        await using var site = await Site.StartAsync(("Spalt:PageCache:Lifetime", "00:10:00"));
        await site.NetworkAsync();
        await site.GetAsync("/");
        site.Clock.Now += TimeSpan.FromMinutes(9);
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/"));
        site.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("spalt; fwd=miss; stored", await site.CacheStatusAsync("/"));
    }
}
