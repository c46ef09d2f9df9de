using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>
/// One prepared INSERT, its values bound by position. ADO.NET's command looks every parameter up by name and makes a reader for
/// every row, which costs more than the row itself. Values are written as Microsoft.Data.Sqlite writes them.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteInsert(sqlite3 connection, string table, IReadOnlyList<string> columns)
    {
        _connection = connection;
        var places = string.Join(", ", Enumerable.Repeat("?", columns.Count));
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({places})", out _statement), connection);
    }

    public void Write(object?[] row)
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

    public void Dispose() => _statement.Dispose();

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
