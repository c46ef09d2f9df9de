using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>The statement of reasons (DSA, art. 17) for whom a decision restricts.</summary>
internal sealed class StatementPage(SpaltDb db, TimeProvider clock) : CasePage(db, clock)
{
    protected override string Kind => "decision";

    protected override Appeal Made(Decision decision, string text, DateTimeOffset now) => Appeal.File(
        decision, null, text, (About.WriterId, About.Comment?.Email), now);

    protected override async Task<(long PostId, long? CommentId, long? NoticeId)?> FindAsync(long networkId, long id, CancellationToken cancel)
    {
        Decision = await Db.Decisions.SingleOrDefaultAsync(d => d.Id == id && d.NetworkId == networkId, cancel);
        return Decision is { Restricts: true } ? (Decision.PostId, Decision.CommentId, null) : null;
    }
}
