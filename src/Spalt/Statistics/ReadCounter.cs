namespace Spalt.Statistics;

/// <summary>A page on a day, and the host that led there.</summary>
internal readonly record struct ReadPlace(long NetworkId, DateOnly Day, long BlogId, long PostId, string Referrer);

/// <summary>What this node has counted and not yet written down: a row a read would be a write a read. Bounded: whoever invents hosts loses only theirs.</summary>
internal sealed class ReadCounter
{
    private const int MostPlaces = 20_000;

    private readonly Lock _lock = new();
    private Dictionary<ReadPlace, int> _reads = [];

    public void Add(ReadPlace place, int reads = 1)
    {
        lock (_lock)
        {
            if (_reads.Count >= MostPlaces && !_reads.ContainsKey(place))
            {
                place = place with { Referrer = "" };
                if (_reads.Count >= 2 * MostPlaces && !_reads.ContainsKey(place))
                {
                    return;
                }
            }

            _reads[place] = _reads.GetValueOrDefault(place) + reads;
        }
    }

    /// <summary>Hands over what was counted, and begins anew.</summary>
    public IReadOnlyDictionary<ReadPlace, int> Take()
    {
        lock (_lock)
        {
            var taken = _reads;
            _reads = [];
            return taken;
        }
    }
}
