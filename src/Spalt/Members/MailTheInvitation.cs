using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Sends an invitation's letter. The link's secret is made here, so that no row ever holds it.</summary>
internal sealed class MailTheInvitation(SpaltDb db, IMailer mailer, TimeProvider clock) : IJob
{
    public static string Kind => "mail-the-invitation";

    public static Job For(Invitation invitation) => new(Kind, invitation.Id.ToString(CultureInfo.InvariantCulture), invitation.CreatedAt);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, cancel);
        if (invitation is not { Email: { } email } || !invitation.IsOpen(clock.GetUtcNow()))
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == invitation.NetworkId, cancel);
        var blog = await db.Blogs.Where(b => b.Id == invitation.BlogId).Select(b => b.Title).SingleOrDefaultAsync(cancel);
        var by = await db.Accounts.Where(a => a.Id == invitation.ById).Select(a => a.Name).SingleOrDefaultAsync(cancel);
        var token = invitation.MakeToken();
        await db.SaveChangesAsync(cancel);

        using var speaking = Texts.Speaking(network.Language);
        var where = blog ?? network.Name;
        await mailer.SendAsync(
            new Mail(
                email,
                Texts.Say("Invitation.Mail.Subject", where),
                Texts.Say(
                    "Invitation.Mail.Text", by ?? network.Publisher ?? network.Name, where, network.Name,
                    InvitationLink.At(NetworkFace.OriginOf(network.Host), token), TimeZoneInfo.ConvertTimeBySystemTimeZoneId(invitation.ExpiresAt, network.TimeZone)))
            { Id = $"invitation-{invitation.Id}-{Convert.ToHexStringLower(invitation.TokenHash!)[..12]}" }.From(network),
            cancel);
    }
}
