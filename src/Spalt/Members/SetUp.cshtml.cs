using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Members;

/// <summary>Whoever installed Spalt names the network and becomes its first publisher, by a link that <c>spalt account setup</c> prints.</summary>
[AllowAnonymous]
internal sealed class SetUpPage(SpaltDb db, Joining joining, SignInManager<Login> signIn, TimeProvider clock) : FormPage
{
    /// <summary>Whether the link leads nowhere any more.</summary>
    public bool IsOver { get; private set; }

    public string NetworkName => Request.HasFormContentType ? Typed("network") : Network.Name;

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancel) =>
        await FindAsync(token, cancel) is null ? Over() : Page();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } invitation)
        {
            return Over();
        }

        var network = Required("network", 80);
        var name = Required("name", 80);
        var email = Required("email");
        var password = Raw("password");
        if (IsFine && !Mail.IsBareAddress(email))
        {
            Complain("email", Texts.Say("Form.BadEmail"));
        }

        if (PasswordRules.Complaint(password, name, email, network) is { } wrong)
        {
            Complain("password", Texts.Say("Password." + wrong, PasswordRules.Shortest));
        }

        if (IsFine && await joining.IsKnownAsync(email, cancel))
        {
            Complain("email", Texts.Say("Form.TakenEmail"));
        }

        if (!IsFine)
        {
            return Again();
        }

        try
        {
            await signIn.SignInAsync(await SetUpAsync(invitation, network, name, email, password, cancel), isPersistent: true);
            return Onward("/-/start");
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else used the link a moment before.
            return Over();
        }
    }

    private PageResult Over()
    {
        IsOver = true;
        return Again(StatusCodes.Status404NotFound);
    }

    private async Task<Login> SetUpAsync(Invitation invitation, string network, string name, string email, string password, CancellationToken cancel)
    {
        Login login = null!;
        await db.InTransactionAsync(
            async () =>
            {
                invitation.End(clock.GetUtcNow());
                await db.SaveChangesAsync(cancel);
                login = await joining.AddAsync(name, email, password, isConfirmed: false, cancel);
                db.Actor = new Actor(login.AccountId, name, Network.Id, Household.Of(HttpContext));
                joining.AskToConfirm(login, Network.Id);
                await joining.GiveAsync(Network.Id, NetworkRole.Publisher, login.AccountId, cancel);
                var mine = await db.Networks.SingleAsync(n => n.Id == Network.Id, cancel);
                mine.Rename(network);
                mine.AnswerFor(name);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return login;
    }

    private async Task<Invitation?> FindAsync(string? token, CancellationToken cancel)
    {
        var hash = Secret.Hash(token ?? "");
        var found = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash && i.NetworkId == null, cancel);
        return found?.IsOpen(clock.GetUtcNow()) == true ? found : null;
    }
}
