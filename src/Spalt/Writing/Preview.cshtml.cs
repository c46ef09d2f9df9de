using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Spalt.Accounts;
using Spalt.Members;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>The draft as its readers will see it, for those who work on it.</summary>
[Authorize(Policy = Policies.Write)]
internal sealed class Preview(SpaltDb db, DraftKeeper keeper, Publishing publishing, TimeProvider clock) : PreviewPage(db, publishing, clock)
{
    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        var desk = HttpContext.Desk();
        if (await keeper.OpenAsync(desk, id, cancel) is not { } open)
        {
            return NotFound();
        }

        Back = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/-/write/{desk.BlogSlug}/{id}");
        return await ShowAsync(open, cancel);
    }
}
