using System.Collections.Frozen;

namespace Spalt.Networks;

/// <summary>
/// The one rule of what is where. Inside the program every address is a path of the network, <c>/{blog}/2020/…</c>, whatever host was
/// asked for. What comes in becomes one (<see cref="PathOf"/>), what goes out is made of one: a link (<see cref="Link"/>) or a whole
/// address (<see cref="Address"/>). Nobody else looks at which blog has a host of its own.
/// </summary>
internal static class Addresses
{
    private const string Front = "/";

    /// <summary>What is the same on every host. Everything else below <c>/-/</c> is the network's, at its host only: cookies are set there.</summary>
    private static readonly string[] Everywhere =
        ["/-/media", "/-/assets", "/-/theme", "/-/icon", "/-/health", "/-/likes", "/-/posts", "/-/read", "/favicon.ico"];

    extension(NetworkFace network)
    {
        /// <summary>Whether anything is elsewhere than at the network's host.</summary>
        public bool HasDomains => network.Here is not null || network.Extras.Domains.Count > 0;

        /// <summary>Scheme and host that were asked for, without a final slash.</summary>
        public string OriginHere => network.Here?.Origin ?? network.Origin;

        /// <summary>The one right address of a path of the network, with scheme and host.</summary>
        public string Address(string path) => network.DomainOf(path)?.Address(path) ?? network.Origin + path;

        /// <summary>What a page at the host that was asked for writes to lead to a path of the network.</summary>
        public string Link(string path)
        {
            if (network.DomainOf(path) is { } domain)
            {
                return domain.BlogId == network.Here?.BlogId ? domain.Link(path) : domain.Address(path);
            }

            return network.Here is null || IsEverywhere(path) ? path : network.Origin + path;
        }

        /// <summary>The path of the network that a path means at the host that was asked for; null for what is not there but at the network's host.</summary>
        public string? PathOf(string asked) =>
            network.Here is not { } here || IsEverywhere(asked) || IsForMachines(asked) ? asked
            : IsBelow(asked, "/-") ? null
            : asked is Front or "" ? $"/{here.Slug}/" : $"/{here.Slug}{asked}";

        /// <summary>The blog with a host of its own that a path of the network belongs to.</summary>
        public BlogDomain? DomainOf(string path)
        {
            var domains = network.Extras.Domains;
            if (domains.Count == 0 || path is not ['/', _, ..])
            {
                return null;
            }

            var rest = path.AsSpan(1);
            var slug = rest.IndexOfAny('/', '?', '#') is >= 0 and var end ? rest[..end] : rest;
            return domains.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(slug, out var domain) && !domain.IsMerged ? domain : null;
        }

        /// <summary>Whether a host is the network's or one of its blogs'.</summary>
        public bool IsOurs(string host) => host == network.Host || network.Extras.Domains.Values.Any(d => d.Host == host);
    }

    private static bool IsEverywhere(string path) => Array.Exists(Everywhere, place => IsBelow(path, place));

    /// <summary>Every host has these for itself.</summary>
    private static bool IsForMachines(string path) =>
        path is "/robots.txt" || (path.StartsWith("/sitemap", StringComparison.Ordinal) && path.EndsWith(".xml", StringComparison.Ordinal) && path.LastIndexOf('/') == 0);

    private static bool IsBelow(string path, string place) =>
        path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '/' or '?' or '#');
}
