using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Outbound;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>Asks an address whether it wants mail about answers. However often anybody types it, nobody's letter box is filled.</summary>
internal sealed class MailTheFollower(SpaltDb db, IMailer mailer, FollowLinks links) : IJob
{
    private const int MostInAnHour = 3;

    public static string Kind => "mail-the-follower";

    public static Job For(FollowingAsked asked) => new(Kind, asked.Follower.Id.ToString(CultureInfo.InvariantCulture), asked.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        if (await db.ThreadFollowers.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.ConfirmedAt == null, cancel) is not { } follower
            || await db.ThreadFollowers.CountAsync(f => f.Email == follower.Email && f.AskedAt > follower.AskedAt.AddHours(-1) && f.AskedAt <= follower.AskedAt, cancel) > MostInAnHour)
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == follower.NetworkId, cancel);
        var title = await db.Posts.Where(p => p.Id == follower.PostId).Select(p => p.Title).SingleAsync(cancel);
        using var speaking = Texts.Speaking(network.Language);
        await mailer.SendAsync(
            new Mail(follower.Email, Texts.Say("Follow.Ask.Subject", title), Texts.Say("Follow.Ask.Text", network.Name, title, links.To(network, follower)))
            { Id = string.Create(CultureInfo.InvariantCulture, $"follow-{id}-{follower.AskedAt.ToUnixTimeSeconds()}") }.From(network),
            cancel);
    }
}
