using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Likes;
using Spalt.Store;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Likes;

public class LikingAPost
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Works_with_a_plain_form_which_leads_to_thanks_and_back()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();

        using var liked = await site.SendAsync($"/-/posts/{post.Id}/like");
        Assert.Equal((HttpStatusCode.SeeOther, $"/-/posts/{post.Id}/liked"), (liked.StatusCode, liked.Headers.Location?.OriginalString));
        Assert.False(liked.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, await site.CountAsync(post));

        using var thanks = await site.AskAsync($"/-/posts/{post.Id}/liked");
        var page = await thanks.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Tack! Du är först med att gilla inlägget", page, StringComparison.Ordinal);
        Assert.Contains("Disa Holm ser antalet, men inte vem du är.", page, StringComparison.Ordinal);
        Assert.Contains($"<form method=\"post\" action=\"/-/posts/{post.Id}/unlike\">", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/bank-nio/2026/03/04/isen-bar/\"", page, StringComparison.Ordinal);
        Assert.Equal("no-store, private", thanks.Headers.CacheControl?.ToString());
        Assert.False(thanks.Headers.Contains("Set-Cookie"));

        using var undone = await site.SendAsync($"/-/posts/{post.Id}/unlike");
        Assert.Equal((HttpStatusCode.SeeOther, "/bank-nio/2026/03/04/isen-bar/"), (undone.StatusCode, undone.Headers.Location?.OriginalString));
        Assert.Equal(0, await site.CountAsync(post));
        using var nothing = await site.AskAsync($"/-/posts/{post.Id}/liked");
        Assert.Equal((HttpStatusCode.Redirect, "/bank-nio/2026/03/04/isen-bar/"), (nothing.StatusCode, nothing.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Counts_a_reader_once_and_each_reader()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post));
        Assert.Equal("""{"likes":1,"liked":true}""", await site.LikeAsync(post));
        Assert.Equal("""{"likes":2,"liked":true}""", await site.LikeAsync(post, agent: "Läsare/2"));
        Assert.Equal("""{"likes":3,"liked":true}""", await site.LikeAsync(post, address: "203.0.113.8"));
        Assert.Equal("""{"likes":4,"liked":true}""", await site.LikeAsync(post, address: "2001:db8:0:1::1"));
        Assert.Equal("""{"likes":4,"liked":true}""", await site.LikeAsync(post, address: "2001:db8:0:ff:ffff::2"));
        Assert.Equal("""{"likes":5,"liked":true}""", await site.LikeAsync(post, address: "2001:db8:0:100::1"));

        using var thanks = await site.AskAsync($"/-/posts/{post.Id}/liked");
        Assert.Contains("Tack! Du och 4 andra gillar inlägget", await thanks.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_no_more_than_five_agents_of_one_address_a_day()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => site.LikeAsync(post, $"Läsare/{i}")));
        Assert.Equal("""{"likes":5,"liked":false}""", await site.LikeAsync(post, "Läsare/6"));
        Assert.Equal("""{"likes":5,"liked":true}""", await site.LikeAsync(post, "Läsare/3"));
        Assert.Equal("""{"likes":6,"liked":true}""", await site.LikeAsync(post, "Läsare/6", "203.0.113.8"));
    }

    [Fact]
    public async Task Can_be_undone_by_the_same_reader_only()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await site.LikeAsync(post);
        Assert.Equal("""{"likes":1,"liked":false}""", await site.LikeAsync(post, agent: "Läsare/2", verb: "unlike"));
        Assert.Equal("""{"likes":0,"liked":false}""", await site.LikeAsync(post, verb: "unlike"));
        Assert.Equal("""{"likes":0,"liked":false}""", await site.LikeAsync(post, verb: "unlike"));
    }

    [Fact]
    public async Task Is_remembered_for_the_reader_without_touching_the_page()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        var path = $"/-/likes?posts=1,{post.Id},{post.Id},99";
        using var before = await site.AskAsync(path, json: true);
        Assert.Equal("""{"liked":[]}""", await before.Content.ReadAsStringAsync(Cancel));
        await site.LikeAsync(post);

        using var mine = await site.AskAsync(path, json: true);
        using var another = await site.AskAsync(path, json: true, agent: "Läsare/2");

        Assert.Equal($$"""{"liked":[{{post.Id}}]}""", await mine.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("""{"liked":[]}""", await another.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("no-store, private", mine.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Thaws_the_pages_that_show_the_post_and_the_list_of_the_most_liked()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        List<string> thawed = [];
        site.Services.GetRequiredService<Commits>().Thawed += tags =>
        {
            lock (thawed)
            {
                thawed.AddRange(tags);
            }
        };
        await site.LikeAsync(post);
        lock (thawed)
        {
            Assert.Contains($"post:{post.Id}", thawed, StringComparer.Ordinal);
            Assert.Contains($"liked:{post.NetworkId}", thawed, StringComparer.Ordinal);
        }
    }

    [Theory]
    [InlineData("/bank-nio/")]
    [InlineData("/bank-nio/2026/03/04/isen-bar/")]
    public async Task Shows_on_the_next_read_of_a_frozen_page(string path)
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        Assert.Contains("<data class=\"count\" value=\"0\"", await site.GetAsync(path), StringComparison.Ordinal);
        await site.LikeAsync(post);
        Assert.Contains("<data class=\"count\" value=\"1\"", await site.GetAsync(path), StringComparison.Ordinal);
        await site.LikeAsync(post, verb: "unlike");
        Assert.Contains("<data class=\"count\" value=\"0\"", await site.GetAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_fifty_at_once_as_fifty()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => site.LikeAsync(post, $"Läsare/{i}", $"198.51.100.{i}")));
        Assert.Equal(50, await site.CountAsync(post));
        Assert.Equal(50, await site.WithDbAsync(db => db.Likes.CountAsync(l => l.PostId == post.Id, Cancel)));
        Assert.Equal(1, await site.WithDbAsync(db => db.LikeSalts.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Cannot_be_told_whose_it_was_when_the_day_is_over()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await site.LikeAsync(post);
        var salt = await site.WithDbAsync(db => db.LikeSalts.AsNoTracking().SingleAsync(Cancel));
        var like = await site.WithDbAsync(db => db.Likes.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(32, salt.Salt.Length);

        await site.IdleAsync();
        site.Clock.Now = new DateTimeOffset(2026, 3, 5, 0, 1, 0, TimeSpan.Zero);
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.LikeSalts.AnyAsync(s => s.Day == salt.Day, Cancel)));
        await site.IdleAsync();
        var forgotten = await site.WithDbAsync(db => db.Likes.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal((16, null), (forgotten.Reader.Length, forgotten.Place));
        Assert.NotEqual(like.Reader, forgotten.Reader);
        if (site.Installation.Configuration["Spalt:Database"] is null or "")
        {
            Assert.All([salt.Salt, like.Reader, like.Place!], trace => Assert.Empty(FilesWith(site, trace)));
        }

        using var mine = await site.AskAsync($"/-/likes?posts={post.Id}", json: true);
        Assert.Equal("""{"liked":[]}""", await mine.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("""{"likes":1,"liked":false}""", await site.LikeAsync(post, verb: "unlike"));
        Assert.Equal("""{"likes":2,"liked":true}""", await site.LikeAsync(post));
        Assert.NotEqual(salt.Salt, (await site.WithDbAsync(db => db.LikeSalts.AsNoTracking().SingleAsync(Cancel))).Salt);

        await site.IdleAsync();
        site.Clock.Now = site.Clock.Now.AddDays(9);
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Likes.AnyAsync(Cancel)));
        Assert.Equal(2, await site.CountAsync(post));
    }

    [Fact]
    public async Task Leaves_its_salt_in_the_log_no_longer_than_somebody_reads_it()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        if (site.Installation.Database is not SqliteDatabase)
        {
            Assert.Skip("SQLite's own.");
        }

        await site.LikeAsync(await site.LikedPostAsync());
        var salt = await site.WithDbAsync(db => db.LikeSalts.AsNoTracking().Select(s => s.Salt).SingleAsync(Cancel));
        await site.IdleAsync();
        await using (var reading = site.Installation.Database.Connect())
        {
            await reading.OpenAsync(Cancel);
            await using var look = reading.CreateCommand();
            look.CommandText = "BEGIN; SELECT count(*) FROM like_salts";
            await look.ExecuteScalarAsync(Cancel);
            site.Clock.Now = new DateTimeOffset(2026, 3, 5, 0, 1, 0, TimeSpan.Zero);
            await Eventually.TrueAsync(() => site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == ForgetReaders.Kind && j.LastError != null, Cancel)));
            Assert.False(await site.WithDbAsync(db => db.LikeSalts.AnyAsync(Cancel)));
            Assert.NotEmpty(FilesWith(site, salt));
        }

        await site.IdleAsync();
        site.Clock.Now = site.Clock.Now.AddMinutes(10);
        await Eventually.TrueAsync(() => Task.FromResult(FilesWith(site, salt).Count == 0));
    }

    [Fact]
    public async Task Leaves_no_trace_of_an_address_or_an_agent()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await site.LikeAsync(post, "Spårbar-Läsare/7", "203.0.113.77");
        var like = await site.WithDbAsync(db => db.Likes.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(16, like.Reader.Length);
        byte[][] traces = [[203, 0, 113, 77], "203.0.113.77"u8.ToArray(), "Sp%C3%A5rbar"u8.ToArray()];
        Assert.All(traces, trace => Assert.Equal(-1, like.Reader.AsSpan().IndexOf(trace)));
        Assert.All(traces[1..], trace => Assert.Empty(FilesWith(site, trace)));
    }

    private static List<string> FilesWith(Site site, byte[] trace) =>
        [.. Directory.EnumerateFiles(site.Installation.DataFolder, "*", SearchOption.AllDirectories).Where(file =>
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            open.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(trace) >= 0;
        })];
}
