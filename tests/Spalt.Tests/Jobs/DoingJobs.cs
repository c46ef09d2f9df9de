using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spalt.Jobs;
using Spalt.Posts;

namespace Spalt.Tests.Jobs;

public class DoingJobs
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scheduled_post_goes_out_within_two_seconds_of_its_time_and_shows()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        var due = site.Clock.Now.AddHours(1);
        await site.WithDbAsync(async db =>
        {
            var post = Post.Draft(
                await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel), author.Id, new PostText("isen", "Isen bär", "<p>Isen bär.</p>", "Isen bär."), site.Clock.Now);
            post.Schedule(due);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.DoesNotContain("Isen bär", await site.GetAsync("/"), StringComparison.Ordinal);

        site.Clock.Now = due;
        await Eventually.TrueAsync(async () => (await site.GetAsync("/")).Contains("Isen bär", StringComparison.Ordinal), TimeSpan.FromSeconds(2));
        Assert.Equal(1, await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.PostCount).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_later_and_at_last_given_up_as_a_dead_letter()
    {
        await using var site = await Site.StartAsync();
        await site.WithDbAsync(async db =>
        {
            db.Add(new Job("nobody-knows-this", "", site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        for (var attempt = 1; attempt <= JobRunner.MostAttempts; attempt++)
        {
            var expected = attempt;
            await Eventually.TrueAsync(() => site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Attempts == expected && j.ClaimedUntil == null && j.LastError != null, Cancel)));
            site.Clock.Now = site.Clock.Now.AddHours(1);
        }

        var dead = await site.WithDbAsync(db => db.Jobs.AsNoTracking().SingleAsync(j => j.DeadAt != null, Cancel));
        Assert.Contains("nobody-knows-this", dead.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_a_stopping_node_breaks_off_waits_for_the_next_as_if_untouched()
    {
        await using var store = await TestStore.CreateAsync();
        var installation = store.Installation();
        using var begun = new SemaphoreSlim(0);
        await using (var services = installation.Services())
        {
            await services.GetRequiredService<Spalt.Store.Migrations>().ApplyAsync(Cancel);
        }

        await using (var app = Spalt.Web.Server.Build(installation, "http://127.0.0.1:0", also => also.AddSingleton(begun).AddJob<Endless>()))
        {
            Spalt.Web.Server.UseSpalt(app);
            await app.StartAsync(Cancel);
            await using (var scope = app.Services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>();
                db.Add(new Job(Endless.Kind, "", DateTimeOffset.UnixEpoch));
                await db.SaveChangesAsync(Cancel);
            }

            Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
            await app.StopAsync(Cancel);
        }

        await using var after = installation.Services();
        await using var look = after.CreateAsyncScope();
        var job = await look.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>().Jobs.AsNoTracking().SingleAsync(j => j.Kind == Endless.Kind, Cancel);
        Assert.Equal((null, 0, null), (job.ClaimedUntil, job.Attempts, job.LastError));
    }

    [Fact]
    public async Task A_job_whose_lease_was_lost_is_not_settled_by_the_one_who_lost_it()
    {
        using var begun = new SemaphoreSlim(0);
        await using var site = await Site.StartAsync(also => also.AddSingleton(begun).AddJob<Endless>());
        await site.WithDbAsync(async db =>
        {
            db.Add(new Job(Endless.Kind, "ends", site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        await site.WithDbAsync(db => db.Jobs.Where(j => j.Kind == Endless.Kind).ExecuteUpdateAsync(set => set.SetProperty(j => j.ClaimedUntil, site.Clock.Now.AddMinutes(9)), Cancel));
        begun.Release();
        await Task.Delay(500, Cancel);
        Assert.True(await site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == Endless.Kind && j.ClaimedUntil != null, Cancel)));
    }

    [Fact]
    public async Task A_job_whose_lease_ends_within_a_microsecond_is_settled_all_the_same()
    {
        using var begun = new SemaphoreSlim(0);
        await using var site = await Site.StartAsync(also => also.AddSingleton(begun).AddJob<Endless>());
        site.Clock.Now = site.Clock.Now.AddTicks(7);
        await site.WithDbAsync(async db =>
        {
            db.Add(new Job(Endless.Kind, "ends", site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == Endless.Kind, Cancel)));
    }

    [Fact]
    public async Task A_job_that_was_forestalled_finds_that_it_is_done_and_troubles_nobody()
    {
        using var log = new LogLines();
        var forestalling = new Forestalling();
        await using var site = await Site.StartAsync(also => also.AddSingleton<ILoggerProvider>(log)
            .AddScoped(s => new PublishDuePost(s.GetRequiredService<Spalt.Store.SpaltDb>(), forestalling)));
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        forestalling.Clock = site.Clock;
        forestalling.Publish = () => site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.BlogId == blog.Id, Cancel)).Publish(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        await site.WithDbAsync(async db =>
        {
            var post = Post.Draft(
                await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel), author.Id, new PostText("isen", "Isen bär", "<p>Isen bär.</p>", "Isen bär."), site.Clock.Now);
            post.Schedule(site.Clock.Now);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        await Eventually.TrueAsync(() => site.WithDbAsync(async db =>
        {
            site.Clock.Now = site.Clock.Now.AddSeconds(1);
            return !await db.Jobs.AnyAsync(j => j.Kind == PublishDuePost.Kind, Cancel);
        }));
        Assert.True(forestalling.IsDone);
        Assert.Equal(1, await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.PostCount).SingleAsync(Cancel)));
        Assert.DoesNotContain(log.All, line => line.Contains("failed", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
    }

    /// <summary>Who asks it for the time first learns it when somebody else has just published the post.</summary>
    private sealed class Forestalling : TimeProvider
    {
        private int _asked;

        public Clock Clock { get; set; } = new();

        public Func<Task> Publish { get; set; } = () => Task.CompletedTask;

        public bool IsDone => _asked > 0;

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref _asked) == 1)
            {
                Publish().GetAwaiter().GetResult();
            }

            return Clock.Now;
        }
    }

    /// <summary>Says that it has begun; then never ends, or (with a payload) when it is told to.</summary>
    private sealed class Endless(SemaphoreSlim said) : IJob
    {
        public static string Kind => "endless";

        public async Task DoAsync(string payload, CancellationToken cancel)
        {
            said.Release();
            if (payload.Length == 0)
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }

            await Task.Delay(100, cancel);
            await said.WaitAsync(cancel);
        }
    }

    [Fact]
    public async Task A_due_job_is_claimed_by_one_node_only_until_its_lease_is_over()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        await services.GetRequiredService<Spalt.Store.Migrations>().ApplyAsync(Cancel);
        var now = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>();
            db.AddRange(Enumerable.Range(0, 50).Select(i => new Job("any", i.ToString(System.Globalization.CultureInfo.InvariantCulture), now)));
            await db.SaveChangesAsync(Cancel);
        }

        async Task<List<Job>> ClaimAsync(DateTimeOffset at)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>();
            return await db.Database.ClaimJobsAsync(db, at, TimeSpan.FromMinutes(5), 10, Cancel);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ClaimAsync(now)));
        Assert.Equal(50, claims.SelectMany(c => c).Select(j => j.Id).Distinct().Count());
        Assert.Empty(await ClaimAsync(now.AddMinutes(4)));
        Assert.Equal(10, (await ClaimAsync(now.AddMinutes(6))).Count);
    }
}
