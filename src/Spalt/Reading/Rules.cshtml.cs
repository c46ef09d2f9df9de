using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>The rules of the network: those that hold, or a version that held before.</summary>
internal sealed class RulesPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public NetworkRules Rules { get; private set; } = null!;

    /// <summary>All versions, the one that holds first.</summary>
    public IReadOnlyList<(int Version, DateTimeOffset At)> Versions { get; private set; } = [];

    public bool IsCurrent => Rules.Version == Versions[0].Version;

    public async Task<IActionResult> OnGetAsync(int? version, CancellationToken cancel)
    {
        var all = Db.NetworkRules.AsNoTracking().Where(r => r.NetworkId == Network.Id).OrderByDescending(r => r.Version);
        if (await all.FirstOrDefaultAsync(r => version == null || r.Version == version, cancel) is not { } rules)
        {
            return Missing(new ErrorPage(404));
        }

        Rules = rules;
        Versions = [.. (await all.Select(r => new { r.Version, r.At }).ToListAsync(cancel)).Select(r => (r.Version, r.At))];
        var path = version is null ? "/-/rules" : string.Create(CultureInfo.InvariantCulture, $"/-/rules/{rules.Version}");
        var title = version is null ? Texts.Say("Rules.Title") : $"{Texts.Say("Rules.Title")}, {Texts.Say("Rules.Version", rules.Version)}";
        return Elsewhere(path) ?? Frozen(new PageHead(title) { Path = path }, [Tags.Network(Network.Id)]);
    }
}
