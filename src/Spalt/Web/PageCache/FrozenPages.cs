using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>
/// The store of frozen pages. Instead of an index from tags to pages there is a clock: each thaw moves it and writes the new time
/// beside its tags; a page is fresh if none of its tags has a later time than the page. A hit compares two numbers.
/// </summary>
internal sealed class FrozenPages
{
    private const int MostTagTimes = 200_000;
    private readonly ConcurrentDictionary<PageKey, FrozenPage> _pages = new();
    private readonly ConcurrentDictionary<string, long> _thawedAt = new(StringComparer.Ordinal);
    private readonly Lock _thawing = new();
    private readonly Lock _keeping = new();
    private readonly PageCacheOptions _options;
    private readonly TimeProvider _time;
    private long _clock = 1;
    private long _allThawedAt;
    private long _bytes;

    public FrozenPages(PageCacheOptions options, TimeProvider time, Commits commits)
    {
        _options = options;
        _time = time;
        commits.Thawed += Thaw;
    }

    /// <summary>To be read before rendering begins: what changes meanwhile makes the page stale at once.</summary>
    public long Clock => Volatile.Read(ref _clock);

    public long Bytes => Volatile.Read(ref _bytes);

    public int Count => _pages.Count;

    public FrozenPage? Find(PageKey key) => _pages.GetValueOrDefault(key);

    public bool IsFresh(FrozenPage page) => page.Until > _time.GetUtcNow() && IsUnchanged(page);

    /// <summary>Whether it holds all that had changed at a time of the clock: fresh enough for who came then, even if it changes all the time.</summary>
    public bool HoldsAllBefore(FrozenPage page, long arrived) =>
        page.Until > _time.GetUtcNow() && (page.Stamp >= arrived || IsUnchanged(page));

    private bool IsUnchanged(FrozenPage page)
    {
        var clock = Clock;
        if (page.Stamp == clock)
        {
            return true;
        }

        foreach (var tag in page.Tags)
        {
            if (_thawedAt.TryGetValue(tag, out var thawed) && thawed > page.Stamp)
            {
                return false;
            }
        }

        // Last: who thaws everything says so before forgetting the tags' own times.
        if (Volatile.Read(ref _allThawedAt) > page.Stamp)
        {
            return false;
        }

        page.Stamp = clock;
        return true;
    }

    /// <summary>Keeps a page, unless it alone would push out many others; returns it in any case.</summary>
    public FrozenPage Keep(
        PageKey key, ReadOnlySpan<byte> body, IEnumerable<KeyValuePair<string, StringValues>> headers, Freezing freezing, long stamp)
    {
        var oldest = _time.GetUtcNow() + _options.Lifetime;
        var page = new FrozenPage(body, headers, freezing, stamp, freezing.Until < oldest ? freezing.Until.Value : oldest);
        lock (_keeping)
        {
            if (page.Bytes > _options.MostBytes / 8)
            {
                Drop(key);
                return page;
            }

            _bytes += page.Bytes - (_pages.GetValueOrDefault(key)?.Bytes ?? 0);
            _pages[key] = page;
            if (_bytes > _options.MostBytes)
            {
                Shrink();
            }
        }

        return page;
    }

    public void Thaw(IReadOnlyCollection<string> tags)
    {
        lock (_thawing)
        {
            var now = _clock + 1;
            if (ReferenceEquals(tags, Database.Everything) || _thawedAt.Count > MostTagTimes)
            {
                _allThawedAt = now;
                _thawedAt.Clear();
            }
            else
            {
                foreach (var tag in tags)
                {
                    _thawedAt[tag] = now;
                }
            }

            Volatile.Write(ref _clock, now);
        }
    }

    /// <summary>Drops what is worth least until a tenth is free.</summary>
    private void Shrink()
    {
        foreach (var (key, _) in _pages.OrderBy(p => p.Value.Worth).ToList())
        {
            if (_bytes <= _options.MostBytes * 9 / 10)
            {
                return;
            }

            Drop(key);
        }
    }

    private void Drop(PageKey key)
    {
        if (_pages.TryRemove(key, out var page))
        {
            _bytes -= page.Bytes;
        }
    }
}

/// <summary>A path of a network, or of a blog's own host, whatever query it was asked by.</summary>
/// <param name="Site">Id of the network; of the blog, negative.</param>
internal readonly record struct PageKey(long Site, string Path)
{
    public static PageKey Of(NetworkFace network, string path) =>
        new(network.Here is { } here && !path.StartsWith("/-/", StringComparison.Ordinal) ? -here.BlogId : network.Id, path);
}
