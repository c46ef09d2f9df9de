using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Spalt.Jobs;
using Spalt.Web.PageCache;

namespace Spalt.Store;

/// <summary>A PostgreSQL server, shared by any number of nodes.</summary>
internal sealed class PostgresDatabase(string connection) : Database, IAsyncDisposable
{
    private const string Channel = "spalt_thaw";

    /// <summary>NOTIFY carries less than 8000 bytes.</summary>
    private const int TagsInOneNotice = 200;

    /// <summary>Who only listens does not notice that the line is dead, unless it asks now and then (seconds).</summary>
    private readonly string _listening = new NpgsqlConnectionStringBuilder(connection) { KeepAlive = 30, Pooling = false }.ToString();

    public override string Name => "Postgres";

    internal override string? LockMigrations => "SELECT pg_advisory_xact_lock(7307190521)";

    internal override string RandomBytes => "uuid_send(gen_random_uuid())";

    internal override string ListTables => "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

    /// <summary>By the connection's text: a data source of its own would have EF make its services anew for each of several databases.</summary>
    public override void Configure(DbContextOptionsBuilder options) => 
        options.UseNpgsql(connection).AddInterceptors(LeavesTheSocketThread.Instance).UseModel(Compiled.Postgres.SpaltDbModel.Instance);

    public override DbConnection Connect() => new NpgsqlConnection(connection);

    public override bool Maps(Type mapping) => mapping != typeof(ThawTable);

    internal override async Task AnnounceAsync(SpaltDb db, IReadOnlyCollection<string> tags, CancellationToken cancel)
    {
        foreach (var some in tags.Chunk(TagsInOneNotice))
        {
            var line = Announcement(some);
            await ((DbContext)db).Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {line})", cancel);
        }
    }

    internal override async Task ListenAsync(Action<IReadOnlyCollection<string>> heard, CancellationToken cancel)
    {
        await using var listening = new NpgsqlConnection(_listening);
        await listening.OpenAsync(cancel);
        listening.Notification += (_, notice) => Hear(notice.Payload, heard);
        await using (var listen = new NpgsqlCommand("LISTEN " + Channel, listening))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        // What was said before we listened is unknown.
        heard(Everything);
        while (true)
        {
            await listening.WaitAsync(cancel);
        }
    }

    internal override async Task<long[]> ReserveIdsAsync(SpaltDb db, string table, int count, CancellationToken cancel) =>
        await ((DbContext)db).Database
            .SqlQuery<long>($"SELECT nextval(pg_get_serial_sequence({table}, 'id')) AS \"Value\" FROM generate_series(1, {count})")
            .ToArrayAsync(cancel);

    internal override async Task InsertAsync(
        SpaltDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        var connected = (NpgsqlConnection)((DbContext)db).Database.GetDbConnection();
        await using var copy = await connected.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await copy.WriteRowAsync(cancel, row);
        }

        await copy.CompleteAsync(cancel);
    }

    internal override async Task<List<Job>> ClaimJobsAsync(
        SpaltDb db, DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancel) =>
        await db.Jobs.FromSql(
            $"""
            UPDATE jobs SET claimed_until = {UtcInstant.Whole((now + lease).UtcDateTime)}, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM jobs
                WHERE dead_at IS NULL AND due_at <= {now.UtcDateTime} AND (claimed_until IS NULL OR claimed_until < {now.UtcDateTime})
                ORDER BY due_at, id LIMIT {most} FOR UPDATE SKIP LOCKED)
            RETURNING *
            """).AsNoTracking().ToListAsync(cancel);

    /// <summary>Shut down, out of connections or memory, no such database, no way in: by class of SQLSTATE (PostgreSQL, appendix A).</summary>
    private protected override bool MeansAway(Exception error) =>
        (error is NpgsqlException and not PostgresException)
        || error is PostgresException
        {
            SqlState: ['0', '8', ..] or ['2', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..]
                or PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.InvalidCatalogName
                or PostgresErrorCodes.ReadOnlySqlTransaction,
        };

    private protected override bool MeansForestalled(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    private protected override string? Words(Exception error) => PostgresFaults.Words(error, new NpgsqlConnectionStringBuilder(connection));

    /// <summary>Lets go of the connections that rest.</summary>
    public ValueTask DisposeAsync()
    {
        using var one = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(one);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The server completes socket operations on the thread that polls the sockets. What follows an answer of the database (a page is
    /// rendered) must not stay there: it would hold up every other connection.
    /// </summary>
    private sealed class LeavesTheSocketThread : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
    {
        public static readonly LeavesTheSocketThread Instance = new();

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return result;
        }

        /// <summary>A long answer comes in pieces; each one is waited for on that thread again.</summary>
        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            await Task.Yield();
            return result;
        }

        public override async ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return result;
        }

        /// <summary>Closing an answer reads its end, which may not have come yet.</summary>
        public async Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => await Task.Yield();

        public async Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => await Task.Yield();
    }
}
