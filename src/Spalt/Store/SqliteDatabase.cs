using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Spalt.Jobs;
using Spalt.Web.PageCache;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>
/// One file. The bundled library is built with <c>synchronous=FULL</c> and foreign keys on (a test reads both back); WAL is a
/// property of the file, set when it is first migrated; what belongs to each connection, <see cref="SqliteKeptConnection"/> sets.
/// </summary>
internal sealed class SqliteDatabase(string file) : Database
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Only the migrator makes the file: a server whose file was taken away must not put an empty one in its place.</summary>
    private readonly string _connection =
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString();

    private bool _hasListened;

    public override string Name => "Sqlite";

    public override bool Exists => System.IO.File.Exists(file);

    public override string? File => file;

    internal override string? LockMigrations => null;

    internal override string RandomBytes => "randomblob(16)";

    internal override string ListTables => "SELECT name FROM sqlite_master WHERE type = 'table'";

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite(_connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new KeptConnections(_connection), LetsOthersGoFirst.Instance).UseModel(Compiled.Sqlite.SpaltDbModel.Instance);

    internal override void BeginReading(DbConnection connection) => ((SqliteKeptConnection)connection).BeginReading();

    public override DbConnection Connect()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            PrivateFolder.Make(folder);
            PrivateFolder.MakeFile(file);
        }

        return new SqliteConnection(new SqliteConnectionStringBuilder(_connection) { Mode = SqliteOpenMode.ReadWriteCreate }.ToString());
    }

    internal override async Task AnnounceAsync(SpaltDb db, IReadOnlyCollection<string> tags, CancellationToken cancel)
    {
        var line = Announcement(tags);
        await ((DbContext)db).Database.ExecuteSqlAsync($"INSERT INTO thaws (tags, at) VALUES ({line}, {db.Now.UtcDateTime})", cancel);
    }

    internal override Task ForgetAsync(SpaltDb db, DateTimeOffset before, CancellationToken cancel) =>
        ((DbContext)db).Database.ExecuteSqlAsync($"DELETE FROM thaws WHERE at < {before.UtcDateTime}", cancel);

    /// <summary>The log of writes holds old pages until it is cut off; in the file itself <c>secure_delete</c> writes zeros.</summary>
    /// <exception cref="SqliteException">Somebody read or wrote all the while: the log is still there.</exception>
    internal override async Task EraseTracesAsync(SpaltDb db, CancellationToken cancel)
    {
        var sql = ((DbContext)db).Database;
        await sql.OpenConnectionAsync(cancel);
        try
        {
            if (!((SqliteKeptConnection)sql.GetDbConnection()).CutLog())
            {
                throw new SqliteException("The log of writes could not be cut off: somebody reads or writes.", raw.SQLITE_BUSY);
            }
        }
        finally
        {
            await sql.CloseConnectionAsync();
        }
    }

    /// <summary>SQLite cannot notify, so other programs' thaws are read from a table; the data version makes an idle look cost nothing.</summary>
    internal override async Task ListenAsync(Action<IReadOnlyCollection<string>> heard, CancellationToken cancel)
    {
        var again = _hasListened;
        _hasListened = true;
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancel);
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA data_version";
        using var thaws = connection.CreateCommand();
        thaws.CommandText = "SELECT id, tags FROM thaws WHERE id > $last ORDER BY id";
        var last = thaws.Parameters.Add("$last", SqliteType.Integer);
        using var newest = connection.CreateCommand();
        newest.CommandText = "SELECT coalesce(max(id), 0) FROM thaws";
        last.Value = newest.ExecuteScalar();
        if (again)
        {
            // What was said since we last listened is unknown.
            heard(Everything);
        }

        object? seen = null;
        while (!SqliteKeptConnection.HasMoved(connection.Handle!))
        {
            var now = version.ExecuteScalar();
            if (!Equals(now, seen))
            {
                seen = now;
                using var reader = thaws.ExecuteReader();
                while (reader.Read())
                {
                    last.Value = reader.GetInt64(0);
                    Hear(reader.GetString(1), heard);
                }
            }

            await Task.Delay(Poll, cancel);
        }
    }

    internal override async Task<long[]> ReserveIdsAsync(SpaltDb db, string table, int count, CancellationToken cancel)
    {
        // AUTOINCREMENT remembers here the largest id ever used, once there was one. Asked without EF, which works longer at the question than SQLite at the answer.
        var sql = ((DbContext)db).Database;
        await using var reserve = sql.GetDbConnection().CreateCommand();
        (reserve.CommandText, reserve.Transaction) = ("UPDATE sqlite_sequence SET seq = seq + $count WHERE name = $table RETURNING seq", sql.CurrentTransaction?.GetDbTransaction());
        reserve.Parameters.Add(new SqliteParameter("$count", count));
        reserve.Parameters.Add(new SqliteParameter("$table", table));
        if (await reserve.ExecuteScalarAsync(cancel) is not long last)
        {
            await sql.ExecuteSqlAsync($"INSERT INTO sqlite_sequence (name, seq) VALUES ({table}, {count})", cancel);
            last = count;
        }

        return [.. Enumerable.Range(1, count).Select(i => last - count + i)];
    }

    internal override Task InsertAsync(
        SpaltDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        ((SqliteKeptConnection)((DbContext)db).Database.GetDbConnection()).Insert(table, columns).Write(rows, cancel);
        return Task.CompletedTask;
    }

    internal override async Task<List<Job>> ClaimJobsAsync(
        SpaltDb db, DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancel) =>
        await db.Jobs.FromSql(
            $"""
            UPDATE jobs SET claimed_until = {UtcInstant.Whole((now + lease).UtcDateTime)}, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM jobs
                WHERE dead_at IS NULL AND due_at <= {now.UtcDateTime} AND (claimed_until IS NULL OR claimed_until < {now.UtcDateTime})
                ORDER BY due_at, id LIMIT {most})
            RETURNING *
            """).AsNoTracking().ToListAsync(cancel);

    private protected override bool MeansAway(Exception error) => error is SqliteException sqlite && (sqlite.SqliteErrorCode
        is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR or raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
        or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_PROTOCOL
        || sqlite.Message.Contains("no such table", StringComparison.Ordinal));

    private protected override bool MeansForestalled(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY };

    private protected override string? Words(Exception error) => SqliteFaults.Words(error, file);

    public override bool Maps(Type mapping) => true;

    /// <summary>
    /// SQLite answers on the thread that asks, and a thread that keeps its processor for several questions keeps whoever reads a frozen page waiting for a
    /// tick of the kernel's clock, four milliseconds (decision 33). With nobody waiting this costs less than a microsecond.
    /// </summary>
    private sealed class LetsOthersGoFirst : DbCommandInterceptor
    {
        public static readonly LetsOthersGoFirst Instance = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Thread.Yield();
            return new(result);
        }
    }

    private sealed class KeptConnections(string connectionString) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(
            ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            InterceptionResult<DbConnection>.SuppressWithResult(new SqliteKeptConnection(connectionString));
    }
}
