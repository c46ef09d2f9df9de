using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Networks;

/// <summary>What pages need to know of their network.</summary>
public sealed record NetworkFace(
    long Id, string Host, string Name, string Language, string TimeZone, string? Tagline, string? Publisher,
    string? NewspaperName, string? NewspaperUrl, string Accent, string? Contact = null, string? ContactEmail = null, string? ContactPhone = null)
{
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Language is "sv" ? "sv-SE" : "en-GB");

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public NetworkExtras Extras { get; init; } = NetworkExtras.None;

    public LookFace Look => Extras.Look;

    /// <summary>The blog whose own host was asked for; null where it was the network's.</summary>
    public BlogDomain? Here { get; init; }

    /// <summary>Whether the pages name a way to reach whoever answers for them.</summary>
    public bool IsReachable => ContactEmail is not null || ContactPhone is not null || Contact is not null;

    /// <summary>Whom somebody asks who wants more than the network's limits give them.</summary>
    public string WhomToAsk => ContactEmail ?? Publisher ?? Name;

    /// <summary>Scheme and host of the network, without a final slash; see <see cref="Addresses"/> for what is where. Loopback has no certificate, everything else has.</summary>
    public string Origin { get; } = OriginOf(Host);

    /// <summary>The day that it is for the network.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The instant at which a day begins in the network's time zone.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            // Where clocks are put forward at midnight the day begins at one.
            midnight = midnight.AddMinutes(30);
        }

        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static string OriginOf(string host) => (HostName.IsLoopback(host) ? "http://" : "https://") + host;
}

/// <summary>
/// Finds the network that a host name belongs to, and the blog where it is a blog's own. With one network, that answers on every other
/// host; with several, each by its own.
/// </summary>
internal sealed class Hosts
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Outage _outage;
    private volatile Map? _map;
    private int _version;

    public Hosts(IServiceScopeFactory scopes, Commits commits, Outage outage)
    {
        _scopes = scopes;
        _outage = outage;
        commits.Thawed += tags =>
        {
            if (tags.Contains(Tags.Networks, StringComparer.Ordinal) || ReferenceEquals(tags, Database.Everything))
            {
                Interlocked.Increment(ref _version);
            }
        };
    }

    /// <summary>Whether the last look found no network at all.</summary>
    public bool AreNone => _map is null;

    /// <summary>The network without asking the database; false where only <see cref="FindAsync"/> knows.</summary>
    public bool TryFind(string host, out NetworkFace? network)
    {
        var map = _map;
        network = map?.Find(host);
        return map is not null && !IsStale(map);
    }

    /// <summary>The hosts of all networks, the first network's first.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel) => (await KnownAsync(cancel)).Hosts;

    /// <summary>The network of a host, or null. With the database away, what was known before still holds.</summary>
    public async Task<NetworkFace?> FindAsync(string host, CancellationToken cancel) => (await KnownAsync(cancel)).Find(host);

    private async Task<Map> KnownAsync(CancellationToken cancel)
    {
        var map = _map;
        return map is null || (IsStale(map) && _outage.IsWorthAsking()) ? await LoadAsync(map, cancel) : map;
    }

    private async Task<Map> LoadAsync(Map? old, CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        try
        {
            // Before the question: what changes while it is answered makes the answer stale.
            var version = Volatile.Read(ref _version);
            var networks = await db.Networks.AsNoTracking().OrderBy(n => n.Id).Select(n => new NetworkFace(
                n.Id, n.Host, n.Name, n.Language, n.TimeZone, n.Tagline, n.Publisher, n.NewspaperName, n.NewspaperUrl, n.Accent, n.Contact, n.ContactEmail, n.ContactPhone))
                .ToListAsync(cancel);
            var extras = await ExtrasQuery.ReadAsync(db, cancel);
            networks = networks.ConvertAll(n => n with { Extras = extras(n.Id) });

            // Without a network there is nothing to remember: the next look may find the first.
            var map = new Map(networks, version);
            _map = networks.Count == 0 ? null : map;
            _outage.End();
            return map;
        }
        catch (Exception error) when (old is not null && db.Database.IsAway(error))
        {
            _outage.Begin();
            return old;
        }
    }

    private bool IsStale(Map map) => map.Version != Volatile.Read(ref _version);

    private sealed class Map(List<NetworkFace> networks, int version)
    {
        private readonly NetworkFace? _only = networks.Count == 1 ? networks[0] : null;
        private readonly bool _hasDomains = networks.Exists(n => n.HasDomains);
        private readonly Dictionary<string, NetworkFace>.AlternateLookup<ReadOnlySpan<char>> _byHost = ByHost(networks).GetAlternateLookup<ReadOnlySpan<char>>();

        public int Version { get; } = version;

        public IReadOnlyList<string> Hosts { get; } = [.. networks.Select(n => n.Host)];

        public NetworkFace? Find(string host) =>
            _only is null || _hasDomains
                ? _byHost.TryGetValue(host, out var network) || _byHost.TryGetValue(WithoutPort(host), out network) ? network : _only
                : _only;

        /// <summary>A network's host is never a blog's, whoever has written down what.</summary>
        private static Dictionary<string, NetworkFace> ByHost(List<NetworkFace> networks)
        {
            var hosts = new Dictionary<string, NetworkFace>(StringComparer.OrdinalIgnoreCase);
            networks.ForEach(network => Add(network.Host, network));
            foreach (var network in networks)
            {
                foreach (var domain in network.Extras.Domains.Values)
                {
                    Add(domain.Host, network with { Here = domain });
                }
            }

            return hosts;

            // The server hands a host on as people read it (HostString); a program of another kind may not.
            void Add(string host, NetworkFace network)
            {
                hosts.TryAdd(host, network);
                hosts.TryAdd(HostName.Readable(host), network);
            }
        }

        private static ReadOnlySpan<char> WithoutPort(string host)
        {
            var colon = host.LastIndexOf(':');
            return (colon > 0 && !host.EndsWith(']') ? host.AsSpan(0, colon) : host).TrimEnd('.');
        }
    }
}
