using Microsoft.EntityFrameworkCore;
using Spalt.Moderation.Cases;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Replies;

/// <summary>How it stands with a request to reply, for who asked; and where they object if it was refused.</summary>
internal sealed class ReplyCase(SpaltDb db, TimeProvider clock) : CasePage(db, clock)
{
    protected override string Kind => "reply";

    public ReplyRequest Asked { get; private set; } = null!;

    /// <summary>Path of the published reply; null where there is none that readers see.</summary>
    public string? Published { get; private set; }

    protected override Appeal Made(Decision decision, string text, DateTimeOffset now) => Appeal.File(decision, null, text, (null, Asked.Email), now);

    protected override async Task<(long PostId, long? CommentId, long? NoticeId)?> FindAsync(long networkId, long id, CancellationToken cancel)
    {
        if (await Db.ReplyRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.NetworkId == networkId, cancel) is not { } asked)
        {
            return null;
        }

        Asked = asked;
        Decision = await Db.Decisions.SingleOrDefaultAsync(d => d.Id == asked.DecisionId, cancel);
        Published = asked.ReplyId is { } reply ? (await ReplyLinks.OfAsync(Db, [(0, false, reply)], cancel)).AnsweredBy(reply)?.Path(Network) : null;
        return (asked.PostId, null, null);
    }
}
