using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>Whether a connection still works in the file that stands at its path. An open file outlives its name: what is written there would be lost.</summary>
internal static class SqliteFile
{
    /// <summary><c>SQLITE_FCNTL_HAS_MOVED</c> (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html): renamed, deleted or replaced since it was opened.</summary>
    private const int HasMovedCode = 20;

    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return sqlite3_file_control(connection.Handle!, 0, HasMovedCode, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_file_control(sqlite3 db, nint schema, int code, ref int answer);
}
