using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Replies;

/// <summary>
/// A receipt for who asks to reply, with the address of the case; a word to those who decide and to the blog's owner that somebody waits; and
/// to who asked what was decided: the address of the published reply, or the reason and how to object.
/// </summary>
internal sealed class MailAboutReply(SpaltDb db, IMailer mailer) : IJob
{
    private const int MostLetters = 20;

    private static readonly string[] Told = ["receipt", "desk", "owner"];

    public static string Kind => "mail-about-reply";

    /// <summary>A job for each: if one letter cannot be sent, the others still are.</summary>
    public static IReadOnlyList<Job> For(ReplyFiled filed) => [.. Told.Select(to => For(to, filed.Request, filed.Request.FiledAt))];

    public static Job For(ReplyDecided decided) => For("decided", decided.Request, decided.Decision.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var (to, id) = (payload.Split(' ')[0], long.Parse(payload.Split(' ')[1], CultureInfo.InvariantCulture));
        var found = await (
            from request in db.ReplyRequests.AsNoTracking()
            where request.Id == id
            join post in db.Posts on request.PostId equals post.Id
            join blog in db.Blogs on post.BlogId equals blog.Id
            join network in db.Networks.AsNoTracking() on request.NetworkId equals network.Id
            select new Found(request, post.Title, blog.Id, blog.Slug, network)).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return;
        }

        using var speaking = Texts.Speaking(found.Network.Language);
        await (to switch
        {
            "receipt" => ReceiveAsync(found, cancel),
            "desk" => TellAsync(found, await DeskAsync(found.Network, cancel), string.Create(CultureInfo.InvariantCulture, $"{OpenPage.Path}/replies/{id}"), "Reply.Mail.desk", cancel),
            "owner" => TellAsync(found, await OwnersAsync(found.BlogId, cancel), $"/-/write/{found.BlogSlug}/replies", "Reply.Mail.owner", cancel),
            _ => DecidedAsync(found, cancel),
        });
    }

    private static Job For(string to, ReplyRequest request, DateTimeOffset at) => new(Kind, string.Create(CultureInfo.InvariantCulture, $"{to} {request.Id}"), at);

    /// <summary>It says nothing of what was typed, and does not come too often: the address is whatever somebody typed, too.</summary>
    private async Task ReceiveAsync(Found found, CancellationToken cancel)
    {
        var (request, since) = (found.Request, found.Request.FiledAt.AddHours(-1));
        if (await db.ReplyRequests.CountAsync(r => r.Email == request.Email && r.Id <= request.Id && r.FiledAt > since, cancel) <= MailAboutNotice.MostReceipts)
        {
            await SendAsync(found, request.Email, "Reply.Mail.receipt", found.Case, [], cancel);
        }
    }

    private async Task DecidedAsync(Found found, CancellationToken cancel)
    {
        if (found.Request.ReplyId is { } reply)
        {
            var published = (await ReplyLinks.OfAsync(db, [(0, false, reply)], cancel)).AnsweredBy(reply);
            var path = published is null ? found.Case : found.Network.Path(published.BlogSlug, published.Slug, published.PublishedAt, published.Precision);
            await SendAsync(found, found.Request.Email, "Reply.Mail.granted", path, [], cancel);
        }
        else if (await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == found.Request.DecisionId, cancel) is { } decision)
        {
            var (number, hash) = await LedgerBook.HeadAsync(db, found.Network.Id, cancel);
            await SendAsync(
                found, found.Request.Email, "Reply.Mail.refused", found.Case,
                [Texts.Say("Ground." + decision.Ground), decision.Facts, string.Create(CultureInfo.InvariantCulture, $"{number}:{hash}")], cancel);
        }
    }

    private async Task TellAsync(Found found, List<string> addresses, string path, string words, CancellationToken cancel)
    {
        foreach (var address in addresses)
        {
            await SendAsync(found, address, words, path, [], cancel);
        }
    }

    /// <param name="more">What is said besides title, network, name, address, what concerns them and the reply: from the sixth place on.</param>
    private Task SendAsync(Found found, string to, string words, string path, object?[] more, CancellationToken cancel)
    {
        var r = found.Request;
        object?[] places = [found.Title, found.Network.Name, r.Name, NetworkFace.OriginOf(found.Network.Host) + path, r.Concerns, r.Headline + "\n\n" + r.Markdown, .. more];
        return mailer.SendAsync(
            new Mail(to, Texts.Say(words + ".Subject", places), Texts.Say(words + ".Text", places))
            {
                // The same letter written twice is known for one.
                Id = string.Create(CultureInfo.InvariantCulture, $"reply-{r.Id}-{words[(words.LastIndexOf('.') + 1)..]}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(to)))[..12]}"),
            }.From(found.Network),
            cancel);
    }

    /// <summary>The publishers whom a letter reaches; where it reaches none, the network's own address.</summary>
    private async Task<List<string>> DeskAsync(Network network, CancellationToken cancel)
    {
        var publishers = await Addresses(db.NetworkMembers.Where(m => m.NetworkId == network.Id && m.Role == NetworkRole.Publisher).Select(m => m.AccountId)).ToListAsync(cancel);
        return publishers.Count > 0 || network.ContactEmail is null ? publishers : [network.ContactEmail];
    }

    private Task<List<string>> OwnersAsync(long blogId, CancellationToken cancel) =>
        Addresses(db.BlogMembers.Where(m => m.BlogId == blogId && m.Role == BlogRole.Owner).Select(m => m.AccountId)).ToListAsync(cancel);

    private IQueryable<string> Addresses(IQueryable<long> accounts) =>
        db.Logins.Reached().Where(l => accounts.Contains(l.AccountId)).OrderBy(l => l.Id).Take(MostLetters).Select(l => l.Email!);

    private sealed record Found(ReplyRequest Request, string Title, long BlogId, string BlogSlug, Network Network)
    {
        public string Case => CaseKey.PathOf(Network.Key, "reply", Request.Id);
    }
}
