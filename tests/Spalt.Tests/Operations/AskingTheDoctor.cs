namespace Spalt.Tests.Operations;

public class AskingTheDoctor
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_there_is_no_database_makes_none()
    {
        await using var store = await TestStore.CreateAsync();
        if (store.Connection is not null)
        {
            Assert.Skip("On PostgreSQL a database is always there.");
        }

        await File.WriteAllTextAsync(Path.Combine(store.Folder, "spalt.json"), "{}", Cancel);
        var ran = await SpaltProcess.RunAsync(store, "doctor");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"There is no database {store.Folder}/spalt.db yet; make it with: bin/spalt migrate --data {store.Folder}", ran.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(store.Folder, "*.db"));
    }

    [Fact]
    public async Task Names_the_recurring_job_that_failed()
    {
        await using var store = await TestStore.CreateAsync();
        await SpaltProcess.RunAsync(store, "migrate");
        var database = store.Installation().Database;
        await using (var connection = database.Connect())
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText =
                "INSERT INTO jobs (kind, payload, key, due_at, attempts, last_error) VALUES ('forget-readers', '', 'forget-readers', '2999-01-01 00:00:00', 0, 'disken sa nej')";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var ran = await SpaltProcess.RunAsync(store, "doctor");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("forget-readers", ran.Output, StringComparison.Ordinal);
        Assert.Contains("disken sa nej", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_settings_that_the_server_would_not_start_with()
    {
        await using var store = await TestStore.CreateAsync();
        await SpaltProcess.RunAsync(store, "migrate");
        (string, string)[] settings =
        [
            ("Spalt__PageCache__Lifetime", "one hour"), ("Spalt__TrustedProxies", "hej"), ("Spalt__Outbound__AllowNetworks", "home"), ("Spalt__Mail__Smtp", "mail.example"),
        ];
        var ran = await SpaltProcess.RunAsync(store, settings, "doctor");
        Assert.Equal(1, ran.ExitCode);
        foreach (var name in new[] { "Spalt:PageCache:Lifetime is “one hour”", "Spalt:TrustedProxies holds hej", "Spalt:Outbound:AllowNetworks holds 'home'", "Spalt:Mail:From is missing" })
        {
            Assert.Contains(name, ran.Output, StringComparison.Ordinal);
        }

        Assert.Equal("spalt: Troubles: 4; see above.", Assert.Single(ran.Errors));
    }

    [Fact]
    public async Task Says_in_words_why_a_feed_fails()
    {
        await using var store = await TestStore.CreateAsync();
        await store.Installation().WithDatabaseAsync(
            async (db, _) =>
            {
                var network = Networks.Network.Start("bloggar.example", "Älvposten", "sv", db.Now);
                db.Add(network);
                await db.SaveChangesAsync(Cancel);
                var feed = Spalt.Headlines.HeadlineFeed.Follow(network.Id, "https://alvposten.example/rss", db.Now);
                feed.Failed("Unreachable", retryAfter: null, db.Now);
                db.Add(feed);
                await db.SaveChangesAsync(Cancel);
            },
            Cancel);
        var ran = await SpaltProcess.RunAsync(store, "doctor");
        Assert.Contains("failed attempts in a row: 1. The server cannot be reached.", ran.Output, StringComparison.Ordinal);
    }
}
