using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>The receipt for who filed a notice (DSA, art. 16.4), with the address of the case; and a word to the newsroom that there is one.</summary>
internal sealed class MailAboutNotice(SpaltDb db, IMailer mailer) : IJob
{
    /// <summary>In an hour, to one address: it is whatever somebody typed, and perhaps a stranger's.</summary>
    public const int MostReceipts = 3;

    public static string Kind => "mail-about-notice";

    /// <summary>Two jobs: if one letter cannot be sent, the other still is.</summary>
    public static IReadOnlyList<Job> For(NoticeFiled filed) =>
        [.. new[] { filed.Notice.Email is null ? null : "receipt", "desk" }.OfType<string>().Select(
            to => new Job(Kind, string.Create(CultureInfo.InvariantCulture, $"{to} {filed.Notice.Id}"), filed.Notice.FiledAt))];

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var (to, id) = (payload.Split(' ')[0], long.Parse(payload.Split(' ')[1], CultureInfo.InvariantCulture));
        var found = await (
            from notice in db.Notices.AsNoTracking()
            where notice.Id == id
            join post in db.Posts on notice.PostId equals post.Id
            join network in db.Networks.AsNoTracking() on notice.NetworkId equals network.Id
            select new { Notice = notice, post.Title, Network = network }).SingleOrDefaultAsync(cancel);
        if (found is null || (to == "receipt" ? found.Notice.Email : found.Network.ContactEmail) is not { } address
            || (to == "receipt" && await ReceiptsAsync(found.Notice, cancel) > MostReceipts))
        {
            return;
        }

        using var speaking = Texts.Speaking(found.Network.Language);
        var origin = NetworkFace.OriginOf(found.Network.Host);
        var link = to == "receipt"
            ? origin + CaseKey.PathOf(found.Network.Key, "notice", id)
            : string.Create(CultureInfo.InvariantCulture, $"{origin}{OpenPage.Path}/notices/{id}");
        await mailer.SendAsync(
            new Mail(
                address, Texts.Say($"Notice.Mail.{to}.Subject", found.Title),
                Texts.Say($"Notice.Mail.{to}.Text", found.Title, found.Network.Name, Texts.Say("Ground." + found.Notice.Ground), found.Notice.Explanation, link))
            { Id = string.Create(CultureInfo.InvariantCulture, $"notice-{id}-{to}") }.From(found.Network),
            cancel);
    }

    /// <summary>How many notices within the hour have that address, up to this one.</summary>
    private Task<int> ReceiptsAsync(Notice notice, CancellationToken cancel)
    {
        var since = notice.FiledAt.AddHours(-1);
        return db.Notices.CountAsync(n => n.Email == notice.Email && n.Id <= notice.Id && n.FiledAt > since, cancel);
    }
}
