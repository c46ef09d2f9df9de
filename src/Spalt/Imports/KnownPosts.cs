using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>What of a page the blog has already.</summary>
internal sealed class KnownPosts
{
    private readonly Dictionary<string, KnownPost> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<IncomingPost, KnownPost> _byBeginning = [];
    private readonly HashSet<(long Post, string Kind)> _addressed = [];
    private readonly HashSet<string> _excerpts = new(StringComparer.Ordinal);

    public static async Task<KnownPosts> AmongAsync(SpaltDb db, long blogId, TimeZoneInfo zone, IReadOnlyList<IncomingPost> incoming, CancellationToken cancel)
    {
        var known = new KnownPosts();
        var keys = incoming.SelectMany(i => i.AddressKeys.Append(i.TextKey)).ToArray();
        var found = await db.PostOrigins.Where(o => o.BlogId == blogId && EF.Parameter(keys).Contains(o.Key))
            .Join(db.Posts, o => o.PostId, p => p.Id, (o, p) => new { o.Key, Post = new KnownPost(p.Id, p.PublishedAt) }).ToListAsync(cancel);
        found.ForEach(f => known._byKey[f.Key] = f.Post);
        await known.LearnAsync(db, found.Select(f => f.Post.Id), cancel);
        await known.CompareAsync(db, blogId, zone, [.. incoming.Where(post => post.Title.Length > 0 && known.Find(post) is null)], cancel);
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

        return _byKey.TryGetValue(post.TextKey, out var same) && MayBe(same.Id, post) ? same : _byBeginning.GetValueOrDefault(post);
    }

    /// <summary>Whether a post is an excerpt as an import wrote it, which nobody has touched since: by <see cref="PostOrigin.OfExcerpt"/> of what it says now.</summary>
    public bool IsExcerpt(string key) => _excerpts.Contains(key);

    /// <summary>The same of a post of which nothing is loaded yet.</summary>
    public bool MayBeExcerpt(long postId) => _addressed.Contains((postId, PostOrigin.Excerpt));

    private async Task LearnAsync(SpaltDb db, IEnumerable<long> posts, CancellationToken cancel)
    {
        var ids = posts.Distinct().ToArray();
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var origin in await db.PostOrigins.Where(o => EF.Parameter(ids).Contains(o.PostId)).Select(o => new { o.PostId, o.Key }).ToListAsync(cancel))
        {
            _addressed.Add((origin.PostId, Kind(origin.Key)));
            if (Kind(origin.Key) == PostOrigin.Excerpt)
            {
                _excerpts.Add(origin.Key);
            }
        }
    }

    /// <summary>Of an excerpt and the whole under one headline and of one date, which no address joins, one is the beginning of the other.</summary>
    private async Task CompareAsync(SpaltDb db, long blogId, TimeZoneInfo zone, List<IncomingPost> incoming, CancellationToken cancel)
    {
        if (incoming.Count == 0)
        {
            return;
        }

        var slugs = incoming.SelectMany(post => new[] { post.WantedSlug(), Slug.Of(post.Title) }).Distinct(StringComparer.Ordinal).ToArray();
        var alike = await db.Posts.In(blogId).Published().Where(p => EF.Parameter(slugs).Contains(p.Slug))
            .Select(p => new { p.Id, p.PublishedAt, p.PublishedPrecision, p.Title, p.BodyHtml }).ToListAsync(cancel);
        await LearnAsync(db, alike.Select(p => p.Id), cancel);
        foreach (var post in incoming)
        {
            if (alike.Find(p => p.Title == post.Title && MayBe(p.Id, post) && PageDates.MayBeOne(post.Saved.Published, p.PublishedAt, p.PublishedPrecision, zone)
                && (post.Saved.IsExcerpt ? post.Begins(p.BodyHtml) : IsExcerpt(PostOrigin.OfExcerpt(p.Id, p.Title, p.BodyHtml)) && post.GoesOn(p.BodyHtml))) is { } same)
            {
                _byBeginning[post] = new KnownPost(same.Id, same.PublishedAt);
            }
        }
    }

    private bool MayBe(long postId, IncomingPost post) => !post.AddressKeys.Any(key => _addressed.Contains((postId, Kind(key))));

    /// <summary>Those of the post's names that nobody in the blog has.</summary>
    public IEnumerable<string> NewKeys(IncomingPost post) => post.AddressKeys.Append(post.TextKey).Where(key => !_byKey.ContainsKey(key));

    private static string Kind(string key) => key[..key.IndexOf(':', StringComparison.Ordinal)];
}

/// <param name="At">Where it stands among the blog's posts.</param>
internal sealed record KnownPost(long Id, DateTimeOffset? At);
