using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Html;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>Gives a post what its draft says, and lets it out, each in one transaction.</summary>
internal sealed class Publishing(SpaltDb db, DraftKeeper keeper, TimeProvider clock)
{
    private const string Nameless = "inlagg";

    /// <summary>Lets the post out now; one that is public already is revised.</summary>
    /// <param name="by">Whoever presses the button.</param>
    /// <param name="correction">What was wrong in the public text: plain text; null for a small change.</param>
    /// <returns>False, and nothing is done, where one of its pictures lacks words.</returns>
    public async Task<bool> PublishAsync(OpenDraft open, NetworkFace network, long by, string? correction, CancellationToken cancel)
    {
        if (!IsReady(open))
        {
            return false;
        }

        var at = open.Post.PublishedAt is { } before && before < clock.GetUtcNow() ? before : clock.GetUtcNow();
        await LetOutAsync(
            open, network, by, at, RevisionKind.Published, correction,
            now =>
            {
                if (correction is not null)
                {
                    open.Post.Correct(correction, now);
                }

                open.Post.Publish(now);
            },
            cancel);
        return true;
    }

    /// <summary>The post goes out at <paramref name="at"/> as it is now; what is written later does not.</summary>
    /// <returns>As <see cref="PublishAsync"/>.</returns>
    public async Task<bool> ScheduleAsync(OpenDraft open, NetworkFace network, long by, DateTimeOffset at, CancellationToken cancel)
    {
        if (!IsReady(open))
        {
            return false;
        }

        await LetOutAsync(open, network, by, at, RevisionKind.Scheduled, correction: null, _ => open.Post.Schedule(at), cancel);
        return true;
    }

