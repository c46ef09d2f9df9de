using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>How many posts a blog has in each month, newest first: its archive. Kept by the writing transaction, so nothing is counted here.</summary>
internal sealed record Months(IReadOnlyList<Months.Year> Years, int Undated)
{
    /// <summary>Months in the little chart of the margin.</summary>
    private const int Charted = 24;

    /// <summary>Whether every post has a date of at least a month, so that a month holds nothing but what its dates say.</summary>
    public bool AreExact => Undated == 0 && Years.All(y => y.Vague == 0);

    /// <summary>Two hundred years; a list has an end.</summary>
    private const int Most = 2400;

    private static readonly Func<SpaltDb, long, IAsyncEnumerable<Row>> Question = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId) => db.BlogMonths.AsNoTracking().Where(m => m.BlogId == blogId && m.PostCount > 0)
            .OrderByDescending(m => m.Month).Take(Most).Select(m => new Row(m.Month, m.PostCount)));

    public static async Task<Months> ReadAsync(SpaltDb db, long blogId, CancellationToken cancel)
    {
        var rows = await Question(db, blogId).ToListAsync(cancel);
        var years = rows.Where(r => r.Month != BlogMonth.Undated).GroupBy(r => r.Month / 100).Select(y => new Year(
            y.Key, y.Sum(r => r.PostCount), y.FirstOrDefault(r => r.Month % 100 == 0)?.PostCount ?? 0,
            [.. y.Where(r => r.Month % 100 != 0).Select(r => new Month(r.Month % 100, r.PostCount))]));
        return new Months([.. years], rows.FirstOrDefault(r => r.Month == BlogMonth.Undated)?.PostCount ?? 0);
    }

    /// <summary>Posts of a year, or of a month of it.</summary>
    public int Count(int year, int? month) => Years.FirstOrDefault(y => y.Number == year) is not { } found ? 0
        : month is { } asked ? found.Months.FirstOrDefault(m => m.Number == asked)?.PostCount ?? 0
        : found.PostCount;

    /// <summary>The months up to the newest, oldest first, empty ones included; null where there are too few to compare.</summary>
    public Chart? Recent()
    {
        var newest = Years.SelectMany(y => y.Months.Select(m => (At: (y.Number * 12) + m.Number - 1, m.PostCount))).Take(Charted).ToList();
        if (newest.Count < 3)
        {
            return null;
        }

        var last = newest[0].At;
        var first = Math.Max(newest[^1].At, last - Charted + 1);
        var columns = new int[last - first + 1];
        foreach (var (at, count) in newest.TakeWhile(m => m.At >= first))
        {
            columns[at - first] = count;
        }

        return new Chart(columns, first / 12, (first % 12) + 1);
    }

    /// <param name="Month">As in <see cref="BlogMonth"/>.</param>
    private sealed record Row(int Month, int PostCount);

    /// <param name="Vague">Posts of which only the year is known.</param>
    internal sealed record Year(int Number, int PostCount, int Vague, IReadOnlyList<Month> Months);

    internal sealed record Month(int Number, int PostCount);

    /// <param name="FromYear">Year of the first column.</param>
    /// <param name="FromMonth">Month of the first column.</param>
    internal sealed record Chart(int[] Columns, int FromYear, int FromMonth)
    {
        /// <summary>Year and month of a column.</summary>
        public (int Year, int Month) At(int column) => (FromYear + ((FromMonth - 1 + column) / 12), ((FromMonth - 1 + column) % 12) + 1);
    }
}

/// <param name="Columns">Posts a month, oldest first.</param>
/// <param name="Label">What the picture says, for those who do not see it.</param>
internal sealed record ChartBlock(int[] Columns, string Label);
