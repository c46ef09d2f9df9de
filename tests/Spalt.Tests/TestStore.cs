using Npgsql;

namespace Spalt.Tests;

/// <summary>
/// A data folder and an empty database. <c>SPALT_TEST_STORE=postgres</c> (with <c>SPALT_TEST_POSTGRES</c>, a connection string)
/// runs the same tests on PostgreSQL; otherwise they run on SQLite.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
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

    public Installation Installation(params (string Key, string Value)[] settings) => Spalt.Installation.At(
        Folder,
        settings.Append(("Spalt:Database", Connection ?? "")).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await OnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
        else
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
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
