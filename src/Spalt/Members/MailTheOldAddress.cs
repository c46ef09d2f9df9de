using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Tells the old address that another is wanted, with the link that stops it, and undoes it for some days.</summary>
internal sealed class MailTheOldAddress(SpaltDb db, IMailer mailer, TimeProvider clock) : IJob
{
    public static string Kind => "mail-the-old-address";

    public static Job For(EmailChange change) => new(Kind, change.Id.ToString(CultureInfo.InvariantCulture), change.AskedAt);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.EmailChanges.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { OldEmail: { } old } change || !change.MayUndo(clock.GetUtcNow()))
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == change.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        var token = change.MakeUndoToken();
        await db.SaveChangesAsync(cancel);
        await mailer.SendAsync(
            new Mail(
                old,
                Texts.Say("ChangeEmail.Notice.Subject", network.Name),
                Texts.Say(
                    "ChangeEmail.Notice.Text", network.Name, change.NewEmail, $"{NetworkFace.OriginOf(network.Host)}/-/account/email/stop?token={token}", EmailChange.UndoLasts.Days))
            { Id = $"email-old-{change.Id}-{Convert.ToHexStringLower(change.UndoHash!)[..12]}" }.From(network),
            cancel);
    }
}
