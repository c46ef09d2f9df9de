using Microsoft.EntityFrameworkCore;
using Spalt.Moderation.Cases;
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
        Published = await Db.PathOfReplyAsync(asked, Network, cancel);
        return (asked.PostId, null, null);
    }
}
