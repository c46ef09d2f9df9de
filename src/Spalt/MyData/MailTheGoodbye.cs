using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.MyData;

/// <summary>Tells whoever left that it is done: the last letter.</summary>
internal sealed class MailTheGoodbye(SpaltDb db, IMailer mailer) : IJob
{
    public static string Kind => "mail-the-goodbye";

    public static Job For(AccountClosed closed) => new(Kind, JsonSerializer.Serialize(new Asked(closed.NetworkId, closed.AccountId, closed.Email, closed.Posts)), closed.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Asked>(payload)!;
        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == asked.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        await mailer.SendAsync(
            new Mail(asked.Email, Texts.Say("Close.Mail.Subject", network.Name), Texts.Say("Close.Mail.Text", network.Name, Texts.Say("Close.Done." + asked.Posts), network.ContactEmail ?? network.Contact ?? NetworkFace.OriginOf(network.Host)))
            { Id = $"goodbye-{asked.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture)}" }.From(network),
            cancel);
    }

    private sealed record Asked(long NetworkId, long AccountId, string Email, PostsLeft Posts);
}
