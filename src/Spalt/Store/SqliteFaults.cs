using Microsoft.Data.Sqlite;
using Spalt.Language;
using SQLitePCL;

namespace Spalt.Store;

/// <summary>What SQLite's result codes (sqlite.org/rescode.html) mean for whoever runs the program.</summary>
internal static class SqliteFaults
{
    public static string? Words(Exception error, string file) => error is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => Say("Store.CannotOpen", file),
        raw.SQLITE_READONLY => Say("Store.ReadOnly", file),
        raw.SQLITE_NOTADB => Say("Store.NotADatabase", file),
        raw.SQLITE_CORRUPT => Say("Store.Corrupt", file),
        raw.SQLITE_FULL => Say("Store.Full", file),
        raw.SQLITE_IOERR => Say("Store.Disk", file),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => Say("Store.Busy", file),
        _ => null,
    };

    private static string Say(string key, string file) => Texts.Command(key, Path.GetFullPath(file), Environment.UserName);
}
