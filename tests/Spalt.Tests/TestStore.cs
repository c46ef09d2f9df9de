using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Spalt.Store;

namespace Spalt.Tests;

/// <summary>
/// A data folder and an empty database. <c>SPALT_TEST_STORE=postgres</c> (with <c>SPALT_TEST_POSTGRES</c>, a connection string)
/// runs the same tests on PostgreSQL; otherwise they run on SQLite.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly string[] FileEnds = ["", "-wal", "-shm"];

    /// <summary>A database with every migration: what each test would do anew is done once, and copied.</summary>
    private static readonly Lazy<Task<TestStore>> Migrated = new(MigrateAsync);
    private readonly string? _server;
    private readonly string _name = "spalt_" + Guid.NewGuid().ToString("N");

    private TestStore()
    {
        if (Environment.GetEnvironmentVariable("SPALT_TEST_STORE") == "postgres")
        {
            _server = Environment.GetEnvironmentVariable("SPALT_TEST_POSTGRES")
                ?? throw new InvalidOperationException("SPALT_TEST_POSTGRES says where the server is; bin/test sets it.");
        }

        Folder = Directory.CreateTempSubdirectory("spalt-test-").FullName;
    }

    public string Folder { get; }

    private string DatabaseFile => Path.Combine(Folder, "spalt.db");

    /// <summary>Value of the setting <c>Spalt:Database</c>; null for SQLite in the folder.</summary>
    public string? Connection => _server is null ? null : new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 20 }.ToString();

    public static async Task<TestStore> CreateAsync()
    {
        var store = new TestStore();
        if (store._server is not null)
        {
            await store.OnServerAsync($"CREATE DATABASE {store._name}");
        }

        return store;
    }

    /// <summary>One to which every migration has been applied.</summary>
    public static async Task<TestStore> CreateMigratedAsync()
    {
        var migrated = await Migrated.Value;
        var store = new TestStore();
        if (store._server is not null)
        {
            await store.OnServerAsync($"CREATE DATABASE {store._name} TEMPLATE {migrated._name}");
            return store;
        }

        foreach (var end in FileEnds.Where(end => File.Exists(migrated.DatabaseFile + end)))
        {
            File.Copy(migrated.DatabaseFile + end, store.DatabaseFile + end);
        }

        return store;
    }

    private static async Task<TestStore> MigrateAsync()
    {
        var store = await CreateAsync();
        var installation = store.Installation();
        await using (var services = installation.Services())
        {
            await services.GetRequiredService<Migrations>().ApplyAsync(CancellationToken.None);
        }

        if (installation.Database is IAsyncDisposable connections)
        {
            // PostgreSQL copies no database that somebody is connected to.
            await connections.DisposeAsync();
        }

        // Who disposes of it: the end of the process; the server of the tests goes with its databases.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(store.Folder, recursive: true);
        return store;
    }

    public Installation Installation(params (string Key, string Value)[] settings) => Spalt.Installation.At(
        Folder,
        settings.Append(("Spalt:Database", Connection ?? "")).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));

    /// <summary>SQLite: the file is gone and rubbish stands in its place. PostgreSQL: everybody is thrown out and nobody let in.</summary>
    public async Task TakeAwayAsync()
    {
        if (_server is not null)
        {
            await OnServerAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
            await OnServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");
            return;
        }

        foreach (var end in FileEnds.Where(end => File.Exists(DatabaseFile + end)))
        {
            File.Move(DatabaseFile + end, DatabaseFile + ".away" + end);
        }

        await File.WriteAllTextAsync(DatabaseFile, new string('x', 8192));
    }

    public async Task GiveBackAsync()
    {
        if (_server is not null)
        {
            await OnServerAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS true");
            return;
        }

        foreach (var end in FileEnds)
        {
            File.Delete(DatabaseFile + end);
            if (File.Exists(DatabaseFile + ".away" + end))
            {
                File.Move(DatabaseFile + ".away" + end, DatabaseFile + end);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await OnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
