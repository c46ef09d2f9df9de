using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;
using SQLitePCL;

namespace Spalt.Tests.Store;

/// <summary>A context's connection to SQLite rests between its uses. What may not be noticed is that it did.</summary>
public sealed class KeepingAConnection : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("spalt-test-").FullName, "a.db");
    private readonly SqliteKeptConnection _connection;

    public KeepingAConnection()
    {
        Make(_file, 1);
        _connection = new SqliteKeptConnection($"Data Source={_file};Pooling=False;Mode=ReadWrite");
    }

    [Fact]
    public void A_question_asked_again_sees_what_somebody_wrote_in_between()
    {
        Assert.Equal(1L, Ask("SELECT max(n) FROM numbers"));
        Write(_file, "INSERT INTO numbers VALUES (2)");
        Assert.Equal(2L, Ask("SELECT max(n) FROM numbers"));
        Write(_file, "ALTER TABLE numbers ADD COLUMN more");
        Assert.Equal(2L, Ask("SELECT max(n) FROM numbers"));
    }

    [Fact]
    public void What_was_prepared_and_the_file_itself_stay_open_while_it_rests()
    {
        _connection.Open();
        var (file, first) = (_connection.Handle, _connection.Lend("SELECT 1"));
        first.ExecuteScalar();
        _connection.TakeBack(first);
        _connection.Close();
        Assert.Equal(System.Data.ConnectionState.Closed, _connection.State);

        _connection.Open();
        Assert.Same(file, _connection.Handle);
        Assert.Same(first, _connection.Lend("SELECT 1"));
    }

    [Fact]
    public void Whoever_reads_sees_one_state_until_the_connection_closes()
    {
        _connection.Open();
        _connection.BeginReading();
        using (var newest = Command("SELECT max(n) FROM numbers"))
        {
            Assert.Equal(1L, newest.ExecuteScalar());
            Write(_file, "INSERT INTO numbers VALUES (2)");
            Assert.Equal(1L, newest.ExecuteScalar());
        }

        _connection.Close();
        Assert.Equal(2L, Ask("SELECT max(n) FROM numbers"));
    }

    [Fact]
    public void A_limit_that_changes_does_not_have_the_statement_planned_anew()
    {
        const int Replanned = 5; // SQLITE_STMTSTATUS_REPREPARE
        _connection.Open();
        _connection.Handle!.enable_sqlite3_next_stmt(true);
        Assert.Equal(1L, Ask("SELECT n FROM numbers LIMIT $n", 1));
        Assert.Equal(1L, Ask("SELECT n FROM numbers LIMIT $n", 2));
        Assert.Equal(1L, Ask("SELECT n FROM numbers LIMIT $n", 3));
        var statement = raw.sqlite3_next_stmt(_connection.Handle, null!);
        Assert.StartsWith("SELECT n FROM", raw.sqlite3_sql(statement).utf8_to_string(), StringComparison.Ordinal);
        Assert.Equal(0, raw.sqlite3_stmt_status(statement, Replanned, 0));
    }

    [Fact]
    public void Statements_that_are_always_others_do_not_drive_out_the_rest_for_good()
    {
        _connection.Open();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((long)i, Ask($"SELECT {i}"));
        }

        _connection.Open();
        var after = _connection.Lend("SELECT 1");
        _connection.TakeBack(after);
        Assert.Same(after, _connection.Lend("SELECT 1"));
    }

    [Fact]
    public void A_parameter_is_that_of_this_time()
    {
        Assert.Equal(7L, Ask("SELECT $n", 7));
        Assert.Equal(8L, Ask("SELECT $n", 8));
        Assert.Throws<InvalidOperationException>(() => Ask("SELECT $n"));
        Assert.Equal(9L, Ask("SELECT $n", 9));
    }

    [Fact]
    public void A_statement_in_hand_does_not_hinder_another_of_the_same_text()
    {
        Write(_file, "INSERT INTO numbers VALUES (2)");
        _connection.Open();
        using var first = Command("SELECT n FROM numbers ORDER BY n");
        using var second = Command("SELECT n FROM numbers ORDER BY n");
        using var one = first.ExecuteReader();
        using var two = second.ExecuteReader();
        Assert.True(one.Read() && one.Read() && two.Read());
        Assert.Equal((2L, 1L), (one.GetInt64(0), two.GetInt64(0)));
    }

    [Fact]
    public void What_was_half_read_when_it_was_closed_holds_on_to_nothing()
    {
        Write(_file, "INSERT INTO numbers VALUES (2)");
        _connection.Open();
        var command = Command("SELECT n FROM numbers");
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        _connection.Close();
        Write(_file, "PRAGMA journal_mode = DELETE"); // needs the file for itself
        command.Dispose();
        Assert.Equal(2L, Ask("SELECT max(n) FROM numbers"));
    }

    [Fact]
    public void A_transaction_that_nobody_ended_is_undone()
    {
        _connection.Open();
        var transaction = _connection.BeginTransaction();
        using (var insert = Command("INSERT INTO numbers VALUES (3)"))
        {
            insert.Transaction = transaction;
            insert.ExecuteNonQuery();
        }

        _connection.Close();
        Assert.Equal(1L, Ask("SELECT max(n) FROM numbers"));
    }

    [Fact]
    public void Another_file_in_the_place_of_the_first_is_seen()
    {
        Assert.Equal(1L, Ask("SELECT max(n) FROM numbers"));
        Make(_file + ".other", 5);
        File.Move(_file + ".other", _file, overwrite: true);
        Assert.Equal(5L, Ask("SELECT max(n) FROM numbers"));
    }

    [Fact]
    public void A_file_that_is_gone_is_gone()
    {
        Assert.Equal(1L, Ask("SELECT max(n) FROM numbers"));
        File.Delete(_file);
        var error = Assert.Throws<SqliteException>(() => Ask("SELECT max(n) FROM numbers"));
        Assert.True(new SqliteDatabase(_file).IsAway(error));
    }

    [Fact]
    public async Task The_product_uses_it()
    {
        await using var site = await Site.StartAsync();
        if (site.Installation.Database.Name != "Sqlite")
        {
            Assert.Skip("SQLite's own.");
        }

        Assert.IsType<SqliteKeptConnection>(await site.WithDbAsync(db => Task.FromResult(((DbContext)db).Database.GetDbConnection())));
    }

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    private static void Make(string file, int number) => Write(
        file, $"PRAGMA journal_mode = WAL; CREATE TABLE numbers (n); INSERT INTO numbers VALUES ({number}); PRAGMA wal_checkpoint(TRUNCATE)");

    private static void Write(string file, string statements)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=1");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private object? Ask(string question, int? number = null)
    {
        _connection.Open();
        using var command = Command(question);
        if (number is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$n", number);
            command.Parameters.Add(parameter);
        }

        try
        {
            return command.ExecuteScalar();
        }
        finally
        {
            command.Dispose();
            _connection.Close();
        }
    }

    private DbCommand Command(string text)
    {
        var command = ((DbConnection)_connection).CreateCommand();
#pragma warning disable CA2100 // the test's own
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
