using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Ledger;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Sealing;

internal static class ExhibitQueries
{
    /// <summary>Of the ledger in a bundle: enough to tell whether anybody wrote it anew. All of a wave of threats would hold each other's lines.</summary>
    public const int MostLines = 500;

    extension(SpaltDb db)
    {
        /// <summary>Null where the text is gone already.</summary>
        public async Task<Exhibit?> ExhibitAsync(Decision decision, DateTimeOffset now, CancellationToken cancel)
        {
            if (await db.SubjectAsync(decision.NetworkId, decision.PostId, decision.CommentId, cancel) is not { } about)
            {
                return null;
            }

            var network = await db.Networks.AsNoTracking().SingleAsync(n => n.Id == decision.NetworkId, cancel);
            var notices = await db.Notices.AsNoTracking().Where(n => n.PostId == decision.PostId && n.CommentId == decision.CommentId).OrderBy(n => n.Id).ToListAsync(cancel);
            return new(
                decision, about, network, await db.WhereAsync(network, about, cancel), await db.WriterAsync(decision, about, cancel), notices, await db.ProofAsync(decision, cancel), now);
        }

        /// <summary>The address where it stood, whatever is there now.</summary>
        private async Task<string> WhereAsync(Network network, Subject about, CancellationToken cancel)
        {
            var (post, slug) = (about.Post, about.BlogSlug);
            var domain = await db.Blogs.Where(b => b.Id == post.BlogId).Select(b => b.Domain).SingleAsync(cancel);
            var path = network.Path(slug, post.Slug, post.PublicAt ?? post.PublishedAt, post.PublicAt is null ? post.PublishedPrecision : post.PublicPrecision);
            var address = domain is null ? NetworkFace.OriginOf(network.Host) + path : new BlogDomain(post.BlogId, slug, domain).Address(path);
            return about.Comment is { } comment ? $"{address}#{CommentAnchor.Of(comment.Id, comment.OriginId)}" : address;
        }

        private async Task<ExhibitWriter> WriterAsync(Decision decision, Subject about, CancellationToken cancel)
        {
            var id = about.WriterId;
            var account = await db.Accounts.Where(a => a.Id == id).Select(a => a.Name).SingleOrDefaultAsync(cancel);
            var place = about.Comment?.PlaceHash is { } hash ? Convert.ToHexStringLower(hash) : null;
            return new(about.Comment?.AuthorName ?? account ?? "", await db.AddressOfAsync(decision, cancel), id, account, place);
        }

        /// <exception cref="InvalidOperationException">The ledger, which is written with each decision, does not know of this one.</exception>
        private async Task<LedgerProof> ProofAsync(Decision decision, CancellationToken cancel)
        {
            var head = await LedgerBook.HeadAsync(db, decision.NetworkId, cancel);
            var first = await LedgerBook.FindAsync(db, decision.NetworkId, "decision", decision.At, ("id", decision.Id), cancel)
                ?? throw new InvalidOperationException($"The ledger has no line of decision {decision.Id}.");
            List<LedgerLine> lines = [];
            IReadOnlyList<LedgerPart> people = [];
            await foreach (var (line, parts) in LedgerBook.ReadAsync(db, decision.NetworkId, first.Number - 1, Math.Min(head.Number, first.Number + MostLines - 1), cancel))
            {
                people = line.Number == first.Number ? parts : people;
                lines.Add(line);
            }

            return new(lines, people, (lines[^1].Number, Convert.ToHexStringLower(lines[^1].Hash)));
        }
    }
}
