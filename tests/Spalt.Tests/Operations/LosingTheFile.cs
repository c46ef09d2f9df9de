using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spalt.Tests.Reading;

namespace Spalt.Tests.Operations;

/// <summary>Somebody deletes the database, or puts another in its place, while the server has it open.</summary>
public class LosingTheFile
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_noticed_readers_go_on_and_a_backup_put_back_is_taken_up()
    {
        await using var site = await Site.StartAsync();
        SkipUnlessSqlite(site);
        var (file, _) = await BackUpAndGoOnAsync(site);
        var page = await site.BodyAsync("/bank-nio/");
        foreach (var end in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + end);
        }

        Assert.Equal("the database file is gone\n", await site.BodyAsync("/-/health/ready", 503));
        Assert.Equal("live\n", await site.BodyAsync("/-/health/live"));
        Assert.Equal(page, await site.BodyAsync("/bank-nio/"));
        await Eventually.TrueAsync(async () => (await site.AskAsync("/bank-nio/2026/03/")).StatusCode == System.Net.HttpStatusCode.ServiceUnavailable);
        Assert.False(File.Exists(file), "The server has made an empty database.");
        Assert.Equal(page, await site.BodyAsync("/bank-nio/"));

        File.Move(file + ".backup", file);
        await Eventually.TrueAsync(async () => (await site.AskAsync("/-/health/ready")).IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => !(await site.BodyAsync("/bank-nio/")).Contains("Tåget står", StringComparison.Ordinal));
        (await site.BodyAsync("/bank-nio/")).Says("Bussen går");
    }

    [Fact]
    public async Task Is_logged_once_and_so_is_its_return()
    {
        using var log = new LogLines();
        await using var site = await Site.StartAsync(services => services.AddSingleton<ILoggerProvider>(log));
        SkipUnlessSqlite(site);
        string[] words = ["Cannot hear what other programs change", "Jobs wait", "Hears again what other programs change", "Jobs go on"];
        int[] Counts() => [.. words.Select(w => log.All.Count(line => line.StartsWith(w, StringComparison.Ordinal)))];
        await site.TakeAwayDatabaseAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Counts() is [> 0, > 0, 0, 0]));
        await Task.Delay(TimeSpan.FromSeconds(4.5), Cancel);
        Assert.Equal([1, 1, 0, 0], Counts());
        await site.GiveBackDatabaseAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Counts() is [1, 1, 1, 1]));
    }

    [Fact]
    public async Task A_file_put_in_its_place_is_the_one_that_is_written_to()
    {
        await using var site = await Site.StartAsync();
        SkipUnlessSqlite(site);
        var (file, blog) = await BackUpAndGoOnAsync(site);
        (await site.BodyAsync("/bank-nio/")).Says("Tåget står");
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.Move(file + ".backup", file, overwrite: true);
        await Eventually.TrueAsync(async () => !(await site.BodyAsync("/bank-nio/")).Contains("Tåget står", StringComparison.Ordinal));
        await site.PostAsync(blog, "Cykeln rullar");
        (await site.BodyAsync("/bank-nio/")).Says("Cykeln rullar");
        await using var other = site.Installation.Database.Connect();
        await other.OpenAsync(Cancel);
        await using var count = other.CreateCommand();
        count.CommandText = "SELECT count(*) FROM posts";
        Assert.Equal(2L, await count.ExecuteScalarAsync(Cancel));
    }

    /// <summary>One post is in the backup beside the file, a second one came after it.</summary>
    private static async Task<(string File, Blogs.Blog Blog)> BackUpAndGoOnAsync(Site site)
    {
        var file = Path.Combine(site.Installation.DataFolder, "spalt.db");
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går");
        await site.WithDbAsync(db => ((DbContext)db).Database.ExecuteSqlAsync($"VACUUM INTO {file + ".backup"}", Cancel));
        await site.PostAsync(blog, "Tåget står");
        return (file, blog);
    }

    private static void SkipUnlessSqlite(Site site)
    {
        if (site.Store.Connection is not null)
        {
            Assert.Skip("SQLite's own.");
        }
    }
}
