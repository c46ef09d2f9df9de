using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>Tells who reported what was decided (DSA, art. 16.5), and who objected what became of it (art. 20.5).</summary>
internal sealed class MailAboutCase(SpaltDb db, IMailer mailer) : IJob
{
    public static string Kind => "mail-about-case";

    public static Job For(NoticeDecided news) => new(Kind, string.Create(CultureInfo.InvariantCulture, $"notice {news.Notice.Id}"), news.Notice.DecidedAt!.Value);

    public static Job For(AppealDecided news) => new(Kind, string.Create(CultureInfo.InvariantCulture, $"appeal {news.Appeal.Id}"), news.Appeal.DecidedAt!.Value);

    public Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload.Split(' ')[1], CultureInfo.InvariantCulture);
        return payload.StartsWith("notice ", StringComparison.Ordinal) ? NoticeAsync(id, cancel) : AppealAsync(id, cancel);
    }

    private async Task NoticeAsync(long id, CancellationToken cancel)
    {
        var found = await (
            from notice in db.Notices.AsNoTracking()
            where notice.Id == id && notice.Email != null
            join decision in db.Decisions.AsNoTracking() on notice.DecisionId equals decision.Id
            join post in db.Posts on notice.PostId equals post.Id
            select new { Notice = notice, decision.Facts, post.Title }).SingleOrDefaultAsync(cancel);
        if (found is not null)
        {
            // Why something was taken away is for who wrote it; why it stays is for who reported it.
            var isUpheld = found.Notice.IsUpheld == true;
            await SendAsync(
                found.Notice.NetworkId, found.Notice.Email!, "Notice.Mail." + (isUpheld ? "Upheld" : "Dismissed"), found.Title, isUpheld ? "" : found.Facts ?? "",
                ("notice", id), $"notice-{id}-decided", cancel);
        }
    }

    private async Task AppealAsync(long id, CancellationToken cancel)
    {
        var appeal = await db.Appeals.AsNoTracking().SingleAsync(a => a.Id == id, cancel);
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == appeal.DecisionId, cancel);
        var title = await db.Posts.Where(p => p.Id == decision.PostId).Select(p => p.Title).SingleAsync(cancel);
        var to = appeal.NoticeId is { } notice ? await db.Notices.Where(n => n.Id == notice).Select(n => n.Email).SingleAsync(cancel) : await db.AddressOfAsync(decision, cancel);
        if (to is not null)
        {
            await SendAsync(
                appeal.NetworkId, to, "Appeal.Mail." + (appeal.IsUpheld == true ? "Upheld" : "Refused"), title, appeal.Answer ?? "",
                await AtAsync(appeal, decision, cancel), $"appeal-{id}-decided", cancel);
        }
    }

    /// <summary>The case of whoever appealed.</summary>
    private async Task<(string Kind, long Id)> AtAsync(Appeal appeal, Decision decision, CancellationToken cancel) =>
        appeal.NoticeId is { } filed ? ("notice", filed)
        : decision.IsAboutReply ? ("reply", await db.ReplyRequests.Where(r => r.DecisionId == decision.Id).Select(r => r.Id).SingleAsync(cancel))
        : ("decision", decision.Id);

    private async Task SendAsync(long networkId, string to, string words, string title, string answer, (string Kind, long Id) at, FormattableString mailId, CancellationToken cancel)
    {
        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == networkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        var link = NetworkFace.OriginOf(network.Host) + CaseKey.PathOf(network.Key, at.Kind, at.Id);
        await mailer.SendAsync(
            new Mail(to, Texts.Say(words + ".Subject", title), Texts.Say(words + ".Text", title, network.Name, answer, link)) { Id = FormattableString.Invariant(mailId) }.From(network), cancel);
    }
}
