using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>Sessions are rows: they can be listed, and one that is ended is ended on all nodes with the next click.</summary>
internal sealed class Sessions(IServiceScopeFactory scopes, TimeProvider clock) : ITicketStore
{
    /// <summary>How old "last seen" may be, so that not every click writes.</summary>
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(5);

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, agent: "", CancellationToken.None);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        StoreAsync(ticket, httpContext.Request.Headers.UserAgent.ToString(), cancellationToken);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => WithAsync(key, async (db, mine) =>
    {
        if (await mine.SingleOrDefaultAsync() is { } session)
        {
            if (session.LoginId != SignInClaims.LoginOf(ticket.Principal))
            {
                throw new InvalidOperationException("A session goes to nobody else.");
            }

            session.Renew(TicketSerializer.Default.Serialize(ticket), ExpiryOf(ticket), clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        return 0;
    });

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => WithAsync(key, async (db, mine) =>
    {
        var now = clock.GetUtcNow();
        var found = await mine.Where(s => s.ExpiresAt > now && db.Logins.Any(l => l.Id == s.LoginId && l.DisabledAt == null))
            .Select(s => new { s.Id, s.Ticket, s.SeenAt }).SingleOrDefaultAsync();
        if (found is null)
        {
            return null;
        }

        if (found.SeenAt + Seldom < now)
        {
            await db.Sessions.Where(s => s.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now));
        }

        var ticket = TicketSerializer.Default.Deserialize(found.Ticket);
        (ticket?.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(SessionId, found.Id.ToString(CultureInfo.InvariantCulture)));
        return ticket;
    });

    public Task RemoveAsync(string key) => WithAsync(key, (_, mine) => mine.ExecuteDeleteAsync());

    /// <summary>The claim that tells which session this is, so that a list can mark it.</summary>
    private const string SessionId = "session";

    /// <summary>Which session a request belongs to.</summary>
    public static long? IdOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(SessionId)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private Task<string> StoreAsync(AuthenticationTicket ticket, string agent, CancellationToken cancel)
    {
        var key = Secret.Make();
        return WithAsync(key, async (db, _) =>
        {
            var login = SignInClaims.LoginOf(ticket.Principal) ?? throw new InvalidOperationException("A session of nobody.");
            db.Add(Session.Start(login, Secret.Hash(key), TicketSerializer.Default.Serialize(ticket), agent, ExpiryOf(ticket), clock.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
            return key;
        });
    }

    private DateTimeOffset ExpiryOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? clock.GetUtcNow().AddDays(1);

    /// <summary>In a scope of its own: what the request is about to save is not saved on the way.</summary>
    private async Task<T> WithAsync<T>(string key, Func<SpaltDb, IQueryable<Session>, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        var hash = Secret.Hash(key);
        return await work(db, db.Sessions.Where(s => s.KeyHash == hash));
    }
}
