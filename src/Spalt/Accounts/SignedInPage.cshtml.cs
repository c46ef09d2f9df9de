using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>For somebody who signed in beside a page that waits in another tab: they can go back to it.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class SignedInPage : FormPage
{
    public PageResult OnGet() => Page();
}
