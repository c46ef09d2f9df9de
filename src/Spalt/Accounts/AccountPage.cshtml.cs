using System.Globalization;
using System.Buffers.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>One's own account: the name, the way in, where one is signed in, what has happened.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class AccountPage(SpaltDb db, UserManager<Login> logins, IdentityProvider provider, Proof proof, TimeProvider clock) : FormPage
{
    private const int MostEvents = 30;

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public IReadOnlyList<SecurityEvent> Events { get; private set; } = [];

    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    /// <summary>Identity providers that let the person in.</summary>
    public IReadOnlyList<UserLoginInfo> Providers { get; private set; } = [];

    /// <summary>What people call the newspaper's; null where it has none.</summary>
    public string? Provider => provider.Options.IsOn ? provider.Name : null;

    /// <summary>Whether the address is known to be theirs.</summary>
    public bool IsConfirmed { get; private set; }

    public bool HasTwoStep { get; private set; }

    /// <summary>Writes on a blog of this network.</summary>
    public bool IsWriter { get; private set; }

    private long LoginId => SignInClaims.LoginOf(User)!.Value;

    public async Task<PageResult> OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (login, session, now) = (LoginId, Accounts.Sessions.IdOf(User), clock.GetUtcNow());
        var me = await db.Logins.Where(l => l.Id == login)
            .Join(db.Accounts, l => l.AccountId, a => a.Id, (l, a) => new { a.Id, a.Name, l.Email }).SingleAsync(cancel);
        (Name, Email) = (me.Name, me.Email!);
        IsWriter = await db.BlogMembers.AnyAsync(m => m.AccountId == me.Id && db.Blogs.Any(b => b.Id == m.BlogId && b.NetworkId == Network.Id), cancel);
        var entry = await logins.Users.AsNoTracking().SingleAsync(l => l.Id == login, cancel);
        HasTwoStep = entry.TwoFactorEnabled;
        IsConfirmed = entry.EmailConfirmed;
        Providers = [.. await logins.GetLoginsAsync(entry)];
        Passkeys = [.. await logins.GetPasskeysAsync(entry)];
        Sessions = await db.Sessions.Where(s => s.LoginId == login && s.ExpiresAt > now).OrderByDescending(s => s.SeenAt).Take(50)
            .Select(s => new SessionRow(s.Id, s.Agent, s.StartedAt, s.SeenAt, s.Id == session)).ToListAsync(cancel);
        Events = await db.SecurityEvents.AsNoTracking().Where(e => e.LoginId == login).OrderByDescending(e => e.Id).Take(MostEvents).ToListAsync(cancel);
    }

    /// <summary>A passkey's name in the form.</summary>
    public static string IdOf(UserPasskeyInfo key) => Base64Url.EncodeToString(key.CredentialId);

    /// <summary>A provider's name in the form.</summary>
    public static string IdOf(UserLoginInfo provider) => Base64Url.EncodeToString(Secret.Hash(provider.LoginProvider + " " + provider.ProviderKey));

    /// <summary>Ends one session, or all but this; or takes a passkey or a provider away.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var refusal = Typed("passkey") is { Length: > 0 } key ? await RemoveAsync(key, cancel)
            : Typed("provider") is { Length: > 0 } gone ? await ForgetAsync(gone, cancel) : null;
        if (refusal is not null)
        {
            Complain("", Texts.Say(refusal));
            await LoadAsync(cancel);
            return Again();
        }

        var (login, mine) = (LoginId, Accounts.Sessions.IdOf(User));
        var ended = long.TryParse(Typed("end"), NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            ? await db.Sessions.Where(s => s.LoginId == login && s.Id == one).ExecuteDeleteAsync(cancel)
            : Typed("end") == "others" ? await db.Sessions.Where(s => s.LoginId == login && s.Id != mine).ExecuteDeleteAsync(cancel) : 0;
        if (ended > 0)
        {
            db.Add(new SecurityEvent(login, SecurityEventKind.SessionsEnded, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
        }

        return Onward("/-/account");
    }

    /// <returns>Why not: name of a text; null where nothing is in the way.</returns>
    private async Task<string?> ForgetAsync(string provider, CancellationToken cancel)
    {
        var login = await logins.Users.SingleAsync(l => l.Id == LoginId, cancel);
        if ((await logins.GetLoginsAsync(login)).FirstOrDefault(p => IdOf(p) == provider) is not { } gone)
        {
            return null;
        }

        if (await IsLastWayInAsync(login))
        {
            return "Provider.LastWayIn";
        }

        await logins.RemoveLoginAsync(login, gone.LoginProvider, gone.ProviderKey);
        await NoteAsync(login, SecurityEventKind.ProviderRemoved, cancel);
        return null;
    }

    /// <returns>As <see cref="ForgetAsync"/>.</returns>
    private async Task<string?> RemoveAsync(string key, CancellationToken cancel)
    {
        var login = await logins.Users.SingleAsync(l => l.Id == LoginId, cancel);
        if ((await logins.GetPasskeysAsync(login)).FirstOrDefault(p => IdOf(p) == key) is not { } passkey)
        {
            return null;
        }

        // As for adding one: not for whoever finds the browser open.
        if (!await proof.IsRecentAsync(login.Id, Accounts.Sessions.IdOf(User), cancel))
        {
            return "Proof.Recently";
        }

        if (await IsLastWayInAsync(login))
        {
            return "Provider.LastWayIn";
        }

        await logins.RemovePasskeyAsync(login, passkey.CredentialId);
        await NoteAsync(login, SecurityEventKind.PasskeyRemoved, cancel);
        return null;
    }

    private async Task<bool> IsLastWayInAsync(Login login) =>
        login.PasswordHash is null && (await logins.GetLoginsAsync(login)).Count + (await logins.GetPasskeysAsync(login)).Count == 1;

    private async Task NoteAsync(Login login, SecurityEventKind what, CancellationToken cancel)
    {
        db.Add(new SecurityEvent(login.Id, what, Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }
}

internal sealed record SessionRow(long Id, string Agent, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis)
{
    /// <summary>"Firefox, Windows": what a person knows a browser by; the agent's own word where nothing is known.</summary>
    public string Browser
    {
        get
        {
            string? Known(params string[] names) => Array.Find(names, n => Agent.Contains(n.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
            var browser = Known("Edg", "OPR", "Firefox", "Chrome", "Safari") switch { "Edg" => "Edge", "OPR" => "Opera", var name => name };
            var system = Known("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux") switch { "Macintosh" => "Mac", var name => name };
            return browser is null ? (Agent.Length > 60 ? Agent[..60] + "…" : Agent) : system is null ? browser : $"{browser}, {system}";
        }
    }
}
