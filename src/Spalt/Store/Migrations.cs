using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Spalt.Language;

namespace Spalt.Store;

/// <summary>
/// Applies the numbered SQL files of this folder: forward only, each in its own transaction together with its row in the journal
/// <c>schema_migrations</c>, one migrator at a time.
/// </summary>
public sealed class Migrations(Database database, TimeProvider clock)
{
    private const string Journal = "schema_migrations";

    /// <summary>Names of the migrations that this program knows, in order.</summary>
    public IReadOnlyList<string> Known { get; } = [.. Files(database).Keys];

    /// <summary>Names not yet applied. Throws <see cref="SchemaException"/> for a schema that this program does not know.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancel)
    {
        if (!database.Exists)
        {
            // Who only looks makes no database.
            return Known;
        }

        await using var connection = database.Connect();
        await connection.OpenAsync(cancel);
        var applied = await AppliedAsync(connection, transaction: null, cancel);
        return [.. Known.Where(name => !applied.ContainsKey(name))];
    }

    /// <summary>Applies what is pending and returns the names applied.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancel)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancel);
        if (database is SqliteDatabase)
        {
            await ExecuteAsync(connection, null, "PRAGMA journal_mode = WAL", cancel);
        }

        // To look is enough, mostly: who asks to write waits for whoever writes now.
        var before = await AppliedAsync(connection, transaction: null, cancel);
        if (Known.All(before.ContainsKey))
        {
            return [];
        }

        List<string> done = [];
        foreach (var (name, sql) in Files(database))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (database.LockMigrations is { } wait)
            {
                await ExecuteAsync(connection, transaction, wait, cancel);
            }

            var applied = await AppliedAsync(connection, transaction, cancel);
            if (applied.ContainsKey(name))
            {
                continue;
            }

            await ExecuteAsync(connection, transaction, sql, cancel);
            await ExecuteAsync(
                connection, transaction,
                $"INSERT INTO {Journal} (name, sha256, applied_at) VALUES ('{name}', '{Hash(sql)}', '{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}')",
                cancel);
            await transaction.CommitAsync(cancel);
            done.Add(name);
        }

        return done;
    }

    /// <summary>The SQL of all migrations that this program knows for a kind of database, by name.</summary>
    internal static SortedDictionary<string, string> Files(Database database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Spalt.Store.Migrations.{database.Name}.";
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            files[resource[prefix.Length..^".sql".Length]] = reader.ReadToEnd();
        }

        return files;
    }

    private async Task<Dictionary<string, string>> AppliedAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        var tables = await RowsAsync(connection, transaction, database.ListTables, r => r.GetString(0), cancel);
        if (!tables.Contains(Journal, StringComparer.Ordinal))
        {
            return applied;
        }

        foreach (var (name, hash) in await RowsAsync(
            connection, transaction, $"SELECT name, sha256 FROM {Journal}", r => (r.GetString(0), r.GetString(1)), cancel))
        {
            applied[name] = hash;
        }

        var files = Files(database);
        foreach (var (name, hash) in applied)
        {
            if (!files.TryGetValue(name, out var sql))
            {
                throw new SchemaException(Texts.Command("Schema.Newer", name));
            }

            if (!string.Equals(Hash(sql), hash, StringComparison.Ordinal))
            {
                throw new SchemaException(Texts.Command("Schema.Other", name));
            }
        }

        return applied;
    }

    private static string Hash(string sql) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(sql)));

    private static async Task<List<TRow>> RowsAsync<TRow>(
        DbConnection connection, DbTransaction? transaction, string sql, Func<DbDataReader, TRow> row, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<TRow> rows = [];
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>The database's schema is not one that this program can work with.</summary>
public sealed class SchemaException(string message) : Exception(message);
