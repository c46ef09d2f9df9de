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

        var ran = await SpaltProcess.RunAsync(store, "doctor");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("spalt migrate", ran.Output, StringComparison.Ordinal);
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
}
