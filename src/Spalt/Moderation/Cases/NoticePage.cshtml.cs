using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>How it stands with a notice, for who filed it.</summary>
internal sealed class NoticePage(SpaltDb db, TimeProvider clock) : CasePage(db, clock)
{
    protected override string Kind => "notice";

    public Notice Notice { get; private set; } = null!;

    /// <summary>Who reported something objects to that it stays; whom it was taken from objects to that.</summary>
    public override bool MayAppeal => base.MayAppeal && Decision!.Verb is DecisionVerb.Dismiss;

    protected override Appeal Made(Decision decision, string text, DateTimeOffset now) => Appeal.File(decision, Notice, text, (null, Notice.Email), now);

    protected override async Task<(long PostId, long? CommentId, long? NoticeId)?> FindAsync(long networkId, long id, CancellationToken cancel)
    {
        if (await Db.Notices.SingleOrDefaultAsync(n => n.Id == id && n.NetworkId == networkId, cancel) is not { } notice)
        {
            return null;
        }

        Notice = notice;
        Decision = await Db.Decisions.SingleOrDefaultAsync(d => d.Id == notice.DecisionId, cancel);
        return (notice.PostId, notice.CommentId, notice.Id);
    }
}
