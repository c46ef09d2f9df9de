using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Store;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>The product without one of its checks: taken out from outside, where the product has no seam for it.</summary>
internal sealed class Mutant(string name)
{
    private readonly List<Action<IServiceCollection>> _changes = [];
    private Action<WebApplication> _map = _ => { };
    private int _bites;

    public string Name => name;

    /// <summary>Sequences within which it has to be noticed.</summary>
    public int Bound { get; init; } = 1_500;

    /// <summary>Triggers by which the database itself undoes what a verb did.</summary>
    public string? Sql { get; init; }

    /// <summary>What costs much is done as often as this mutant needs it.</summary>
    public Rarities Rarely { get; init; } = new(Elsewhere: int.MaxValue, Restart: int.MaxValue, Walk: int.MaxValue);

    /// <summary>How often it did something: one that never does proves nothing.</summary>
    public int Bites => Sql is null ? Volatile.Read(ref _bites) : 1;

    public override string ToString() => name;

    public void Change(IServiceCollection services) => _changes.ForEach(change => change(services));

    public void Map(WebApplication app) => _map(app);

    public Mutant With(Action<IServiceCollection> change)
    {
        _changes.Add(change);
        return this;
    }

    public Mutant Mapping(Action<WebApplication> map)
    {
        _map = map;
        return this;
    }

    public void Bite() => Interlocked.Increment(ref _bites);

    /// <summary>Says something else to the database than the product does.</summary>
    /// <param name="instead">A backtick stands for a quotation mark, here and there.</param>
    /// <param name="where">Only what matches this too is changed; null for everything.</param>
    public Mutant Saying(string instead, string of, string? where = null)
    {
        var (pattern, filter, words) = (Pattern(of), where is null ? null : Pattern(where), instead.Replace('`', '"'));
        return With(services => services.ConfigureDbContext<SpaltDb>(db => db.AddInterceptors(new OtherWords(sql =>
        {
            if (!pattern.IsMatch(sql) || filter?.IsMatch(sql) == false)
            {
                return sql;
            }

            Bite();
            return pattern.Replace(sql, words);
        }))));

        static Regex Pattern(string text) => new(text.Replace('`', '"'), RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }

    /// <summary>The page cache does not hear what follows from one kind of news.</summary>
    public Mutant NotThawingAfter(Type news)
    {
        var told = new NewsHeard();
        With(services => services.ConfigureDbContext<SpaltDb>(db => db.AddInterceptors(told)));
        return Hearing(tags => told.Take(news) ? [] : tags);
    }

    /// <summary>The page cache hears of less than what thaws.</summary>
    public Mutant Hearing(Func<IReadOnlyCollection<string>, IReadOnlyCollection<string>> part) => With(services => services.Replace(ServiceDescriptor.Singleton(all =>
    {
        // As the product makes it: the hosts hear first.
        all.GetRequiredService<Spalt.Networks.Hosts>();
        var deaf = new Commits();
        all.GetRequiredService<Commits>().Thawed += tags =>
        {
            var heard = part(tags);
            if (heard.Count < tags.Count)
            {
                Bite();
            }

            deaf.Heard(heard);
        };
        return ActivatorUtilities.CreateInstance<FrozenPages>(all, deaf);
    })));

    private sealed class OtherWords(Func<string, string> rewrite) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Rewrite(command);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Rewrite(command);
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Rewrite(command);
            return new(result);
        }

        private void Rewrite(DbCommand command)
        {
            var said = rewrite(command.CommandText);
            if (said == command.CommandText)
            {
                return;
            }

            // A kept command is another one as soon as it has another text, and its parameters do not come along.
            var parameters = command.Parameters.Cast<DbParameter>().ToList();
            command.Parameters.Clear();
#pragma warning disable CA2100 // The text is the product's own, changed by the test.
            command.CommandText = said;
#pragma warning restore CA2100
            command.Parameters.Clear();
            command.Parameters.AddRange(parameters.ToArray());
        }
    }

    /// <summary>What the entities have told in the transaction that is under way.</summary>
    private sealed class NewsHeard : SaveChangesInterceptor
    {
        private readonly Lock _lock = new();
        private readonly HashSet<Type> _told = [];

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            lock (_lock)
            {
                _told.UnionWith(eventData.Context!.ChangeTracker.Entries<Entity>().SelectMany(e => e.Entity.NewsSoFar).Select(n => n.GetType()));
            }

            return new(result);
        }

        /// <summary>Whether there was such news; begins anew.</summary>
        public bool Take(Type news)
        {
            lock (_lock)
            {
                var isThere = _told.Contains(news);
                _told.Clear();
                return isThere;
            }
        }
    }
}
