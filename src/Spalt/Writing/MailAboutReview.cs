using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Writing;

public enum ReviewStep
{
    /// <summary>Somebody asks for a look: those who may say yes are told.</summary>
    Asked,

    /// <summary>It came back with a note: whoever asked is told, and the author.</summary>
    Returned,

    /// <summary>Somebody else let it out: the same are told.</summary>
    Approved,
}

/// <param name="AskedById">Whoever asked for the look.</param>
public sealed record Reviewed(ReviewStep Step, long PostId, int Version, long ById, long? AskedById, DateTimeOffset At) : News;

/// <summary>Mails everyone who is concerned when a post is sent for review, comes back or goes out.</summary>
internal sealed class MailAboutReview(SpaltDb db, IMailer mailer) : IJob
{
    private const int MostLetters = 50;

    public static string Kind => "mail-about-review";

    public static Job For(Reviewed news) => new(Kind, JsonSerializer.Serialize(news), news.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var news = JsonSerializer.Deserialize<Reviewed>(payload)!;
        var found = await (
            from p in db.Posts
            where p.Id == news.PostId
            join d in db.Drafts on p.Id equals d.PostId
            join b in db.Blogs on p.BlogId equals b.Id
            join n in db.Networks on p.NetworkId equals n.Id
            select new { p.AuthorId, p.BlogId, p.NetworkId, d.Title, d.Note, Slug = b.Slug, Blog = b.Title, Network = n }).AsNoTracking().SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return;
        }

        var concerned = news.Step is ReviewStep.Asked ? await db.ReviewersAsync(found.BlogId, found.NetworkId, news.ById, cancel) : [found.AuthorId, news.AskedById ?? found.AuthorId];
        var letters = await db.Logins.Where(l => concerned.Contains(l.AccountId) && l.AccountId != news.ById && l.DisabledAt == null && l.EmailConfirmed)
            .OrderBy(l => l.Id).Take(MostLetters).Select(l => new { l.Id, l.Email }).ToListAsync(cancel);
        var by = await db.Accounts.Where(a => a.Id == news.ById).Select(a => a.Name).SingleAsync(cancel);

        using var speaking = Texts.Speaking(found.Network.Language);
        var title = found.Title.Length > 0 ? found.Title : Texts.Say("Write.Untitled");
        var address = string.Create(CultureInfo.InvariantCulture, $"{NetworkFace.OriginOf(found.Network.Host)}/-/write/{found.Slug}/{news.PostId}");
        var name = "Review.Mail." + news.Step;
        foreach (var letter in letters.Where(l => l.Email is not null))
        {
            await mailer.SendAsync(
                new Mail(letter.Email!, Texts.Say(name + ".Subject", title), Texts.Say(name + ".Text", by, title, found.Blog, address, found.Note ?? ""))
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"review-{news.PostId}-{news.Version}-{(int)news.Step}-{news.At.ToUnixTimeMilliseconds()}-{letter.Id}"),
                }.From(found.Network),
                cancel);
        }
    }
}
