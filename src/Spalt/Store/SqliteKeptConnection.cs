using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>
/// The connection of one pooled context. Closed, it rests: it stays connected, with its prepared statements, for to parse and plan a
/// statement costs more than to run it, and a page asks the same questions every time.
/// </summary>
internal sealed class SqliteKeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>More statements than the program has. Those whose text changes from call to call would fill any number: then it begins anew.</summary>
    private const int Most = 200;

    private const int BusyMilliseconds = 15_000;

    private const int CutMilliseconds = 2_000;

    private const int EnableQueryPlannerStability = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG

    /// <summary>
    /// Less than the usual two mebibytes, since the operating system keeps the file's pages too, once for all connections; and more than the 250 pages that the front
    /// of a large network is read from: with fewer, each pushes out the next.
    /// </summary>
    private const string PageCache = "PRAGMA cache_size = -1280";

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<SqliteCommand> _lent = [];
    private readonly Dictionary<string, SqliteInsert> _inserts = new(StringComparer.Ordinal);
    private bool _rests;
    private bool _isEnding;

    public override ConnectionState State => _rests ? ConnectionState.Closed : base.State;

    /// <summary>Wakes up, or connects anew where somebody put another file in the place of the one it knows.</summary>
    public override void Open()
    {
        if (_rests)
        {
            _rests = false;
            if (!HasMoved(Handle!))
            {
                return;
            }

            End();
        }

        base.Open();
        raw.sqlite3_busy_timeout(Handle, BusyMilliseconds);

        // One plan for a statement, whatever its parameters: otherwise what has a LIMIT is planned anew each time it is asked.
        raw.sqlite3_db_config(Handle, EnableQueryPlannerStability, 1, out _);
        raw.sqlite3_exec(Handle, "PRAGMA secure_delete = ON"); // zeros over what was deleted
        raw.sqlite3_exec(Handle, PageCache);
    }

    /// <summary>Rests, unless somebody has a statement in hand: what is half read would hold on to old pages of the file.</summary>
    public override void Close()
    {
        if (_isEnding || _lent.Count > 0)
        {
            End();
        }
        else if (State == ConnectionState.Open)
        {
            Transaction?.Dispose();
            if (raw.sqlite3_get_autocommit(Handle) == 0 && raw.sqlite3_exec(Handle, "COMMIT") != raw.SQLITE_OK)
            {
                End();
                return;
            }

            _rests = true;
        }
    }

    /// <summary>Locks for reading once, instead of for each statement.</summary>
    internal void BeginReading()
    {
        if (raw.sqlite3_get_autocommit(Handle) != 0)
        {
            raw.sqlite3_exec(Handle, "BEGIN");
        }
    }

    /// <summary>
    /// Brings what the log holds into the file and cuts it off; false where somebody else was in the way. The pragma does not fail then:
    /// its row begins with 1. Others' writing waits meanwhile, so it waits for readers a short while only.
    /// </summary>
    internal bool CutLog()
    {
        using var checkpoint = CreateDbCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        raw.sqlite3_busy_timeout(Handle, CutMilliseconds);
        try
        {
            return checkpoint.ExecuteScalar() is 0L;
        }
        finally
        {
            raw.sqlite3_busy_timeout(Handle, BusyMilliseconds);
        }
    }

    /// <summary>The statement that inserts into these columns of a table.</summary>
    internal SqliteInsert Insert(string table, IReadOnlyList<string> columns)
    {
        var text = SqliteInsert.Text(table, columns);
        if (!_inserts.TryGetValue(text, out var insert))
        {
            insert = new SqliteInsert(Handle!, text);
            _inserts.Add(text, insert);
        }

        return insert;
    }

    internal SqliteCommand Lend(string text)
    {
        var lent = _kept.Remove(text, out var command) ? command : new SqliteCommand(text, this);
        _lent.Add(lent);
        return lent;
    }

    internal void TakeBack(SqliteCommand command)
    {
        if (!_lent.Remove(command))
        {
            return; // the connection ended in between, and the command with it
        }

        if (_kept.Count >= Most)
        {
            foreach (var old in _kept.Values)
            {
                old.Dispose();
            }

            _kept.Clear();
        }

        command.Parameters.Clear();
        command.Transaction = null;
        if (!_kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    /// <summary>Whether the file that was opened is no longer the one at its path: it was moved, deleted or replaced.</summary>
    internal static bool HasMoved(sqlite3 connection)
    {
        const int HasMovedControl = 20; // SQLITE_FCNTL_HAS_MOVED
        return sqlite3_file_control(connection, null, HasMovedControl, out var moved) == raw.SQLITE_OK && moved != 0;
    }

    protected override DbCommand CreateDbCommand() => new SqliteKeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        _isEnding = true;
        base.Dispose(disposing);
    }

    /// <summary>The connection disposes of every command that it has made.</summary>
    private void End()
    {
        _rests = false;
        _kept.Clear();
        _lent.Clear();
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }

        _inserts.Clear();
        base.Close();
    }

    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_file_control(sqlite3 connection, byte[]? database, int operation, out int value);
}
