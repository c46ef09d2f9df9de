using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Ledger;
using Spalt.Reading;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Moderation.Openness;

/// <summary>How the newspaper moderates, for everybody: what it decided in a year and why, in numbers, and where its ledger ends.</summary>
internal sealed class HowWeModerate(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public const string Path = "/-/about/moderation";

    public YearOfModeration Counts { get; private set; } = null!;

    public IReadOnlyList<int> Years { get; private set; } = [];

    public long Lines { get; private set; }

    /// <summary>Lower-case hex of the hash of the ledger's last line.</summary>
    public string Hash { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int? year, CancellationToken cancel)
    {
        var thisYear = Network.DayOf(Now).Year;
        var lines = Db.LedgerLines.AsNoTracking().Where(l => l.NetworkId == Network.Id);
        var first = await lines.OrderBy(l => l.Number).Select(l => (DateTimeOffset?)l.At).FirstOrDefaultAsync(cancel);
        var firstYear = first is { } at ? Network.DayOf(at).Year : thisYear;
        Years = [.. Enumerable.Range(firstYear, thisYear - firstYear + 1).Reverse()];
        if (year is { } asked && (asked < firstYear || asked > thisYear))
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        Counts = new YearOfModeration(year ?? thisYear);
        var (from, to) = (Network.StartOf(new DateOnly(Counts.Year, 1, 1)), Network.StartOf(new DateOnly(Counts.Year + 1, 1, 1)));
        await foreach (var line in lines.Where(l => l.At >= from && l.At < to).OrderBy(l => l.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            Counts.Count(line);
        }

        (Lines, Hash) = await LedgerBook.HeadAsync(Db, Network.Id, cancel);
        var path = year is null ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}/{year}");
        return Elsewhere(path) ?? Frozen(new PageHead(Texts.Say("Openness.Title")) { Path = path }, [Tags.Network(Network.Id), Tags.Ledger(Network.Id)]);
    }
}
