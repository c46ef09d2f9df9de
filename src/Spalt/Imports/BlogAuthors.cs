using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Finds or makes the accounts that a page's by-lines name.</summary>
internal sealed class BlogAuthors(SpaltDb db, long blogId, DateTimeOffset now)
{
    private readonly Dictionary<string, Account> _byName = new(StringComparer.Ordinal);

    public Account this[string name] => _byName[name];

    public async Task MeetAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        foreach (var name in names.Where(n => !_byName.ContainsKey(n)).Distinct(StringComparer.Ordinal).ToList())
        {
            _byName[name] = await FindAsync(name, cancel) ?? await MakeAsync(name, cancel);
        }
    }

    /// <summary>The blog's author of that name; a person of the same name on another blog may be somebody else.</summary>
    private Task<Account?> FindAsync(string name, CancellationToken cancel) => db.BlogMembers.Where(m => m.BlogId == blogId)
        .Join(db.Accounts, m => m.AccountId, a => a.Id, (_, account) => account)
        .OrderBy(a => a.Id).FirstOrDefaultAsync(a => a.Name == name, cancel);

    private async Task<Account> MakeAsync(string name, CancellationToken cancel)
    {
        var slug = Slug.Of(name) is { Length: > 0 } made ? made : Texts.Say("Import.Writer");
        var free = slug;
        var n = 1;
        while (await db.Accounts.AnyAsync(a => a.Slug == free, cancel))
        {
            free = $"{slug}-{++n}";
        }

        var account = Account.Named(name, free, now);
        db.Add(account);
        await db.SaveChangesAsync(cancel);
        db.Add(new BlogMember(blogId, account.Id, BlogRole.Author, now));
        await db.SaveChangesAsync(cancel);
        return account;
    }
}
