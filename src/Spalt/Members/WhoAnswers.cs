using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>
/// The one rule about who must not go: publishers answer for a network, owners for a blog, and the last of them stays. Somebody who cannot
/// sign in (whose posts were imported, whose account is closed) answers for nothing: nobody is let go because of them, and nothing is
/// lost when they go.
/// </summary>
internal static class WhoAnswers
{
    extension(SpaltDb db)
    {
        /// <summary>
        /// Whether nobody would answer for the network without this account. Must run inside the transaction that takes the role away: of
        /// two who take it from each other at once the second waits here, and then sees it.
        /// </summary>
        public async Task<bool> IsLastPublisherAsync(long networkId, long accountId, CancellationToken cancel)
        {
            // Locks the row until the end of the transaction.
            await db.Networks.Where(n => n.Id == networkId).ExecuteUpdateAsync(set => set.SetProperty(n => n.CreatedAt, n => n.CreatedAt), cancel);
            return await db.AnsweredAlone(accountId).AnyAsync(m => m.NetworkId == networkId, cancel);
        }

        /// <summary>Whether nobody would own the blog without this account. Of two who go at once the second fails: <see cref="Blog.ChangePeople"/>.</summary>
        public Task<bool> IsLastOwnerAsync(long blogId, long accountId, CancellationToken cancel) => db.OwnedAlone(accountId).AnyAsync(m => m.BlogId == blogId, cancel);

        /// <summary>Names of the networks and blogs that nobody would answer for without this account.</summary>
        public async Task<IReadOnlyList<string>> AnsweredForAloneAsync(long accountId, CancellationToken cancel)
        {
            var networks = await db.AnsweredAlone(accountId).Join(db.Networks, m => m.NetworkId, n => n.Id, (_, n) => n.Name).ToListAsync(cancel);
            var blogs = await db.OwnedAlone(accountId).Join(db.Blogs, m => m.BlogId, b => b.Id, (_, b) => b.Title).ToListAsync(cancel);
            return [.. networks, .. blogs];
        }

        /// <summary>Until the end of the transaction nobody else leaves what this account answers for.</summary>
        public async Task HoldAnsweredForAsync(long accountId, CancellationToken cancel)
        {
            await db.Networks.Where(n => db.NetworkMembers.Any(m => m.NetworkId == n.Id && m.AccountId == accountId && m.Role == NetworkRole.Publisher))
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.CreatedAt, n => n.CreatedAt), cancel);
            await db.Blogs.Where(b => db.BlogMembers.Any(m => m.BlogId == b.Id && m.AccountId == accountId && m.Role == BlogRole.Owner))
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.Version, b => b.Version + 1), cancel);
        }

        /// <summary>
        /// Accounts of those who get a letter when somebody asks for a look at what is written on a blog: its owners, as far as a letter
        /// reaches them; where it reaches none, the network's editors.
        /// </summary>
        /// <param name="askedBy">Needs no letter.</param>
        public async Task<List<long>> ReviewersAsync(long blogId, long networkId, long askedBy, CancellationToken cancel)
        {
            var reached = db.WhoSignIn().Where(l => l.EmailConfirmed && l.AccountId != askedBy);
            var owners = await db.BlogMembers.Where(m => m.BlogId == blogId && m.Role == BlogRole.Owner && reached.Any(l => l.AccountId == m.AccountId))
                .Select(m => m.AccountId).ToListAsync(cancel);
            return owners.Count > 0 ? owners : await db.NetworkMembers
                .Where(m => m.NetworkId == networkId && (m.Role == NetworkRole.Editor || m.Role == NetworkRole.Publisher) && reached.Any(l => l.AccountId == m.AccountId))
                .Select(m => m.AccountId).ToListAsync(cancel);
        }

        private IQueryable<NetworkMember> AnsweredAlone(long accountId)
        {
            var able = db.WhoSignIn();
            return db.NetworkMembers.Where(m => m.AccountId == accountId && m.Role == NetworkRole.Publisher && able.Any(l => l.AccountId == accountId)
                && !db.NetworkMembers.Any(o => o.NetworkId == m.NetworkId && o.AccountId != accountId && o.Role == NetworkRole.Publisher && able.Any(l => l.AccountId == o.AccountId)));
        }

        private IQueryable<BlogMember> OwnedAlone(long accountId)
        {
            var able = db.WhoSignIn();
            return db.BlogMembers.Where(m => m.AccountId == accountId && m.Role == BlogRole.Owner && able.Any(l => l.AccountId == accountId)
                && !db.BlogMembers.Any(o => o.BlogId == m.BlogId && o.AccountId != accountId && o.Role == BlogRole.Owner && able.Any(l => l.AccountId == o.AccountId)));
        }

        private IQueryable<Login> WhoSignIn() => db.Logins.Where(l => l.DisabledAt == null);
    }
}
