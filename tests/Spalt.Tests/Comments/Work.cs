using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Spalt.Tests.Comments;

/// <summary>
/// What the database has to do for something: the statements are heard, and done once more where their steps can be counted. It is no
/// time, which differs from one moment to the next, but the same number each time.
/// </summary>
internal sealed partial class Work : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const int Grain = 10;

    private readonly string _database;
    private readonly Site _site;
    private readonly List<(string Text, List<(string Name, object? Value)> Values)> _heard = [];
    private readonly List<IDisposable> _subscriptions = [];

    private Work(Site site)
    {
        _site = site;
        using var connection = site.Installation.Database.Connect();
        _database = connection.DataSource + connection.Database;
    }

    /// <summary>Hears what a site asks its database from now on.</summary>
    public static async Task<Work> ListenAsync(Site site)
    {
        var work = new Work(site);
        work._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(work));

        // That nobody listens is believed for a second.
        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);
        return work;
    }

    /// <summary>Steps of SQLite's machine, or rows that PostgreSQL looks at, for what the site is made to do.</summary>
    public async Task<long> OfAsync(Func<Task> doing)
    {
        lock (_heard)
        {
            _heard.Clear();
        }

        await doing();
        return await CountAsync();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: { Connection: { } connection } command } && value.Key == RelationalEventId.CommandExecuting.Name
            && connection.DataSource + connection.Database == _database)
        {
            lock (_heard)
            {
                _heard.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";

    private async Task<long> CountAsync()
    {
        await using var connection = _site.Installation.Database.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var steps = 0L;
        if (connection is SqliteConnection sqlite)
        {
            SQLitePCL.raw.sqlite3_progress_handler(sqlite.Handle, Grain, _ => { steps += Grain; return 0; }, null);
        }

        (string Text, List<(string Name, object? Value)> Values)[] heard;
        lock (_heard)
        {
            heard = [.. _heard.Where(h => Counts().IsMatch(h.Text))];
        }

        foreach (var (text, values) in heard)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = connection is SqliteConnection ? text : "EXPLAIN (ANALYZE, TIMING OFF) " + text;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                steps += connection is SqliteConnection ? 0 : Rows(rows.GetString(0));
            }
        }

        if (connection is SqliteConnection counted)
        {
            SQLitePCL.raw.sqlite3_progress_handler(counted.Handle, 0, null, null);
        }

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        return steps;
    }

    private static long Rows(string line) =>
        (Actual().Match(line) is { Success: true } actual ? (long)double.Parse(actual.Groups["rows"].Value, CultureInfo.InvariantCulture) * long.Parse(actual.Groups["loops"].Value, CultureInfo.InvariantCulture) : 0)
        + (Removed().Match(line) is { Success: true } removed ? long.Parse(removed.Groups["rows"].Value, CultureInfo.InvariantCulture) : 0);

    /// <summary>What asks or changes comments and posts: not the jobs that run besides.</summary>
    [GeneratedRegex(@"\bcomments\b|\bposts\b")]
    private static partial Regex Counts();

    [GeneratedRegex(@"actual rows=(?<rows>[\d.]+) loops=(?<loops>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Actual();

    [GeneratedRegex(@"Rows Removed by .*: (?<rows>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Removed();
}
