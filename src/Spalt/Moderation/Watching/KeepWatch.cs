using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Reading;
using Spalt.Store;

namespace Spalt.Moderation.Watching;

/// <summary>Tells the publishers, once, when comments have stood on open blogs for longer than the newspaper allows without anybody having looked at the queue.</summary>
internal sealed class KeepWatch(SpaltDb db, IMailer mailer, TimeProvider clock) : IJob
{
    private const int MostBlogs = 20;

    public static string Kind => "keep-watch";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var network in await db.Networks.ToListAsync(cancel))
        {
            var looked = await db.Watches.Where(w => w.NetworkId == network.Id).MaxAsync(w => (DateTimeOffset?)w.At, cancel);
            var since = looked ?? network.CreatedAt;
            if (now - since >= TimeSpan.FromHours(network.WatchHours ?? Network.UsualWatchHours) && !(network.WatchMissedAt > since))
            {
                await TellAsync(network, since, now, cancel);
            }
        }
    }

    private async Task TellAsync(Network network, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var blogs = await (
            from comment in db.ShownComments()
            where comment.WrittenAt >= since
            join post in db.Posts on comment.PostId equals post.Id
            join blog in db.Blogs on post.BlogId equals blog.Id
            where blog.NetworkId == network.Id && blog.Regime == Regime.Open
            select blog.Title).Distinct().OrderBy(t => t).Take(MostBlogs).ToListAsync(cancel);
        if (blogs.Count == 0)
        {
            return;
        }

        var publishers = await (
            from member in db.NetworkMembers
            where member.NetworkId == network.Id && member.Role == NetworkRole.Publisher
            join login in db.Logins.Reached() on member.AccountId equals login.AccountId
            select login.Email!).Distinct().ToListAsync(cancel);

        // Said first: whoever is not reached is not written to again every quarter of an hour.
        network.MissWatch(now);
        await db.SaveChangesAsync(cancel);
        using var speaking = Texts.Speaking(network.Language);
        foreach (var to in publishers.Concat(network.ContactEmail is { } contact ? [contact] : Array.Empty<string>()).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            await mailer.SendAsync(
                new Mail(
                    to, Texts.Say("Watch.Mail.Subject", network.Name),
                    Texts.Say("Watch.Mail.Text", (int)(now - since).TotalHours, network.Name, string.Join("\n", blogs), NetworkFace.OriginOf(network.Host) + Queue.Path + "?list=shown"))
                { Id = string.Create(CultureInfo.InvariantCulture, $"watch-{network.Id}-{now.ToUnixTimeSeconds()}") }.From(network),
                cancel);
        }
    }
}
