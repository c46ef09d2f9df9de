using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>What of a page the blog has already.</summary>
internal sealed class KnownPosts
{
    private readonly Dictionary<string, KnownPost> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<(long Post, string Kind)> _addressed = [];

    public static async Task<KnownPosts> AmongAsync(SpaltDb db, long blogId, IReadOnlyList<IncomingPost> incoming, CancellationToken cancel)
    {
        var known = new KnownPosts();
        var keys = incoming.SelectMany(i => i.AddressKeys.Append(i.TextKey)).ToArray();
        var found = await db.PostOrigins.Where(o => o.BlogId == blogId && EF.Parameter(keys).Contains(o.Key))
            .Join(db.Posts, o => o.PostId, p => p.Id, (o, p) => new { o.Key, Post = new KnownPost(p.Id, p.PublishedAt) }).ToListAsync(cancel);
        found.ForEach(f => known._byKey[f.Key] = f.Post);
        if (found.Count > 0)
        {
            var ids = found.ConvertAll(f => f.Post.Id).Distinct().ToArray();
            foreach (var origin in await db.PostOrigins.Where(o => EF.Parameter(ids).Contains(o.PostId)).Select(o => new { o.PostId, o.Key }).ToListAsync(cancel))
            {
                known._addressed.Add((origin.PostId, Kind(origin.Key)));
            }
        }

        return known;
    }

    /// <summary>The post as the blog has it; null if it is new. The same words under another address are another post.</summary>
    public KnownPost? Find(IncomingPost post)
    {
        foreach (var key in post.AddressKeys)
        {
            if (_byKey.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        return _byKey.TryGetValue(post.TextKey, out var same) && !post.AddressKeys.Any(key => _addressed.Contains((same.Id, Kind(key)))) ? same : null;
    }

    /// <summary>Those of the post's names that nobody in the blog has.</summary>
    public IEnumerable<string> NewKeys(IncomingPost post) => post.AddressKeys.Append(post.TextKey).Where(key => !_byKey.ContainsKey(key));

    private static string Kind(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}

/// <param name="At">Where it stands among the blog's posts.</param>
internal sealed record KnownPost(long Id, DateTimeOffset? At);
