using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>Somebody with a role on the network or one of its blogs.</summary>
/// <param name="Email">Null for somebody who cannot sign in.</param>
internal sealed record PersonRow(long Id, string Name, string? Email, DateTimeOffset? DisabledAt, NetworkRole? Role, IReadOnlyList<PersonsBlog> Blogs)
{
    public static IQueryable<Account> OnNetwork(SpaltDb db, long networkId) => db.Accounts.Where(a =>
        db.NetworkMembers.Any(m => m.NetworkId == networkId && m.AccountId == a.Id)
        || db.BlogMembers.Any(m => m.AccountId == a.Id && db.Blogs.Any(b => b.Id == m.BlogId && b.NetworkId == networkId)));

    public static IQueryable<PersonRow> Of(SpaltDb db, long networkId, IQueryable<Account> accounts) => accounts.Select(a => new PersonRow(
        a.Id, a.Name,
        db.Logins.Where(l => l.AccountId == a.Id).Select(l => l.Email).FirstOrDefault(),
        db.Logins.Where(l => l.AccountId == a.Id).Select(l => l.DisabledAt).FirstOrDefault(),
        db.NetworkMembers.Where(m => m.NetworkId == networkId && m.AccountId == a.Id).Select(m => (NetworkRole?)m.Role).FirstOrDefault(),
        db.BlogMembers.Where(m => m.AccountId == a.Id).Join(db.Blogs, m => m.BlogId, b => b.Id, (m, b) => new { m, b }).Where(x => x.b.NetworkId == networkId)
            .OrderBy(x => x.b.Title).Select(x => new PersonsBlog(x.b.Id, x.b.Slug, x.b.Title, x.m.Role)).ToList()));
}

internal sealed record PersonsBlog(long Id, string Slug, string Title, BlogRole Role);
