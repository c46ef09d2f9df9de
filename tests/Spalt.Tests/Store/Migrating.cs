using Microsoft.Extensions.DependencyInjection;
using Spalt.Store;

namespace Spalt.Tests.Store;

public class Migrating
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twice_changes_nothing()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        var migrations = services.GetRequiredService<Migrations>();
        Assert.Equal(migrations.Known, await migrations.PendingAsync(Cancel));
        Assert.Equal(migrations.Known, await migrations.ApplyAsync(Cancel));
        Assert.Empty(await migrations.ApplyAsync(Cancel));
        Assert.Empty(await migrations.PendingAsync(Cancel));
    }

    [Fact]
    public async Task By_several_at_once_applies_each_once()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        var migrations = services.GetRequiredService<Migrations>();
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => migrations.ApplyAsync(Cancel)));
        Assert.Equal(migrations.Known, applied.SelectMany(a => a).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_what_is_applied_already_waits_for_nobody()
    {
        await using var store = await TestStore.CreateAsync();
        var installation = store.Installation();
        await using var services = installation.Services();
        var migrations = services.GetRequiredService<Migrations>();
        await migrations.ApplyAsync(Cancel);
        await using var another = installation.Database.Connect();
        await another.OpenAsync(Cancel);
        await using var writes = await another.BeginTransactionAsync(Cancel);
        if (installation.Database.LockMigrations is { } migrate)
        {
            await using var command = another.CreateCommand();
            command.CommandText = migrate;
            await command.ExecuteNonQueryAsync(Cancel);
        }

        Assert.Empty(await Task.Run(() => migrations.ApplyAsync(Cancel), Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Theory]
    [InlineData("INSERT INTO schema_migrations (name, sha256, applied_at) VALUES ('9999_later', 'x', '2030-01-01')", "9999_later")]
    [InlineData("UPDATE schema_migrations SET sha256 = 'another' WHERE name = '0001_portal'", "0001_portal")]
    public async Task Refuses_a_schema_that_the_program_does_not_know(string change, string named)
    {
        await using var store = await TestStore.CreateAsync();
        var installation = store.Installation();
        await using var services = installation.Services();
        var migrations = services.GetRequiredService<Migrations>();
        await migrations.ApplyAsync(Cancel);
        await using (var connection = installation.Database.Connect())
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = change;
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var refused = await Assert.ThrowsAsync<SchemaException>(() => migrations.ApplyAsync(Cancel));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_same_names_on_both_databases()
    {
        using var sqlite = Installation.At("/nowhere").Services();
        using var postgres = Installation.At("/nowhere", [new("Spalt:Database", "Host=127.0.0.1")]).Services();
        Assert.Equal(sqlite.GetRequiredService<Migrations>().Known, postgres.GetRequiredService<Migrations>().Known);
    }
}
