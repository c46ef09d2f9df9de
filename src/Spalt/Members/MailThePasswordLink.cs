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

/// <summary>Sends the link for a new password, where somebody has the address. Asked often, it is sent once while it waits.</summary>
internal sealed class MailThePasswordLink(SpaltDb db, UserManager<Login> logins, IMailer mailer) : IJob
{
    public static string Kind => "mail-the-password-link";

    public static Job For(PasswordForgotten asked) => new(Kind, JsonSerializer.Serialize(new Asked(asked.NetworkId, asked.Email)), asked.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        if (await logins.FindByEmailAsync(asked.Email) is not { DisabledAt: null, Email: { } email } login)
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == asked.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        await mailer.SendAsync(
            new Mail(email, Texts.Say("Forgot.Mail.Subject", network.Name), Texts.Say("Forgot.Mail.Text", network.Name, await PasswordLink.MakeAsync(logins, login, network.Host))),
            cancel);
    }

    private sealed record Asked(long NetworkId, string Email);
}
