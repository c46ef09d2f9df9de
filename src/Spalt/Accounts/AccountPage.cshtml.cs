using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Accounts;

/// <summary>One's own account: the name, the way in, where one is signed in, what has happened.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class AccountPage(SpaltDb db, TimeProvider clock) : FormPage
{
    private const int MostEvents = 30;

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public IReadOnlyList<SecurityEvent> Events { get; private set; } = [];

    private long LoginId => SignInClaims.LoginOf(User)!.Value;

    private long? SessionId => long.TryParse(User.FindFirst(Accounts.Sessions.SessionId)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var (login, session, now) = (LoginId, SessionId, clock.GetUtcNow());
        var me = await db.Logins.Where(l => l.Id == login)
            .Join(db.Accounts, l => l.AccountId, a => a.Id, (l, a) => new { a.Name, l.Email }).SingleAsync(cancel);
        (Name, Email) = (me.Name, me.Email!);
        Sessions = await db.Sessions.Where(s => s.LoginId == login && s.ExpiresAt > now).OrderByDescending(s => s.SeenAt).Take(50)
            .Select(s => new SessionRow(s.Id, s.Agent, s.StartedAt, s.SeenAt, s.Id == session)).ToListAsync(cancel);
        Events = await db.SecurityEvents.AsNoTracking().Where(e => e.LoginId == login).OrderByDescending(e => e.Id).Take(MostEvents).ToListAsync(cancel);
    }

    /// <summary>Ends one session, or all but this.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (login, mine) = (LoginId, SessionId);
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
