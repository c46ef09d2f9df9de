using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Reading;

public class CountingQueries
{
    /// <summary>EF remembers for a second that nobody listened.</summary>
    private static readonly TimeSpan EfLooksForListeners = TimeSpan.FromMilliseconds(1200);

    [Fact]
    public async Task A_page_asks_few_questions_however_much_it_shows()
    {
        await using var site = await Site.StartAsync(("Spalt:PageCache:Enabled", "false"));
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        for (var i = 0; i < 25; i++)
        {
            await site.PostAsync(blog, $"Nummer {i}", site.Clock.Now.AddDays(-i), tags: [$"t{i}"], categories: ["Kultur"]);
        }

        await site.IdleAsync();
        foreach (var (path, most) in new[] { ("/bank-nio/", 8), ("/bank-nio/page/2/", 8), ("/", 8), ("/bank-nio/2026/02/", 8), ("/bank-nio/tag/t1/", 8), ("/bank-nio/2026/03/04/nummer-0/", 16) })
        {
            await site.BodyAsync(path);
            using var queries = new Queries(site);
            await Task.Delay(EfLooksForListeners, TestContext.Current.CancellationToken);
            await site.BodyAsync(path);
            Assert.InRange(queries.Commands.Count, 1, most);
        }
    }

    /// <summary>The commands that EF sends to one site's database.</summary>
    private sealed class Queries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _database;
        private readonly IDisposable _listeners;
        private IDisposable? _events;

        public Queries(Site site)
        {
            // What only this site's connection strings hold: the folder on SQLite, the database's name on PostgreSQL.
            _database = site.Installation.Database.Name == "Sqlite"
                ? site.Installation.DataFolder
                : new Npgsql.NpgsqlConnectionStringBuilder(site.Installation.Configuration["Spalt:Database"]).Database!;
            _listeners = DiagnosticListener.AllListeners.Subscribe(this);
        }

        public ConcurrentBag<string> Commands { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _events = value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            // The job runner asks too; it is told by what it asks.
            if (value is { Value: CommandExecutedEventData { Command: var command } } && command.Connection is { } connection
                && connection.ConnectionString.Contains(_database, StringComparison.Ordinal)
                && !command.CommandText.Contains("jobs", StringComparison.Ordinal))
            {
                Commands.Add(command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            _events?.Dispose();
            _listeners.Dispose();
        }
    }
}
