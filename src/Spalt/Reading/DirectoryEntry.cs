using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Reading;

/// <param name="Heading">Element that a blog's title is, one below the heading over the list.</param>
internal sealed record DirectoryBlock(IReadOnlyList<DirectoryEntry> Entries, string Heading);

/// <summary>A blog in the directory.</summary>
/// <param name="Latest">Its newest post; null where it has none, and where nobody knows when that one was written.</param>
internal sealed record DirectoryEntry(BlogFace Blog, PostLink? Latest)
{
    /// <summary>Blogs of a network, those that wrote most recently first.</summary>
    public static async Task<List<DirectoryEntry>> ReadAsync(SpaltDb db, NetworkFace network, int skip, int take, CancellationToken cancel)
    {
        var all = db.Blogs.AsNoTracking().OnNetwork(network.Id).Open();
        var blogs = await Listed(all.Begun().Skip(skip).Take(take)).ToListAsync(cancel);
        if (blogs.Count < take)
        {
            var before = blogs.Count > 0 ? 0 : skip - await all.Begun().CountAsync(cancel);
            blogs.AddRange(await Listed(all.NotBegun().Skip(before).Take(take - blogs.Count)).ToListAsync(cancel));
        }

        var faces = await db.FindBlogsAsync(network.Id, blogs.Select(b => b.Slug), cancel);
        var postIds = blogs.ConvertAll(b => b.Latest);
        var latest = await db.Posts.AsNoTracking().Where(p => postIds.Contains(p.Id))
            .Select(p => new { p.Id, p.BlogId, p.Slug, p.Title, p.Language, p.PublishedAt, p.PublishedPrecision }).ToDictionaryAsync(p => p.Id, cancel);
        return [.. blogs.Where(b => faces.ContainsKey(b.Slug)).Select(b => new DirectoryEntry(faces[b.Slug], latest.GetValueOrDefault(b.Latest) is { PublishedPrecision: not PublishedPrecision.Unknown } p
            ? new PostLink(network.Path(b.Slug, p.Slug, p.PublishedAt, p.PublishedPrecision), p.Title, p.Language == network.Language ? null : p.Language)
            : null))];

        IQueryable<Listing> Listed(IQueryable<Blog> some) => some.Select(b => new Listing(
            b.Slug,
            db.Posts.Where(p => p.State == PostState.Published && p.BlogId == b.Id)
                .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).Select(p => p.Id).FirstOrDefault()));
    }

    /// <param name="Latest">Id of its newest post, 0 where there is none.</param>
    private sealed record Listing(string Slug, long Latest);
}
