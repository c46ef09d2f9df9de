using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>
/// One prepared INSERT, its values bound by position. ADO.NET's command looks every parameter up by name and makes a reader for
/// every row, which costs more than the row itself. Values are written as Microsoft.Data.Sqlite writes them. Its connection keeps it for the next time.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteInsert(sqlite3 connection, string text)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, text, out _statement), connection);
    }

    public static string Text(string table, IReadOnlyList<string> columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", Enumerable.Repeat("?", columns.Count))})";

    public void Write(IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        try
        {
            foreach (var row in rows)
            {
                cancel.ThrowIfCancellationRequested();
                Write(row);
            }
        }
        finally
        {
            // The last row's texts would be kept with it.
            raw.sqlite3_clear_bindings(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Write(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, row[i]), _connection);
        }

        var done = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (done != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(done, _connection);
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        DateTime at => raw.sqlite3_bind_text(_statement, place, at.ToString("yyyy'-'MM'-'dd' 'HH':'mm':'ss'.'FFFFFFF", CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new NotSupportedException($"No column keeps a {value.GetType().Name}."),
    };
}
