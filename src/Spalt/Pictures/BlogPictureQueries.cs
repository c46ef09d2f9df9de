using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Pictures;

internal static class BlogPictureQueries
{
    /// <summary>A page of a library is four rows on a large screen.</summary>
    public const int PageSize = 24;

    extension(IQueryable<BlogPicture> pictures)
    {
        public IQueryable<BlogPicture> In(long blogId) => pictures.Where(p => p.BlogId == blogId);

        /// <summary>Every word of it somewhere in name, alternative text, caption or credit.</summary>
        public IQueryable<BlogPicture> With(string? words)
        {
            foreach (var word in (words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            {
                pictures = pictures.Where(p => p.Words.Contains(word));
            }

            return pictures;
        }

        public IQueryable<BlogPicture> WithoutAlt() => pictures.Where(p => p.Alt == "" && !p.IsDecorative);

        /// <summary>Bytes that a blog's pictures take, variants included.</summary>
        public Task<long> UsedAsync(SpaltDb db, long blogId, CancellationToken cancel) =>
            pictures.In(blogId).Join(db.MediaFiles, p => p.FileId, f => f.Id, (_, f) => f.Bytes).SumAsync(cancel);
    }

    /// <summary>Posts of the blog that show a picture, in whatever state: by the list, as the picture for sharing, or in texts older than the list.</summary>
    public static IQueryable<Post> Showing(this SpaltDb db, long blogId, long fileId, string hash) => db.Posts.Where(
        p => p.BlogId == blogId && (p.PictureId == fileId || db.PostPictures.Any(s => s.PostId == p.Id && s.FileId == fileId) || p.BodyHtml.Contains(hash)));

    /// <summary>Forgets a file that no library, list or blog names any more; the nightly sweep deletes what is left of it. One that an import brought stays.</summary>
    public static async Task LetGoAsync(this SpaltDb db, MediaFile file, CancellationToken cancel)
    {
        if (!file.IsImported && !await db.BlogPictures.AnyAsync(p => p.FileId == file.Id, cancel) && !await db.PostPictures.AnyAsync(s => s.FileId == file.Id, cancel)
            && !await db.Posts.AnyAsync(p => p.PictureId == file.Id, cancel) && !await db.Blogs.AnyAsync(b => b.PortraitId == file.Id || b.HeaderId == file.Id, cancel)
            && !await db.NetworkLooks.AnyAsync(l => l.LogoId == file.Id, cancel))
        {
            db.Remove(file);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>
    /// Writes down which pictures a post shows, so that none of them is deleted. To be called before the save, with every text of the
    /// post that counts: what is published and what is being written. Again is nothing.
    /// </summary>
    /// <param name="networkId">The post's.</param>
    /// <param name="sharing">Hash of the picture that is chosen to stand for the post in lists, where one is.</param>
    public static async Task ShowPicturesAsync(this SpaltDb db, long networkId, long postId, IEnumerable<string> texts, string? sharing, CancellationToken cancel)
    {
        var hashes = texts.SelectMany(PicturesOnPages.HashesIn).Append(sharing).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var wanted = hashes.Count == 0 ? [] : await db.MediaFiles.Where(f => f.NetworkId == networkId && hashes.Contains(f.Hash)).Select(f => f.Id).ToListAsync(cancel);
        var known = await db.PostPictures.Where(s => s.PostId == postId).ToListAsync(cancel);
        foreach (var gone in known.Where(s => !wanted.Contains(s.FileId)))
        {
            // What is kept of older texts may be shown and restored.
            var hash = await db.MediaFiles.Where(f => f.Id == gone.FileId).Select(f => f.Hash).SingleAsync(cancel);
            if (!db.Revisions.Local.Any(r => r.PostId == postId && (r.Html + r.Settings).Contains(hash, StringComparison.Ordinal))
                && !await db.Revisions.AnyAsync(r => r.PostId == postId && (r.Html.Contains(hash) || r.Settings.Contains(hash)), cancel))
            {
                db.Remove(gone);
            }
        }

        db.AddRange(wanted.Where(id => known.TrueForAll(s => s.FileId != id)).Select(id => new PostPicture(postId, id)));
    }
}
