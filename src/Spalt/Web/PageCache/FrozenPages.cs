using System.Collections.Concurrent;
using Spalt.Store;

namespace Spalt.Web.PageCache;

/// <summary>
/// The store of frozen pages. Instead of an index from tags to pages there is a clock: each thaw moves it and writes the new time
/// beside its tags; a page is fresh if none of its tags has a later time than the page. A hit compares two numbers.
/// </summary>
internal sealed class FrozenPages
{
    private const int MostTagTimes = 200_000;
    private readonly ConcurrentDictionary<(long Network, string Target), FrozenPage> _pages = new();
    private readonly ConcurrentDictionary<string, long> _thawedAt = new(StringComparer.Ordinal);
    private readonly Lock _thawing = new();
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

    public FrozenPage? Find(long network, string target) => _pages.TryGetValue((network, target), out var page) ? page : null;

    public bool IsFresh(FrozenPage page)
    {
        if (page.Until <= _time.GetUtcNow())
        {
            return false;
        }

        var clock = Clock;
        if (page.Stamp == clock)
        {
            return true;
        }

        if (Volatile.Read(ref _allThawedAt) > page.Stamp)
        {
            return false;
        }

        foreach (var tag in page.Tags)
        {
            if (_thawedAt.TryGetValue(tag, out var thawed) && thawed > page.Stamp)
            {
                return false;
            }
        }

        page.Stamp = clock;
        return true;
    }

    public FrozenPage Keep(long network, string target, ReadOnlySpan<byte> body, int status, string contentType, Freezing freezing, long stamp)
    {
        var oldest = _time.GetUtcNow() + _options.Lifetime;
        var page = new FrozenPage(body, status, contentType, freezing, stamp, freezing.Until < oldest ? freezing.Until.Value : oldest);
        _pages.AddOrUpdate(
            (network, target),
            _ =>
            {
                Interlocked.Add(ref _bytes, page.Bytes);
                return page;
            },
            (_, old) =>
            {
                Interlocked.Add(ref _bytes, page.Bytes - old.Bytes);
                return page;
            });
        if (Bytes > _options.MostBytes)
        {
            Shrink();
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

    /// <summary>Drops what was not used for longest until a tenth is free.</summary>
    private void Shrink()
    {
        foreach (var (key, page) in _pages.OrderBy(p => p.Value.UsedAt).ToList())
        {
            if (Bytes <= _options.MostBytes * 9 / 10)
            {
                return;
            }

            if (_pages.TryRemove(key, out _))
            {
                Interlocked.Add(ref _bytes, -page.Bytes);
            }
        }
    }
}
