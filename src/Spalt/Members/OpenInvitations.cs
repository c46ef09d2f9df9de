using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>An invitation that nobody has answered.</summary>
/// <param name="Email">Null for a link that is handed over.</param>
/// <param name="Where">The blog's title; null for the network.</param>
internal sealed record OpenInvitation(
    long Id, string? Email, NetworkRole? NetworkRole, Blogs.BlogRole? BlogRole, string? Where, string? By, DateTimeOffset ExpiresAt, bool IsOver)
{
    public string Role => BlogRole?.ToString() ?? NetworkRole?.ToString() ?? "";

    /// <summary>Name of what a complaint about it belongs to.</summary>
    public string Field => FieldOf(Id);

    public static string FieldOf(long id) => string.Create(CultureInfo.InvariantCulture, $"invitation-{id}");
}

/// <summary>The list of them with its buttons, the same on the page of a blog's members and on that of a network's people.</summary>
/// <param name="Action">Where the buttons lead.</param>
/// <param name="SaysWhere">Whether there may be several places.</param>
internal sealed record InvitationList(IReadOnlyList<OpenInvitation> Rows, string Action, NetworkFace Network, bool SaysWhere, Func<string, string?> ErrorOf);

/// <summary>What became of an invitation that somebody sent again or called back.</summary>
/// <param name="Done">Last part of the name of the text that says so; null where nothing was done.</param>
/// <param name="Link">A link that was made anew, to be handed over: shown once.</param>
/// <param name="Fault">Why nothing was done.</param>
internal sealed record InvitationOutcome(string? Done, string? Link = null, string? Fault = null)
{
    public bool IsTooSoon { get; init; }
}

/// <summary>Invitations that nobody has answered, those that are too old included: listed, sent again, called back.</summary>
internal sealed class OpenInvitations(SpaltDb db, TimeProvider clock)
{
    private const int Most = 200;

    /// <summary>So long after a letter nobody gets the next.</summary>
    private static readonly TimeSpan BetweenLetters = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<OpenInvitation>> ListAsync(IQueryable<Invitation> invitations, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await invitations.Where(i => i.EndedAt == null).OrderByDescending(i => i.Id).Take(Most).Select(i => new OpenInvitation(
            i.Id, i.Email, i.NetworkRole, i.BlogRole, db.Blogs.Where(b => b.Id == i.BlogId).Select(b => b.Title).FirstOrDefault(),
            db.Accounts.Where(a => a.Id == i.ById).Select(a => a.Name).FirstOrDefault(), i.ExpiresAt, i.ExpiresAt <= now)).ToListAsync(cancel);
    }

    /// <param name="invitations">Those that the person may answer for.</param>
    /// <param name="typed">Id of the one that is meant.</param>
    /// <param name="isWithdrawn">Called back; otherwise sent again, or given another link.</param>
    /// <param name="byId">The account that asks by now.</param>
    public async Task<InvitationOutcome> ChangeAsync(IQueryable<Invitation> invitations, string typed, bool isWithdrawn, long byId, string origin, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await invitations.SingleOrDefaultAsync(i => i.Id == id && i.EndedAt == null, cancel) is not { } invitation)
        {
            return new InvitationOutcome(Done: null, Fault: Texts.Say("Members.Answered"));
        }

        string? link = null;
        if (isWithdrawn)
        {
            invitation.Withdraw(now);
        }
        else if (invitation.Email is not null && now - invitation.SentAt < BetweenLetters)
        {
            return new InvitationOutcome(Done: null, Fault: Texts.Say("Members.JustSent")) { IsTooSoon = true };
        }
        else
        {
            invitation.Renew(byId, now);
            link = invitation.Email is null ? InvitationLink.At(origin, invitation.MakeToken()) : null;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new InvitationOutcome(Done: null, Fault: Texts.Say("Members.Answered"));
        }

        return new InvitationOutcome(isWithdrawn ? "withdrawn" : "sent", link);
    }
}
