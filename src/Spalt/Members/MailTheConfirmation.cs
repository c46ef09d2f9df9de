using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>
/// Writes to an address whether it is the person's. The link's secret is made here, so that no row ever holds it. Where somebody else has
/// the address they are told so; whoever asked is not.
/// </summary>
internal sealed class MailTheConfirmation(SpaltDb db, UserManager<Login> logins, IMailer mailer, TimeProvider clock) : IJob
{
    public static string Kind => "mail-the-confirmation";

    public static Job For(EmailChange change) => new(Kind, change.Id.ToString(CultureInfo.InvariantCulture), change.AskedAt);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.EmailChanges.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } change || !change.MayConfirm(clock.GetUtcNow()))
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == change.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        if (await logins.FindByEmailAsync(change.NewEmail) is { } known && known.Id != change.LoginId)
        {
            await mailer.SendAsync(
                new Mail(change.NewEmail, Texts.Say("ChangeEmail.Taken.Subject", network.Name), Texts.Say("ChangeEmail.Taken.Text", network.Name, NetworkFace.OriginOf(network.Host) + "/-/login"))
                { Id = string.Create(CultureInfo.InvariantCulture, $"email-taken-{change.Id}") }.From(network),
                cancel);
            return;
        }

        var token = change.MakeConfirmToken();
        await db.SaveChangesAsync(cancel);
        var kind = change.OldEmail is null ? "ConfirmEmail.Mail" : "ChangeEmail.Mail";
        await mailer.SendAsync(
            new Mail(
                change.NewEmail,
                Texts.Say(kind + ".Subject", network.Name),
                Texts.Say(kind + ".Text", network.Name, $"{NetworkFace.OriginOf(network.Host)}/-/account/email/confirm?token={token}"))
            { Id = $"email-{change.Id}-{Convert.ToHexStringLower(change.ConfirmHash!)[..12]}" }.From(network),
            cancel);
    }
}