    /// <summary>Sends the draft to those who may say yes. Again is nothing.</summary>
    /// <returns>As <see cref="PublishAsync"/>.</returns>
    public async Task<bool> AskAsync(OpenDraft open, long by, CancellationToken cancel)
    {
        if (!IsReady(open))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        keeper.Keep(open);
        if (open.Draft.Ask(by, now))
        {
            db.Tell(new Reviewed(ReviewStep.Asked, open.Post.Id, open.Draft.Version, by, by, now));
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Puts the post into another blog of the network, under a free name; its old address leads to the new one.</summary>
    public Task MoveAsync(OpenDraft open, Blog to, NetworkFace network, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var (post, slug) = (open.Post, open.Post.Slug);
            await LeaveRedirectAsync(post, network, cancel);
            var tags = await TermsAsync(db.Tags.Where(t => post.Tags.Select(p => p.TagId).Contains(t.Id)).Select(t => t.Name), cancel);
            var categories = await TermsAsync(db.Categories.Where(c => post.Categories.Select(p => p.CategoryId).Contains(c.Id)).Select(c => c.Name), cancel);
            await TermPostAsync(post, [], [], cancel);
            await db.SaveChangesAsync(cancel);
            post.MoveTo(to, await db.FreeSlugAsync(to.Id, slug, post.Id, cancel), clock.GetUtcNow());

            // A text that nobody has worked on needs no draft to come along.
            if (!open.IsNew)
            {
                open.Draft.Rename(slug, post.Slug);
            }

            await db.SaveChangesAsync(cancel);
            await TermPostAsync(post, tags, categories, cancel);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>Whoever does not see the pictures is to know what they show before anybody reads the post.</summary>
    private static bool IsReady(OpenDraft open) => !PictureTexts.LacksWords(open.Draft.Html);

    /// <param name="at">When the post went out, or will.</param>
    private Task LetOutAsync(
        OpenDraft open, NetworkFace network, long by, DateTimeOffset at, RevisionKind kind, string? correction, Action<DateTimeOffset> letOut, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            if (open.Draft.AskedAt is not null)
            {
                db.Tell(new Reviewed(ReviewStep.Approved, open.Post.Id, open.Draft.Version, by, open.Draft.AskedById, clock.GetUtcNow()));
            }

            await ApplyAsync(open, network, at, kind, correction, cancel);
            letOut(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    private async Task ApplyAsync(OpenDraft open, NetworkFace network, DateTimeOffset at, RevisionKind kind, string? correction, CancellationToken cancel)
    {
        var (post, draft) = (open.Post, open.Draft);
        var (text, settings) = (draft.Text, draft.Text.Settings);
        keeper.Keep(open);
        var slug = await SlugAsync(post, text, cancel);
        if (slug != post.Slug || at != post.PublicAt)
        {
            // Where it comes back under another date or name, the address that readers know leads there.
            await LeaveRedirectAsync(post, network, cancel);
        }

        var picture = await PictureAsync(post.NetworkId, post.BlogId, text, cancel);
        await TermPostAsync(post, settings.Tags, settings.Categories, cancel);
        post.Revise(
            new PostText(slug, text.Title, text.Html, text.Lead.Length > 0 ? text.Lead : HtmlText.Lead(text.Html))
            {
                Language = settings.Language,
                PictureId = picture?.Id,
                PictureAlt = picture?.Alt,
                CanonicalUrl = settings.Canonical,
                CommentsCloseAt = settings.CommentsCloseAt,
                Commenters = settings.Commenters,
                CommentApproval = settings.CommentApproval,
                Question = settings.Question,
                Sponsor = settings.Sponsor,
                Related = settings.Related,
            },
            clock.GetUtcNow());
        await db.LearnAltsAsync(post.BlogId, text.Html, cancel);
        await KeepAsync(draft, kind, correction, cancel);
        draft.Applied();
    }

    private async Task KeepAsync(PostDraft draft, RevisionKind kind, string? correction, CancellationToken cancel)
    {
        var revision = db.Revisions.Local.FirstOrDefault(r => r.PostId == draft.PostId && r.Version == draft.Version)
            ?? await db.Revisions.SingleOrDefaultAsync(r => r.PostId == draft.PostId && r.Version == draft.Version, cancel);
        if (revision?.Kind is RevisionKind.Published)
        {
            // What went out before stays as it was, with its own time.
            draft.Again(clock.GetUtcNow());
            revision = null;
        }

        if (revision is null)
        {
            revision = Revision.Of(draft, kind);
            db.Add(revision);
        }

        revision.Become(kind, correction, clock.GetUtcNow());
    }

    /// <summary>What its writer chose; the one it has where it has been public; otherwise one made of the headline.</summary>
    private async Task<string> SlugAsync(Post post, DraftText text, CancellationToken cancel)
    {
        if (text.Settings.Slug is null && HasBeenPublic(post))
        {
            return post.Slug;
        }

        var made = Slug.Of(text.Title);
        return await db.FreeSlugAsync(post.BlogId, text.Settings.Slug ?? (made.Length == 0 ? Nameless : made), post.Id, cancel);
    }

    private static bool HasBeenPublic(Post post) => post.PublicAt is not null;

    private async Task LeaveRedirectAsync(Post post, NetworkFace network, CancellationToken cancel)
    {
        if (!HasBeenPublic(post))
        {
            return;
        }

        var below = PostAddress.Path(network, "", post.Slug, post.PublicAt, post.PublicPrecision).Trim('/');
        var key = PostOrigin.OfPath(below);
        if (await db.PostOrigins.SingleOrDefaultAsync(o => o.BlogId == post.BlogId && o.Key == key, cancel) is { } known)
        {
            known.PostId = post.Id;
        }
        else
        {
            db.Add(new PostOrigin(post.BlogId, key, post.Id));
        }
    }

    private static async Task<List<string>> TermsAsync(IQueryable<string> names, CancellationToken cancel) => await names.ToListAsync(cancel);

    /// <summary>Puts these tags and categories on the post and takes all others off.</summary>
    private async Task TermPostAsync(Post post, IReadOnlyList<string> tags, IReadOnlyList<string> categories, CancellationToken cancel)
    {
        var tagSlugs = tags.ToDictionary(PostSlug.OfTerm, n => n, StringComparer.Ordinal);
        var knownTags = await db.Tags.Where(t => t.BlogId == post.BlogId && tagSlugs.Keys.Contains(t.Slug)).ToListAsync(cancel);
        var newTags = tagSlugs.Where(t => knownTags.TrueForAll(k => k.Slug != t.Key)).Select(t => new Tag(post.BlogId, t.Key, t.Value)).ToList();
        var categorySlugs = categories.ToDictionary(PostSlug.OfTerm, n => n, StringComparer.Ordinal);
        var knownCategories = await db.Categories.Where(c => c.BlogId == post.BlogId && categorySlugs.Keys.Contains(c.Slug)).ToListAsync(cancel);
        var newCategories = categorySlugs.Where(c => knownCategories.TrueForAll(k => k.Slug != c.Key)).Select(c => new Category(post.BlogId, c.Key, c.Value)).ToList();
        db.AddRange(newTags);
        db.AddRange(newCategories);

        // They get their ids.
        await db.SaveChangesAsync(cancel);
        List<Tag> allTags = [.. knownTags, .. newTags];
        List<Category> allCategories = [.. knownCategories, .. newCategories];
        post.Tags.Select(t => t.TagId).Except(allTags.Select(t => t.Id)).ToList().ForEach(post.Untag);
        post.Categories.Select(c => c.CategoryId).Except(allCategories.Select(c => c.Id)).ToList().ForEach(post.Unfile);
        allTags.ForEach(post.TagWith);
        allCategories.ForEach(post.FileUnder);
    }

    /// <summary>What stands for the post in lists: the picture that its writer chose, or else the first of the text that is ours.</summary>
    public async Task<(long Id, string Alt)?> PictureAsync(long networkId, long blogId, DraftText text, CancellationToken cancel)
    {
        var shown = PicturesOnPages.In(text.Html).Where(p => p.Hash is not null).ToList();
        foreach (var hash in shown.ConvertAll(p => p.Hash).Prepend(text.Settings.Picture).OfType<string>())
        {
            if (await db.MediaFiles.Where(m => m.NetworkId == networkId && m.Hash == hash).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel) is { } id)
            {
                var said = shown.Find(p => p.Hash == hash)?.Alt;
                return (id, said ?? await db.BlogPictures.Where(p => p.BlogId == blogId && p.FileId == id).Select(p => p.Alt).FirstOrDefaultAsync(cancel) ?? "");
            }
        }

        return null;
    }
}
