using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Store;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class RenderingOnce
{
    [Fact]
    public async Task A_hundred_who_miss_the_same_page_cause_one_rendering()
    {
        var pages = new TestPages().With("/-/prov", async context =>
        {
            context.Freeze("blog:1");
            await Task.Delay(100);
            await context.Response.WriteAsync("en gång");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        var texts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.GetAsync("/-/prov")));
        Assert.All(texts, text => Assert.Equal("en gång", text));
        Assert.Equal(1, pages.Rendered("/-/prov"));
    }

    [Fact]
    public async Task A_page_that_blocks_its_thread_stalls_no_other()
    {
        using var begun = new SemaphoreSlim(0);
        var pages = new TestPages()
            .With("/-/snabb", context => Frozen(context, "snabb"))
            .With("/-/seg", context =>
            {
                begun.Release();
#pragma warning disable S2925 // A page that blocks its thread is what is tested.
                Thread.Sleep(2000);
#pragma warning restore S2925
                return context.Response.WriteAsync("seg");
            });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();

        // So many that each thread that polls sockets has accepted some.
        var clients = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => site.Client()).ToList();
        await Task.WhenAll(clients.Select(client => client.GetStringAsync(Page("/-/snabb"), TestContext.Current.CancellationToken)));
        var slow = site.GetAsync("/-/seg");
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        var watch = Stopwatch.StartNew();
        foreach (var client in clients)
        {
            Assert.Equal("snabb", await client.GetStringAsync(Page("/-/snabb"), TestContext.Current.CancellationToken));
        }

        Assert.False(slow.IsCompleted, $"{clients.Count} hits took {watch.ElapsedMilliseconds} ms");
        Assert.Equal("seg", await slow);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task What_changes_during_the_rendering_shows_on_the_next_read()
    {
        var words = "gammalt";
        using var read = new SemaphoreSlim(0);
        using var changed = new SemaphoreSlim(0);
        var pages = new TestPages().With("/-/prov", async context =>
        {
            var said = words;
            read.Release();
            await changed.WaitAsync(TimeSpan.FromSeconds(20));
            await Frozen(context, said);
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        var blog = await site.BlogAsync(await site.NetworkAsync());
        Assert.Equal(1, blog.Id);
        var first = site.GetAsync("/-/prov");
        await read.WaitAsync(TestContext.Current.CancellationToken);
        words = "nytt";
        await site.PostAsync(blog, "Nytt");
        changed.Release(2);
        Assert.Equal("gammalt", await first);
        Assert.Equal("nytt", await site.GetAsync("/-/prov"));
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/-/prov"));
    }

    [Fact]
    public async Task A_page_that_changes_all_the_time_is_served_all_the_same()
    {
        Site? site = null;
        var pages = new TestPages().With("/-/prov", async context =>
        {
            await Task.Delay(20);
            site!.Services.GetRequiredService<Commits>().Heard(["blog:1"]);
            await Frozen(context, "alltid nytt");
        });
        await using (site = await Site.StartAsync(pages.AddTo))
        {
            await site.NetworkAsync();
            var texts = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => site.GetAsync("/-/prov")));
            Assert.All(texts, text => Assert.Equal("alltid nytt", text));
            Assert.InRange(pages.Rendered("/-/prov"), 1, 10);
        }
    }

    [Fact]
    public async Task When_the_one_who_renders_goes_away_another_does_it()
    {
        using var begun = new SemaphoreSlim(0);
        var pages = new TestPages().With("/-/prov", async context =>
        {
            begun.Release();
            await Task.Delay(500, context.RequestAborted);
            await Frozen(context, "till sist");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        using var leaves = new CancellationTokenSource();
        var leader = site.Http.GetStringAsync(Page("/-/prov"), leaves.Token);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 20).Select(_ => site.GetAsync("/-/prov")).ToList();
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        Assert.All(await Task.WhenAll(others), text => Assert.Equal("till sist", text));
        Assert.InRange(pages.Rendered("/-/prov"), 2, 3);
    }

    [Fact]
    public async Task An_error_is_its_own_readers_and_freezes_nothing()
    {
        var fails = true;
        var pages = new TestPages().With("/-/prov", async context =>
        {
            context.Freeze("blog:1");
            await context.Response.WriteAsync("halv");
            await Task.Delay(200);
            if (fails)
            {
                throw new InvalidOperationException("Trasig sida");
            }
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.AskAsync("/-/prov")));
        Assert.All(answers, answer => Assert.Equal((500, ""), ((int)answer.StatusCode, answer.CacheStatus())));
        Assert.Equal(10, pages.Rendered("/-/prov"));
        fails = false;
        Assert.Equal("halv", await site.GetAsync("/-/prov"));
    }

    [Fact]
    public async Task An_error_of_one_reader_is_not_anothers()
    {
        var fails = 1;
        var pages = new TestPages().With("/-/prov", async context =>
        {
            await Task.Delay(300);
            if (Interlocked.Exchange(ref fails, 0) == 1)
            {
                throw new BadHttpRequestException("Trasig fråga", 400);
            }

            await Frozen(context, "hel");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => site.AskAsync("/-/prov")));
        Assert.Equal([200, 200, 200, 200, 400], answers.Select(a => (int)a.StatusCode).Order());
    }

    [Fact]
    public async Task Nobody_waits_long_for_one_who_is_slow()
    {
        var renders = 0;
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var pages = new TestPages().With("/-/prov", async context =>
        {
            if (Interlocked.Increment(ref renders) == 1)
            {
                begun.Release();
                await goOn.WaitAsync(TimeSpan.FromSeconds(20));
            }

            await Frozen(context, "klar");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        var slow = site.GetAsync("/-/prov");
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.GetAsync("/-/prov"))), text => Assert.Equal("klar", text));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
        Assert.Equal(2, renders);
        goOn.Release();
        Assert.Equal("klar", await slow);
    }

    [Fact]
    public async Task What_does_not_freeze_goes_to_the_reader_as_it_is_written()
    {
        using var goOn = new SemaphoreSlim(0);
        var pages = new TestPages().With("/-/prov", async context =>
        {
            await context.Response.WriteAsync("första ");
            await context.Response.Body.FlushAsync();
            await goOn.WaitAsync(TimeSpan.FromSeconds(20));
            await context.Response.WriteAsync("sista");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        using var response = await site.Http.GetAsync(Page("/-/prov"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[100];
        Assert.Equal("första "u8.Length, await body.ReadAsync(buffer, TestContext.Current.CancellationToken));

        // Nobody waits for it either.
        var second = site.GetAsync("/-/prov");
        goOn.Release(2);
        Assert.Equal("första sista", await second);
    }

    private static Uri Page(string path) => new(path, UriKind.Relative);

    private static Task Frozen(HttpContext context, string text)
    {
        context.Freeze("blog:1");
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
