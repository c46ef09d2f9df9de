using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Sends the link for a new password, where somebody has the address. However often anybody asks, nobody's letter box is filled.</summary>
internal sealed class MailThePasswordLink(SpaltDb db, UserManager<Login> logins, IMailer mailer, TimeProvider clock) : IJob
{
    private const int MostInAnHour = 3;

    public static string Kind => "mail-the-password-link";

    public static Job For(PasswordForgotten asked) => new(Kind, JsonSerializer.Serialize(new Asked(asked.NetworkId, asked.Email)), asked.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        if (await logins.FindByEmailAsync(asked.Email) is not { DisabledAt: null, Email: { } email } login)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (await db.SecurityEvents.CountAsync(e => e.LoginId == login.Id && e.Kind == SecurityEventKind.PasswordLinkSent && e.At > now.AddHours(-1), cancel) >= MostInAnHour)
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == asked.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        await mailer.SendAsync(
            new Mail(email, Texts.Say("Forgot.Mail.Subject", network.Name), Texts.Say("Forgot.Mail.Text", network.Name, await PasswordLink.MakeAsync(logins, login, network.Host))).From(network),
            cancel);
        db.Add(new SecurityEvent(login.Id, SecurityEventKind.PasswordLinkSent, agent: "", now));
        await db.SaveChangesAsync(cancel);
    }

    private sealed record Asked(long NetworkId, string Email);
}
