using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

internal static class WriterSlug
{
    /// <summary>The name in addresses for somebody who is new here: the wanted one, or the first of <c>name-2</c>, <c>name-3</c>, … that nobody has.</summary>
    public static async Task<string> FreeWriterSlugAsync(this SpaltDb db, string name, CancellationToken cancel)
    {
        var wanted = Slug.Of(name) is { Length: > 0 } slug ? slug : "skribent";
        var taken = await db.Accounts.Where(a => a.Slug == wanted || a.Slug.StartsWith(wanted + "-")).Select(a => a.Slug).ToListAsync(cancel);
        return taken.Contains(wanted, StringComparer.Ordinal)
            ? Enumerable.Range(2, taken.Count + 1).Select(n => $"{wanted}-{n}").First(s => !taken.Contains(s, StringComparer.Ordinal))
            : wanted;
    }
}
