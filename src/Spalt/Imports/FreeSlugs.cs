using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Gives posts slugs that are free in their blog: <c>dagens-bild</c>, <c>dagens-bild-2</c>, …</summary>
internal sealed class FreeSlugs(SpaltDb db, long blogId)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    public async Task GiveAsync(IReadOnlyList<IncomingPost> posts, CancellationToken cancel)
    {
        foreach (var post in posts)
        {
            post.Slug = post.WantedSlug();
        }

        var wanted = posts.Select(p => p.Slug).Distinct(StringComparer.Ordinal).ToArray();
        _taken.UnionWith(await db.Posts.In(blogId).Where(p => EF.Parameter(wanted).Contains(p.Slug)).Select(p => p.Slug).ToListAsync(cancel));
        foreach (var post in posts.Where(p => PostSlug.IsReserved(p.Slug) || !_taken.Add(p.Slug)))
        {
            post.Slug = await NumberedAsync(post.Slug, cancel);
        }
    }

    private async Task<string> NumberedAsync(string wanted, CancellationToken cancel)
    {
        if (!_last.TryGetValue(wanted, out var n))
        {
            n = 1;
            _taken.UnionWith(await db.Posts.In(blogId).Where(p => p.Slug.StartsWith(wanted + "-")).Select(p => p.Slug).ToListAsync(cancel));
        }

        string free;
        do
        {
            free = $"{wanted}-{++n}";
        }
        while (!_taken.Add(free));
        _last[wanted] = n;
        return free;
    }
}
