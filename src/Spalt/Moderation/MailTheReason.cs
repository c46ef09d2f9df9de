using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Moderation;

/// <summary>The statement of reasons (DSA, art. 17) for who wrote what is not shown: what, on which ground, which facts, by whom, and how to object.</summary>
internal sealed class MailTheReason(SpaltDb db, IMailer mailer) : IJob
{
    public static string Kind => "mail-the-reason";

    public static Job For(Decision decision) => new(Kind, decision.Id.ToString(CultureInfo.InvariantCulture), decision.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        var found = await (
            from decision in db.Decisions.AsNoTracking()
            where decision.Id == id
            join comment in db.Comments on decision.CommentId equals comment.Id
            join post in db.Posts on comment.PostId equals post.Id
            join network in db.Networks on decision.NetworkId equals network.Id
            select new { Decision = decision, comment.Email, comment.Markdown, post.Title, Network = network }).SingleOrDefaultAsync(cancel);
        if (found is not { Email: { } email, Network: var to })
        {
            return;
        }

        using var speaking = Texts.Speaking(to.Language);
        await mailer.SendAsync(
            new Mail(
                email,
                Texts.Say("Reason.Mail.Subject", found.Title),
                Texts.Say(
                    "Reason.Mail.Text", found.Title, to.Name, Texts.Say("Ground." + found.Decision.Ground), found.Decision.Facts, found.Markdown,
                    NetworkFace.OriginOf(to.Host) + "/-/about"))
            { Id = string.Create(CultureInfo.InvariantCulture, $"decision-{id}") }.From(to),
            cancel);
    }
}
