using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Accounts;
using Spalt.Web.Forms;

namespace Spalt.MyData;

/// <summary>Somebody takes out everything of theirs.</summary>
[Authorize(Policy = Policies.SignedIn)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class MyDataPage(TakeOut takeOut, TimeProvider clock) : FormPage
{
    public PageResult OnGet() => Page();

    /// <summary>The zip is the answer, made while it is sent.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{Network.Host.Split(':')[0]}-{day}.zip\"";
        await takeOut.WriteAsync(Response.Body, SignInClaims.LoginOf(User)!.Value, Network, cancel);
        return new EmptyResult();
    }
}
