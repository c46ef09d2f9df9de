using Spalt.Formats;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>
/// Puts the posts of a saved page into a blog: sanitised at this border, published by the same verb as any other post, known
/// again by where they came from. Runs inside the caller's transaction: all of a page or nothing.
/// </summary>
internal sealed class PageWriter(SpaltDb db, Network network, Blog blog, ImportTerms terms)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone);
    private readonly BlogAuthors _authors = new(db, blog.Id, terms.Now);
    private readonly BlogTerms _terms = new(db, blog.Id);

    /// <summary>Writes what the blog does not have yet, in the page's order.</summary>
    public async Task<ImportCount> WriteAsync(IReadOnlyList<SavedPost> page, CancellationToken cancel)
    {
        var incoming = IncomingPost.Of(page, terms, blog.Slug);
        foreach (var post in incoming)
        {
            foreach (var source in post.LostPictures)
            {
                terms.Notes(Texts.Command("Import.PictureLost", IncomingPost.NameOf(post.Saved), TextLine.Of(source)));
            }
        }

        var known = await KnownPosts.AmongAsync(db, blog.Id, _zone, incoming, cancel);
        var found = incoming.ConvertAll(known.Find);
        var places = PageDates.Place([.. incoming.Select((p, i) => (p.Saved.Published, found[i]?.At))], _zone, await UndatedFromAsync(incoming, cancel));

        // The middle of a month or year that is not over is still to come.
        places = Array.ConvertAll(places, at => at > terms.Now.AddDays(1) ? terms.Now : at);

        // Of two posts of one minute, the one that was saved later counts as the newer.
        var order = Enumerable.Range(0, incoming.Count).OrderBy(i => places[i]).ThenBy(i => PageDates.IsNewestFirst(places) ? -i : i).ToList();
        var fresh = order.FindAll(i => found[i] is null);
        var posts = await MakeAsync(fresh.ConvertAll(i => (incoming[i], places[i])), cancel);
        await db.InsertManyAsync(posts, cancel);
        await db.InsertManyAsync([.. posts.SelectMany(p => p.Tags)], cancel);
        await db.InsertManyAsync([.. posts.SelectMany(p => p.Categories)], cancel);
        var idOf = fresh.Zip(posts, (i, post) => (i, post.Id)).Concat(order.Where(i => found[i] is not null).Select(i => (i, found[i]!.Id))).ToList();
        await db.InsertManyAsync([.. idOf.SelectMany(p => known.NewKeys(incoming[p.i]).Concat(found[p.i] is null ? ExcerptKey(incoming[p.i], p.Id) : []).Select(key => new PostOrigin(blog.Id, key, p.Id))).DistinctBy(o => o.Key, StringComparer.Ordinal)], cancel);
        foreach (var (i, id) in idOf.Where(p => found[p.i] is not null && !incoming[p.i].Saved.IsExcerpt && known.MayBeExcerpt(p.Id)))
        {
            await CompleteAsync(id, incoming[i], known, cancel);
        }

        return new ImportCount(posts.Count, page.Count - posts.Count, await WriteCommentsAsync(idOf.ConvertAll(p => (p.Id, incoming[p.i].Saved, places[p.i], found[p.i] is null)), cancel));
    }

    /// <summary>Undated posts stand below those that came before them, so that a blog's pages can be taken in one after another.</summary>
    private async Task<DateTimeOffset> UndatedFromAsync(List<IncomingPost> incoming, CancellationToken cancel)
    {
        var top = terms.AsOf ?? PageDates.BelowEverything;
        if (incoming.TrueForAll(p => p.Saved.Published.IsKnown))
        {
            return top;
        }

        var bottom = terms.AsOf is null ? DateTimeOffset.MinValue : top.AddDays(-1);
        var lowest = await db.Posts.In(blog.Id).Published()
            .Where(p => p.PublishedPrecision == PublishedPrecision.Unknown && p.PublishedAt <= top && p.PublishedAt > bottom)
            .MinAsync(p => p.PublishedAt, cancel);
        return lowest is { } at ? at.AddSeconds(-1) : top;
    }

    private async Task<List<Post>> MakeAsync(List<(IncomingPost Incoming, DateTimeOffset At)> fresh, CancellationToken cancel)
    {
        // From the top of the page: its first post of a headline gets the slug, those further down a number.
        var incoming = fresh.ConvertAll(f => f.Incoming);
        incoming.Reverse();
        await new FreeSlugs(db, blog.Id).GiveAsync(incoming, cancel);
        await _authors.MeetAsync(incoming.Select(Author), cancel);
        await _terms.MeetAsync(incoming, cancel);
        var posts = fresh.ConvertAll(f => Make(f.Incoming, f.At));
        await db.GiveIdsAsync(posts, cancel);
        foreach (var post in posts)
        {
            post.Tags.ForEach(t => t.PostId = post.Id);
            post.Categories.ForEach(c => c.PostId = post.Id);
        }

        return posts;
    }

    private string Author(IncomingPost incoming) => TextLine.Of(incoming.Saved.AuthorName ?? "") is { Length: > 0 } name ? name : terms.Author;

    private Post Make(IncomingPost incoming, DateTimeOffset at)
    {
        var saved = incoming.Saved;
        var post = Post.Draft(blog, _authors[Author(incoming)].Id, Text(incoming), terms.Now);
        _terms.PutOn(post, incoming);
        post.TakeOver(saved.Likes ?? 0, Shown(saved.Comments.Count, Waits), Math.Max(0, (saved.CommentCount ?? 0) - saved.Comments.Count));
        post.Publish(at, PageDates.Precision(saved.Published.Precision), terms.Now);
        return post;
    }

    private PostText Text(IncomingPost incoming)
    {
        var picture = terms.Pictures.FirstIn(incoming.Html);
        return new PostText(incoming.Slug, Headline(incoming), incoming.Html, incoming.Lead)
        {
            Language = incoming.Saved.Language is { } spoken && !spoken.StartsWith(network.Language, StringComparison.OrdinalIgnoreCase) ? spoken : null,
            PictureId = picture?.File.Id,
            PictureAlt = picture?.Alt,
        };
    }

    private IEnumerable<string> ExcerptKey(IncomingPost incoming, long postId) =>
        incoming.Saved.IsExcerpt ? [PostOrigin.OfExcerpt(postId, Headline(incoming), incoming.Html)] : [];

    /// <summary>An archive's page has the beginning, the post's own page the whole: it takes its place unless somebody wrote on it since.</summary>
    private async Task CompleteAsync(long postId, IncomingPost incoming, KnownPosts known, CancellationToken cancel)
    {
        var post = await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleAsync(p => p.Id == postId, cancel);
        var excerpt = PostOrigin.OfExcerpt(post.Id, post.Title, post.BodyHtml);
        var picture = terms.Pictures.FirstIn(incoming.Html);
        if (known.IsExcerpt(excerpt) && post.Complete(incoming.Html, incoming.Lead, picture is { } found ? (found.File.Id, found.Alt) : null, terms.Now))
        {
            await _terms.MeetAsync([incoming], cancel);
            _terms.PutOn(post, incoming);
            await db.SaveChangesAsync(cancel);
            await db.PostOrigins.Where(o => o.BlogId == blog.Id && o.Key == excerpt).ExecuteDeleteAsync(cancel);
            terms.Notes(Texts.Command("Import.Completed", post.Title));
        }
    }

    private string Headline(IncomingPost incoming) => incoming.Headline is { Length: > 0 } headline ? headline : terms.Untitled;

    /// <summary>Where the network or the blog wants to see comments first, or what somebody writes first, that holds for what comes in here too.</summary>
    private bool Waits => network.CommentApproval is not CommentApproval.None || blog.CommentApproval is not CommentApproval.None;

    /// <summary>On an edited blog somebody approves them first.</summary>
    private int Shown(int comments, bool waits) => blog.Regime.ShowsAtOnce && !waits ? comments : 0;

    /// <summary>A front page tells how many comments a post has, the post's own page holds them: a post that is known may get some.</summary>
    private async Task<int> WriteCommentsAsync(List<(long PostId, SavedPost Saved, DateTimeOffset At, bool IsNew)> posts, CancellationToken cancel)
    {
        var comments = 0;
        var writer = new CommentWriter(db, _zone);
        foreach (var (postId, saved, at, isNew) in posts.Where(p => p.Saved.Comments.Count > 0))
        {
            var waits = Waits || (!isNew && await db.Posts.AnyAsync(p => p.Id == postId && p.CommentApproval != CommentApproval.None, cancel));
            var written = await writer.WriteAsync(postId, blog.Regime, waits, at, saved.Comments, cancel);
            comments += written;
            if (!isNew && written > 0)
            {
                (await db.Posts.SingleAsync(p => p.Id == postId, cancel)).TakeOverComments(written, Shown(written, waits));
                await db.SaveChangesAsync(cancel);
            }
        }

        return comments;
    }
}
