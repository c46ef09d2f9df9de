using Npgsql;
using Spalt.Language;

namespace Spalt.Store;

/// <summary>What PostgreSQL's codes (appendix A, SQLSTATE) mean for whoever runs the program. Never the password.</summary>
internal static class PostgresFaults
{
    public static string? Words(Exception error, NpgsqlConnectionStringBuilder asked) => error switch
    {
        PostgresException { SqlState: ['2', '8', ..] } => Texts.Command("Store.NoEntry", asked.Username ?? Environment.UserName, asked.Host, asked.Port),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => Texts.Command("Store.NoSuchDatabase", asked.Database ?? asked.Username, asked.Host, asked.Port),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => Texts.Command("Store.NotAllowed", asked.Username ?? Environment.UserName, denied.MessageText),
        PostgresException { SqlState: ['5', '3' or '7' or '8', ..] } busy => Texts.Command("Store.ServerSays", asked.Host, asked.Port, busy.MessageText),
        PostgresException => null,
        NpgsqlException => Texts.Command("Store.NoServer", asked.Host, asked.Port, error.GetBaseException().Message),
        _ => null,
    };
}
