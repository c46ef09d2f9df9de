using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Spalt.Networks;

namespace Spalt.Statistics;

/// <summary>A feed on a day, by the slug of its blog (empty for the network's own), and who reads it for many.</summary>
internal readonly record struct FeedPlace(long NetworkId, DateOnly Day, string Blog, string Service);

/// <summary>
/// Counts who follows the feeds. Services that read for many say for how many (<c>Feedly/1.0 (…; 42 subscribers)</c>); each other program counts
/// as one a day, told apart by a hash with a key that this process makes anew each day and never writes down.
/// </summary>
internal sealed partial class FeedReaders(Hosts hosts, TimeProvider clock)
{
    private const int MostPlaces = 5_000;
    private const int MostReaders = 200_000;
    private const int MostSubscribers = 1_000_000;

    private static readonly string[] NoReaders = ["bot", "crawl", "spider", "slurp", "curl", "wget", "monitor"];

    private readonly Lock _lock = new();
    private readonly Dictionary<FeedPlace, int> _subscribers = [];
    private readonly HashSet<(long, DateOnly, string, UInt128)> _readers = [];
    private DateOnly _day;
    private byte[] _key = [];

    /// <summary>Before the page cache, which answers most who ask for a feed. Costs everybody else a look at the path.</summary>
    public Task SeeAsync(HttpContext context, RequestDelegate next)
    {
        if (BlogOf(context.Request.Path.Value ?? "") is not null)
        {
            See(context.Request);
        }

        return next(context);
    }

    /// <summary>What is known of each day that is not over everywhere.</summary>
    public IReadOnlyDictionary<FeedPlace, int> Known()
    {
        lock (_lock)
        {
            return new Dictionary<FeedPlace, int>(_subscribers);
        }
    }

    /// <summary><c>/feed/</c> and <c>/{blog}/feed/</c>, in any form: empty, or the blog's slug. Null for everything else.</summary>
    private static string? BlogOf(string path)
    {
        var feed = path.IndexOf("/feed", StringComparison.Ordinal);
        if (feed < 0 || (path.Length > feed + 5 && path[feed + 5] != '/'))
        {
            return null;
        }

        var blog = feed == 0 ? "" : path[1..feed];
        return blog.Contains('/', StringComparison.Ordinal) ? null : blog;
    }

    private void See(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();

        // A browser that follows a link to the feed follows no feed; nor does who looks for something to index.
        if (!HttpMethods.IsGet(request.Method) || agent.Length == 0 || request.Headers["Sec-Fetch-Dest"] == "document"
            || !hosts.TryFind(request.Host.Value ?? "", out var network) || network is null
            || BlogOf(network.PathOf(request.Path.Value ?? "") ?? "") is not { } blog)
        {
            return;
        }

        var day = network.DayOf(clock.GetUtcNow());
        if (Subscribers().Match(agent) is { Success: true } said)
        {
            var many = int.TryParse(said.Groups["many"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MostSubscribers) : 0;
            Keep(new FeedPlace(network.Id, day, blog, Name().Match(agent).Value is { Length: > 0 } name ? name : "?"), many);
        }
        else if (!Array.Exists(NoReaders, word => agent.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            KeepOne(network.Id, day, blog, agent, request);
        }
    }

    private void Keep(FeedPlace place, int many)
    {
        lock (_lock)
        {
            Turn(place.Day);
            if (_subscribers.Count < MostPlaces || _subscribers.ContainsKey(place))
            {
                _subscribers[place] = many;
            }
        }
    }

    private void KeepOne(long network, DateOnly day, string blog, string agent, HttpRequest request)
    {
        // Whom a proxy asks for is told apart, whether it is trusted or not: who lies adds to a number that nothing hangs on.
        var text = $"{request.HttpContext.Connection.RemoteIpAddress} {request.Headers["X-Forwarded-For"]} {agent}";
        lock (_lock)
        {
            Turn(day);
            var who = BinaryPrimitives.ReadUInt128LittleEndian(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
            var place = new FeedPlace(network, day, blog, "");
            if (_readers.Count < MostReaders && (_subscribers.Count < MostPlaces || _subscribers.ContainsKey(place)) && _readers.Add((network, day, blog, who)))
            {
                _subscribers[place] = _subscribers.GetValueOrDefault(place) + 1;
            }
        }
    }

    /// <summary>A new day, in the zone where it comes first: the key goes, and with it all that was told apart.</summary>
    private void Turn(DateOnly day)
    {
        if (day > _day)
        {
            _day = day;
            _key = RandomNumberGenerator.GetBytes(32);
            _readers.RemoveWhere(reader => reader.Item2 < day.AddDays(-1));
            foreach (var old in _subscribers.Keys.Where(place => place.Day < day.AddDays(-1)).ToList())
            {
                _subscribers.Remove(old);
            }
        }
    }

    [GeneratedRegex(@"\b(?<many>\d{1,9}) (subscribers?|readers?|users?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Subscribers();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9 ._-]{0,39}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Name();
}
