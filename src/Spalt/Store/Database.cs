using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;

namespace Spalt.Store;

/// <summary>What differs between the two kinds of database, and nothing else.</summary>
public abstract class Database
{
    /// <summary>Everything is thawed: news may have been missed.</summary>
    public static readonly IReadOnlyCollection<string> Everything = ["*"];

    /// <summary>This program's own mark on what it announces: it has thawed by itself what it hears from itself.</summary>
    private readonly string _mark = "@" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Name of the folder of migrations: <c>Sqlite</c> or <c>Postgres</c>.</summary>
    public abstract string Name { get; }

    /// <param name="connection">The setting <c>Spalt:Database</c>; empty for SQLite in the data folder.</param>
    /// <param name="dataFolder">The installation's data folder, from which a relative path begins.</param>
    /// <exception cref="CommandException">It is neither a connection string of PostgreSQL nor a path that ends in <c>.db</c>.</exception>
    public static Database From(string? connection, string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(connection))
        {
            return new SqliteDatabase(Path.Combine(dataFolder, "spalt.db"));
        }

        if (connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) || connection.Contains("Server=", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return new PostgresDatabase(connection);
            }
            catch (Exception error) when (error is ArgumentException or FormatException)
            {
                // A word behind the password may be a piece of it.
                throw (error as ArgumentException)?.ParamName is { Length: > 0 } word && !HasPasswordBefore(connection, word)
                    ? new CommandException(Texts.Command("Database.BadWord", word), CommandLine.BadInput)
                    : Unknown();
            }
        }

        // Anything else that was mistyped would silently become a new and empty file.
        return connection.EndsWith(".db", StringComparison.Ordinal) && connection.IndexOfAny(['=', ';']) < 0 && !connection.Contains("://", StringComparison.Ordinal)
            ? new SqliteDatabase(Path.Combine(dataFolder, connection))
            : throw Unknown();

        // The value may hold a password: it is not repeated.
        static CommandException Unknown() => new(Texts.Command("Database.Unknown"), CommandLine.BadInput);
    }

    private static bool HasPasswordBefore(string connection, string word) =>
        Array.Exists(["Password", "Pwd"], secret => connection.IndexOf(secret, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            && at < connection.LastIndexOf(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>False where there is nothing yet that could be asked; <see cref="Migrations.ApplyAsync"/> makes it.</summary>
    public virtual bool Exists => true;

    /// <summary>The file that it is; null where it is none.</summary>
    public virtual string? File => null;

    public abstract void Configure(DbContextOptionsBuilder options);

    public abstract DbConnection Connect();

    /// <summary>Whether this kind of database has the table that a mapping describes.</summary>
    public virtual bool Maps(Type mapping) => true;

    /// <summary>Statement that makes other migrators wait until the transaction ends; null where beginning it does.</summary>
    internal abstract string? LockMigrations { get; }

    /// <summary>Query for the names of all tables.</summary>
    internal abstract string ListTables { get; }

    /// <summary>Until the connection closes, whoever asks over it sees one and the same state, where that costs less than to look each time.</summary>
    internal virtual void BeginReading(DbConnection connection)
    {
    }

    /// <summary>Tells other nodes and programs what to thaw, as part of the transaction.</summary>
    internal abstract Task AnnounceAsync(SpaltDb db, IReadOnlyCollection<string> tags, CancellationToken cancel);

    /// <summary>Forgets announcements made before an instant, where announcements are kept at all.</summary>
    internal virtual Task ForgetAsync(SpaltDb db, DateTimeOffset before, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Expression for 16 random bytes, other ones for each row.</summary>
    internal abstract string RandomBytes { get; }

    /// <summary>Sees to it that what was deleted or overwritten is not to be read in the database's own files either, where that is ours to do.</summary>
    internal virtual Task EraseTracesAsync(SpaltDb db, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Listens to what others announce until cancelled.</summary>
    internal abstract Task ListenAsync(Action<IReadOnlyCollection<string>> heard, CancellationToken cancel);

    /// <summary>Reserves <paramref name="count"/> ids of a table inside the running transaction.</summary>
    internal abstract Task<long[]> ReserveIdsAsync(SpaltDb db, string table, int count, CancellationToken cancel);

    /// <summary>Inserts rows inside the running transaction. Values are what the database keeps: text, numbers, UTC times, bytes.</summary>
    internal abstract Task InsertAsync(SpaltDb db, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancel);

    /// <summary>Claims up to <paramref name="most"/> due jobs for this node, so that nobody else works on them.</summary>
    internal abstract Task<List<Job>> ClaimJobsAsync(
        SpaltDb db, DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancel);

    /// <summary>Whether the error, or what caused it, says that the database cannot be reached or used now, rather than that we asked wrongly.</summary>
    internal bool IsAway(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (MeansAway(cause))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether somebody else was first: changed the row, or took what there can be only one of. Then there is something to look at; any other error is ours.</summary>
    internal bool IsForestalled(DbUpdateException error) =>
        error is DbUpdateConcurrencyException || (error.InnerException is { } cause && MeansForestalled(cause));

    /// <summary>What of this database the error, or what caused it, complains of, and what to do, in words for the operator; null where it is none of ours.</summary>
    internal string? Explain(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Words(cause) is { } words)
            {
                return words;
            }
        }

        return null;
    }

    private protected abstract bool MeansAway(Exception error);

    private protected abstract bool MeansForestalled(Exception error);

    private protected abstract string? Words(Exception error);

    private protected string Announcement(IEnumerable<string> tags) => string.Join(' ', tags.Prepend(_mark));

    private protected void Hear(string announcement, Action<IReadOnlyCollection<string>> heard)
    {
        var words = announcement.Split(' ');
        if (words[0] != _mark)
        {
            heard(words[1..]);
        }
    }
}
