using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Spalt.Store;

/// <summary>Stands for whichever command the connection has kept of the same text, and gives it back instead of disposing of it.</summary>
internal sealed class SqliteKeptCommand(SqliteKeptConnection connection) : DbCommand
{
    private SqliteCommand? _command;
    private SqliteTransaction? _transaction;

    [AllowNull]
    public override string CommandText
    {
        get => _command?.CommandText ?? "";
        set
        {
            GiveBack();
            _command = connection.Lend(value ?? "");
            _command.Transaction = _transaction;
        }
    }

    public override int CommandTimeout
    {
        get => Command.CommandTimeout;
        set => Command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Command.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("The command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Command.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = (SqliteTransaction?)value;
            _command?.Transaction = _transaction;
        }
    }

    private SqliteCommand Command => _command ?? throw new InvalidOperationException("The command has no text yet.");

    public override void Cancel() => _command?.Cancel();

    public override int ExecuteNonQuery() => Command.ExecuteNonQuery();

    public override object? ExecuteScalar() => Command.ExecuteScalar();

    /// <summary>Nothing to do: the first execution prepares what is kept.</summary>
    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Command.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (_command is { } command)
        {
            _command = null;
            connection.TakeBack(command);
        }
    }
}
