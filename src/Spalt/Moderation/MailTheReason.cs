using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Ledger;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Moderation;

/// <summary>
/// The statement of reasons (DSA, art. 17) for whom a decision takes something from: what, on which ground, which facts, whether somebody
/// had reported it, and where to object. It names the end of the ledger: whoever has the letter can show that no line before was changed.
/// </summary>
internal sealed class MailTheReason(SpaltDb db, IMailer mailer) : IJob
{
    public static string Kind => "mail-the-reason";

    public static Job For(Decision decision) => new(Kind, decision.Id.ToString(CultureInfo.InvariantCulture), decision.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } decision || await db.AddressOfAsync(decision, cancel) is not { } email)
        {
            return;
        }

        if (decision.Verb is DecisionVerb.Lift)
        {
            await LetInAsync(decision, email, cancel);
            return;
        }

        var title = await db.Posts.Where(p => p.Id == decision.PostId).Select(p => p.Title).SingleAsync(cancel);
        var typed = await db.Comments.Where(c => c.Id == decision.CommentId).Select(c => c.Markdown).SingleOrDefaultAsync(cancel);
        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == decision.NetworkId, cancel);
        var restriction = await db.Restrictions.AsNoTracking().SingleOrDefaultAsync(r => r.DecisionId == id, cancel);
        var (number, hash) = await LedgerBook.HeadAsync(db, network.Id, cancel);
        using var speaking = Texts.Speaking(network.Language);
        var words = "Reason.Mail." + decision.Verb + (decision.CommentId is null ? ".Post" : "");
        var link = NetworkFace.OriginOf(network.Host) + CaseKey.PathOf(network.Key, "decision", id);
        await mailer.SendAsync(
            new Mail(
                email,
                Texts.Say(words + ".Subject", title),
                Texts.Say(
                    "Reason.Mail.Text", Texts.Say(words + ".Text", title, network.Name, restriction?.Remaining, Moment(restriction?.Until, network)), Texts.Say(decision.WasReported ? "Reason.Mail.Reported" : "Reason.Mail.Found"),
                    Texts.Say("Ground." + decision.Ground), decision.Facts, typed is null ? "" : Texts.Say("Reason.Mail.Yours", typed), link,
                    string.Create(CultureInfo.InvariantCulture, $"{number}:{hash}")))
            { Id = string.Create(CultureInfo.InvariantCulture, $"decision-{id}") }.From(network),
            cancel);
    }

    /// <summary>Nobody needs to try in order to find out that they may comment again.</summary>
    private async Task LetInAsync(Decision decision, string email, CancellationToken cancel)
    {
        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == decision.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        await mailer.SendAsync(
            new Mail(email, Texts.Say("Reason.Mail.Lift.Subject", network.Name), Texts.Say("Reason.Mail.Lift.Text", network.Name))
            { Id = string.Create(CultureInfo.InvariantCulture, $"decision-{decision.Id}") }.From(network),
            cancel);
    }

    /// <summary>The day and the minute, in the newspaper's own time: whoever comes back that morning may be too early.</summary>
    private static string? Moment(DateTimeOffset? at, Network network)
    {
        if (at is not { } until)
        {
            return null;
        }

        var (local, culture) = (TimeZoneInfo.ConvertTime(until, Network.ZoneOf(network.TimeZone)!), CultureInfo.CurrentCulture);
        return Texts.Say("Date.DayAndTime", local.ToString("d MMMM yyyy", culture), local.ToString(network.Language == "sv" ? "HH.mm" : "HH':'mm", culture));
    }
}

internal static class Addressees
{
    /// <summary>Where a letter reaches whoever wrote what a decision is about; null where nobody knows.</summary>
    public static async Task<string?> AddressOfAsync(this SpaltDb db, Decision decision, CancellationToken cancel)
    {
        if (decision.CommentId is { } comment)
        {
            return await db.Comments.Where(c => c.Id == comment).Select(c => c.Email).SingleOrDefaultAsync(cancel);
        }

        if (await db.ReplierOfAsync(decision, cancel) is { } replier)
        {
            return replier;
        }

        var author = await db.Posts.Where(p => p.Id == decision.PostId).Select(p => p.AuthorId).SingleAsync(cancel);
        return await db.Logins.Reached().Where(l => l.AccountId == author).OrderBy(l => l.Id).Select(l => l.Email).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The address of whoever asked to reply, where it is about that or about the post which came of it: they have no account.</summary>
    private static Task<string?> ReplierOfAsync(this SpaltDb db, Decision decision, CancellationToken cancel)
    {
        var (id, post) = (decision.Id, decision.PostId);
        var requests = decision.IsAboutReply ? db.ReplyRequests.Where(r => r.DecisionId == id) : db.ReplyRequests.Where(r => r.ReplyId == post);
        return requests.Select(r => (string?)r.Email).FirstOrDefaultAsync(cancel);
    }
}
