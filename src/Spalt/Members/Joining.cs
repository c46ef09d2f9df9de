using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Somebody comes in: account, login and role.</summary>
internal sealed class Joining(SpaltDb db, UserManager<Login> logins, TimeProvider clock)
{
    public Task<bool> IsKnownAsync(string email, CancellationToken cancel)
    {
        var normalized = logins.NormalizeEmail(email);
        return db.Logins.AnyAsync(l => l.NormalizedEmail == normalized, cancel);
    }

    /// <summary>A person with a way in. What was typed has been looked at before; must run inside <see cref="SpaltDb.InTransactionAsync"/>.</summary>
    /// <param name="password">Null for somebody who will set one by a letter.</param>
    /// <param name="isConfirmed">Whether the address is known to be theirs: a letter to it was answered, or the operator says so.</param>
    public async Task<Login> AddAsync(string name, string email, string? password, bool isConfirmed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var account = Account.Named(name, await db.FreeWriterSlugAsync(name, cancel), now);
        db.Add(account);
        await db.SaveChangesAsync(cancel);
        var login = Login.For(account.Id, email, isConfirmed, now);
        var made = password is null ? await logins.CreateAsync(login) : await logins.CreateAsync(login, password);
        return made.Succeeded ? login : throw new InvalidOperationException("A login was refused: " + string.Join(", ", made.Errors.Select(e => e.Code)));
    }

    /// <summary>A letter asks whether the address that somebody typed is theirs.</summary>
    public void AskToConfirm(Login login, long networkId) => db.Add(EmailChange.ToConfirm(login.Email!, login.Id, networkId, clock.GetUtcNow()));

    /// <summary>The role that an invitation offers; it is used up.</summary>
    /// <exception cref="DbUpdateConcurrencyException">somebody else used it a moment before</exception>
    public async Task AcceptAsync(Invitation invitation, long accountId, CancellationToken cancel)
    {
        invitation.End(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        if (invitation.BlogId is not { } blog)
        {
            // Who says yes to less than they answer for alone keeps that; so does a blog's only owner.
            if (invitation.NetworkRole is NetworkRole.Publisher || !await db.IsLastPublisherAsync(invitation.NetworkId!.Value, accountId, cancel))
            {
                await GiveAsync(invitation.NetworkId!.Value, invitation.NetworkRole!.Value, accountId, cancel);
            }
        }
        else if (invitation.BlogRole is BlogRole.Owner || !await db.IsLastOwnerAsync(blog, accountId, cancel))
        {
            await GiveAsync(blog, invitation.BlogRole!.Value, accountId, cancel);
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A role on a network; who has one there gets this instead.</summary>
    public async Task GiveAsync(long networkId, NetworkRole role, long accountId, CancellationToken cancel)
    {
        if (await db.NetworkMembers.SingleOrDefaultAsync(m => m.NetworkId == networkId && m.AccountId == accountId, cancel) is { } member)
        {
            member.Become(role);
        }
        else
        {
            db.Add(new NetworkMember(networkId, accountId, role, clock.GetUtcNow()));
        }
    }

    /// <summary>A role on a blog; who has one there gets this instead.</summary>
    public async Task GiveAsync(long blogId, BlogRole role, long accountId, CancellationToken cancel)
    {
        if (await db.BlogMembers.SingleOrDefaultAsync(m => m.BlogId == blogId && m.AccountId == accountId, cancel) is { } member)
        {
            member.Become(role);
        }
        else
        {
            db.Add(new BlogMember(blogId, accountId, role, clock.GetUtcNow()));
        }

        // Who stands as the blog's writer may be another.
        db.Tell(new BlogChanged(await db.Blogs.SingleAsync(b => b.Id == blogId, cancel)));
    }
}
