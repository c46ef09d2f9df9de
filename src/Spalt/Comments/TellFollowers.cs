using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Comments;

/// <summary>
/// Those who asked for mail about a post's comments have read it: they are told at once when it is corrected, or when somebody whom it is about
/// is published in reply. First one row of work finds them; then each has a letter of their own, so that one that cannot be sent holds up no other.
/// </summary>
internal sealed class TellFollowers(SpaltDb db, IMailer mailer, FollowLinks links, TimeProvider clock) : IJob
{
    private const int AtOnce = 100;

    public static string Kind => "tell-followers";

    /// <param name="at">When the correction was made: it is found by that.</param>
    public static Job OfCorrection(Post post, DateTimeOffset at) => new(Kind, string.Create(CultureInfo.InvariantCulture, $"correction {post.Id} {at.UtcTicks}"), at);

    /// <summary>Of a public post that answers another; none for what answers nothing, or is public once more.</summary>
    public static IReadOnlyList<Job> OfReply(Post reply) => reply.ReplyToId is { } answered && reply.PublishedAt is { } at && reply.UpdatedAt == at
        ? [new(Kind, string.Create(CultureInfo.InvariantCulture, $"reply {answered} {reply.Id}"), at)] : [];

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var parts = payload.Split(' ');
        var (post, which) = (long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
        if (parts.Length > 3)
        {
            await MailAsync(parts[0], post, which, long.Parse(parts[3], CultureInfo.InvariantCulture), cancel);
            return;
        }

        for (var last = 0L; ;)
        {
            var some = await db.ThreadFollowers.Where(f => f.PostId == post && f.ConfirmedAt != null && f.Id > last).OrderBy(f => f.Id).Select(f => f.Id).Take(AtOnce).ToListAsync(cancel);
            foreach (var follower in some)
            {
                last = follower;
                var letter = string.Create(CultureInfo.InvariantCulture, $"{payload} {follower}");

                // Of the same one row waits, however often it is found.
                await db.PlantAsync(new Job(Kind, letter, clock.GetUtcNow(), key: $"{Kind} {letter}"), cancel);
            }

            if (some.Count < AtOnce)
            {
                return;
            }
        }
    }

    private async Task MailAsync(string kind, long postId, long which, long followerId, CancellationToken cancel)
    {
        if (await db.ThreadFollowers.AsNoTracking().SingleOrDefaultAsync(f => f.Id == followerId && f.ConfirmedAt != null, cancel) is not { } follower
            || await db.CommentedAsync(follower.NetworkId, postId, cancel) is not { } post)
        {
            return;
        }

        var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == follower.NetworkId, cancel);
        using var speaking = Texts.Speaking(network.Language);
        var said = kind == "reply" ? await ReplyAsync(network, postId, which, cancel) : await CorrectionAsync(network, post, which, cancel);
        if (said is null)
        {
            return;
        }

        var (words, stop) = ("Follow." + kind, links.To(network, follower));
        await mailer.SendAsync(
            new Mail(follower.Email, Texts.Say(words + ".Subject", post.Title), Texts.Say(words + ".Text", post.Title, network.Name, said, stop))
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"follow-{kind}-{which}-{followerId}"),
            }.StoppedBy(stop).From(network),
            cancel);
    }

    /// <summary>What was put right, and where it stands; null where it stands there no longer.</summary>
    private async Task<string?> CorrectionAsync(Network network, CommentablePost post, long ticks, CancellationToken cancel)
    {
        var corrections = Correction.Read(await db.Posts.Where(p => p.Id == post.Id).Select(p => p.Corrections).SingleAsync(cancel));
        return corrections.FirstOrDefault(c => c.At.UtcTicks == ticks) is { } one
            ? one.Text + "\n\n" + AddressOf(network, post.BlogSlug, post.Slug, post.PublishedAt, post.Precision) : null;
    }

    /// <summary>Who answers, and where; null where readers see that no longer.</summary>
    private async Task<string?> ReplyAsync(Network network, long postId, long replyId, CancellationToken cancel) =>
        (await ReplyLinks.OfAsync(db, [(postId, true, null)], cancel)).To(postId).FirstOrDefault(r => r.Id == replyId) is { } reply
            ? Texts.Say("Reply.By", reply.Author) + ": " + reply.Title + "\n\n" + AddressOf(network, reply.BlogSlug, reply.Slug, reply.PublishedAt, reply.Precision) : null;

    private static string AddressOf(Network network, string blog, string slug, DateTimeOffset? at, PublishedPrecision precision) =>
        NetworkFace.OriginOf(network.Host) + network.Path(blog, slug, at, precision);
}
