using Microsoft.EntityFrameworkCore;
using Spalt.Media;
using Spalt.Store;

namespace Spalt.Blogs;

/// <summary>What the pages of a blog, and lists of blogs, show of it.</summary>
/// <param name="Writer">Name of the one whose blog it is, where it is one person's.</param>
/// <param name="WriterAbout">Who that is, in a line.</param>
internal sealed record BlogFace(
    long Id, string Slug, string Title, string? Tagline, string? AboutHtml, string? Accent, int PostCount,
    Picture? Portrait, string? Writer, string? WriterAbout)
{
    /// <summary>The wide picture above its name.</summary>
    public Picture? Header { get; init; }

    /// <summary>BCP 47 where it is not the network's.</summary>
    public string? Language { get; init; }

    public BlogState State { get; init; }

    public DateTimeOffset? StateSince { get; init; }

    /// <summary>JSON of its menu.</summary>
    public string? MenuText { get; init; }

    /// <summary>JSON of its links.</summary>
    public string? LinksText { get; init; }

    public IReadOnlyList<BlogLink> Menu => BlogLink.Read(MenuText);

    public IReadOnlyList<BlogLink> Links => BlogLink.Read(LinksText);

    public string Path => $"/{Slug}/";

    /// <summary>Who writes, in a line; null where nobody is known.</summary>
    public string? WriterLine => WriterAbout is { Length: > 0 } ? $"{Writer}. {WriterAbout}" : Writer;

    /// <summary>Stands where the portrait would: the initials of two words of a name.</summary>
    public string Initials => string.Concat((Writer ?? Title).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(w => char.ToUpperInvariant(w[0])));
}

internal static class BlogQueries
{
    extension(IQueryable<Blog> blogs)
    {
        public IQueryable<Blog> OnNetwork(long networkId) => blogs.Where(b => b.NetworkId == networkId);

        /// <summary>Blogs that have begun, those that wrote most recently first; read from an index.</summary>
        public IQueryable<Blog> Begun() => blogs.Where(b => b.LatestAt != null).OrderByDescending(b => b.LatestAt).ThenBy(b => b.Id);

        /// <summary>Blogs whose posts readers see: neither closed, suspended nor merged into others.</summary>
        public IQueryable<Blog> Shown() => blogs.Where(b => b.State != BlogState.Closed && b.SuspendedAt == null && b.MergedIntoId == null);

        public IQueryable<Blog> NotBegun() => blogs.Where(b => b.LatestAt == null).OrderBy(b => b.Id);
    }

    /// <summary>Compiled once: every page of a blog asks it.</summary>
    private static readonly Func<SpaltDb, long, string[], IAsyncEnumerable<BlogFace>> Faces = EF.CompileAsyncQuery(
        (SpaltDb db, long networkId, string[] slugs) =>
            from b in db.Blogs.AsNoTracking()
            where b.NetworkId == networkId && slugs.Contains(b.Slug)
            from m in db.MediaFiles.Where(m => m.Id == b.PortraitId).DefaultIfEmpty()
            from h in db.MediaFiles.Where(h => h.Id == b.HeaderId).DefaultIfEmpty()
            select new BlogFace(
                b.Id, b.Slug, b.Title, b.Tagline, b.AboutHtml, b.Accent, b.PostCount,
                m == null ? null : new Picture(m.Hash, m.Extension, m.Width, m.Height, m.VariantWidth, m.VariantHeight, m.IsAnimated),
                db.BlogMembers.Where(o => o.BlogId == b.Id && o.Role != BlogRole.Contributor && !db.BlogMembers.Any(p => p.BlogId == b.Id && p.Role != BlogRole.Contributor && p.AccountId != o.AccountId))
                    .Join(db.Accounts, o => o.AccountId, a => a.Id, (o, a) => a.Name).FirstOrDefault(),
                db.BlogMembers.Where(o => o.BlogId == b.Id && o.Role != BlogRole.Contributor && !db.BlogMembers.Any(p => p.BlogId == b.Id && p.Role != BlogRole.Contributor && p.AccountId != o.AccountId))
                    .Join(db.Accounts, o => o.AccountId, a => a.Id, (o, a) => a.About).FirstOrDefault())
            {
                Header = h == null ? null : new Picture(h.Hash, h.Extension, h.Width, h.Height, h.VariantWidth, h.VariantHeight, h.IsAnimated),
                Language = b.Language,
                State = b.State,
                StateSince = b.StateSince,
                MenuText = b.Menu,
                LinksText = b.Links,
            });

    public static ValueTask<BlogFace?> FindBlogAsync(this SpaltDb db, long networkId, string slug, CancellationToken cancel) =>
        Faces(db, networkId, [slug]).SingleOrDefaultAsync(cancel);

    /// <summary>Blogs by slug.</summary>
    public static ValueTask<Dictionary<string, BlogFace>> FindBlogsAsync(
        this SpaltDb db, long networkId, IEnumerable<string> slugs, CancellationToken cancel) =>
        Faces(db, networkId, [.. slugs]).ToDictionaryAsync(b => b.Slug, StringComparer.Ordinal, cancel);
}
