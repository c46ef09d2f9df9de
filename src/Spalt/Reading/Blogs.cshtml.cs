using Microsoft.AspNetCore.Mvc;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>Everybody who writes on the network.</summary>
internal sealed class BlogsPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    private const int PageSize = 60;

    public IReadOnlyList<DirectoryEntry> Entries { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int? number, CancellationToken cancel)
    {
        var at = number ?? 1;
        if (at is < 1 or > 10_000)
        {
            return Missing(new ErrorPage(404));
        }

        var found = await DirectoryEntry.ReadAsync(Db, Network, (at - 1) * PageSize, PageSize + 1, cancel);
        if (found.Count == 0 && at > 1)
        {
            return Missing(new ErrorPage(404));
        }

        Entries = [.. found.Take(PageSize)];
        Pager = new Pager("/-/blogs/", at, Of: null, HasNext: found.Count > PageSize);
        var right = at == 1 ? "/-/blogs" : Pager.Here;
        return Elsewhere(right) ?? Frozen(
            new PageHead(Pager.Titled(Texts.Say("Directory.Title"))) { Path = right }, [Tags.Network(Network.Id)]);
    }
}
