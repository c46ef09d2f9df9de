using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Formats.Html;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>
/// One letter about everything that came to be shown under a post since the last, for one who follows it; what is shown no longer is not in
/// it. Each says how to get no more, to people and to mail programs (RFC 2369, RFC 8058).
/// </summary>
internal sealed class MailTheAnswers(SpaltDb db, IMailer mailer, FollowLinks links, TimeProvider clock) : IJob
{
    private const int MostQuoted = 20;
    private const int LongestQuote = 400;

    public static string Kind => "mail-the-answers";

    /// <summary>Not sooner than an hour after the last; one waits at a time.</summary>
    public static Job For(ThreadFollower follower, DateTimeOffset now) => new(
        Kind, follower.Id.ToString(CultureInfo.InvariantCulture), follower.MailedAt + ThreadFollower.Pause is { } due && due > now ? due : now,
        key: string.Create(CultureInfo.InvariantCulture, $"{Kind}-{follower.Id}-{follower.ToldUntil.UtcTicks}"));

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var id = long.Parse(payload, CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        if (await db.ThreadFollowers.SingleOrDefaultAsync(f => f.Id == id && f.ConfirmedAt != null, cancel) is not { } follower || follower.MailedAt + ThreadFollower.Pause > now)
        {
            return;
        }

        var until = now - FindAnswers.Settling;
        var some = await db.AnswersFor(follower, until).OrderBy(c => c.ShownAt).ThenBy(c => c.Id).Take(MostQuoted + 1).ToListAsync(cancel);
        if (some.Count == 0 || await db.CommentedAsync(follower.NetworkId, follower.PostId, cancel) is not { } post)
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == follower.NetworkId, cancel);
        await mailer.SendAsync(Letter(network, follower, post, some), cancel);
        follower.Told(until, now);
        await db.SaveChangesAsync(cancel);

        // What came while the letter was written: whoever looked for letters to order found this one waiting still.
        if (await db.AnswersFor(follower, DateTimeOffset.MaxValue).AnyAsync(cancel))
        {
            await db.PlantAsync(For(follower, now), cancel);
        }
    }

    private Mail Letter(Network network, ThreadFollower follower, CommentablePost post, List<Comment> answers)
    {
        using var speaking = Texts.Speaking(network.Language);
        var (origin, stop) = (NetworkFace.OriginOf(network.Host), links.To(network, follower));
        var path = network.Path(post.BlogSlug, post.Slug, post.PublishedAt, post.Precision);
        var quoted = new StringBuilder();
        foreach (var answer in answers.Take(MostQuoted))
        {
            quoted.Append(Texts.Say("Follow.Answer", answer.AuthorName)).Append('\n')
                .Append(TextLine.Cut(HtmlText.Plain(answer.BodyHtml), LongestQuote)).Append('\n')
                .Append(origin).Append(CommentAnchor.Address(path, post.Id, post.Shown, CommentAnchor.Of(answer.Id, answer.OriginId))).Append("\n\n");
        }

        if (answers.Count > MostQuoted)
        {
            quoted.Append(Texts.Say("Follow.AndMore")).Append('\n').Append(origin).Append(path).Append("#comments\n\n");
        }

        return new Mail(
            follower.Email, Texts.Say("Follow.Mail.Subject", post.Title), Texts.Say("Follow.Mail.Text", post.Title, network.Name, quoted.ToString().Trim(), stop))
        {
            // The same letter written twice is known for one.
            Id = string.Create(CultureInfo.InvariantCulture, $"answers-{follower.Id}-{follower.ToldUntil.ToUnixTimeMilliseconds()}"),
        }.StoppedBy(stop).From(network);
    }
}
