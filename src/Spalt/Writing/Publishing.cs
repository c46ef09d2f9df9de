using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Html;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>Gives a post what its draft says, and lets it out, each in one transaction.</summary>
internal sealed partial class Publishing(SpaltDb db, DraftKeeper keeper, TimeProvider clock)
{
    private const string Nameless = "inlagg";

    /// <summary>Lets the post out now; one that is public already is revised.</summary>
    /// <param name="correction">What was wrong in the public text: plain text; null for a small change.</param>
    public Task PublishAsync(OpenDraft open, NetworkFace network, string? correction, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await ApplyAsync(open, network, open.Post.PublishedAt < now ? open.Post.PublishedAt.Value : now, RevisionKind.Published, correction, cancel);
            if (correction is not null)
            {
                open.Post.Correct(correction, now);
            }

            open.Post.Publish(now);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>The post goes out at <paramref name="at"/> as it is now; what is written later does not.</summary>
    public Task ScheduleAsync(OpenDraft open, NetworkFace network, DateTimeOffset at, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await ApplyAsync(open, network, at, RevisionKind.Scheduled, correction: null, cancel);
            open.Post.Schedule(at);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>Puts the post into another blog of the network, under a free name; its old address leads to the new one.</summary>
    public Task MoveAsync(OpenDraft open, Blog to, NetworkFace network, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var post = open.Post;
            keeper.Keep(open);
            await LeaveRedirectAsync(post, network, cancel);
            var tags = await TermsAsync(db.Tags.Where(t => post.Tags.Select(p => p.TagId).Contains(t.Id)).Select(t => t.Name), cancel);
            var categories = await TermsAsync(db.Categories.Where(c => post.Categories.Select(p => p.CategoryId).Contains(c.Id)).Select(c => c.Name), cancel);
            await TermPostAsync(post, [], [], cancel);
            await db.SaveChangesAsync(cancel);
            post.MoveTo(to, await db.FreeSlugAsync(to.Id, post.Slug, post.Id, cancel), clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            await TermPostAsync(post, tags, categories, cancel);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <param name="at">When the post went out, or will.</param>
    private async Task ApplyAsync(OpenDraft open, NetworkFace network, DateTimeOffset at, RevisionKind kind, string? correction, CancellationToken cancel)
    {
        var (post, draft) = (open.Post, open.Draft);
        var (text, settings) = (draft.Text, draft.Text.Settings);
        keeper.Keep(open);
        var slug = await SlugAsync(post, text, cancel);
        if (slug != post.Slug)
        {
            await LeaveRedirectAsync(post, network, cancel);
        }

        var picture = await PictureAsync(post.NetworkId, text.Html, cancel);
        await TermPostAsync(post, settings.Tags, settings.Categories, cancel);
        post.Revise(
            new PostText(slug, text.Title, text.Html, text.Lead.Length > 0 ? text.Lead : HtmlText.Lead(text.Html))
            {
                Language = settings.Language,
                PictureId = picture?.Id,
                PictureAlt = picture?.Alt,
                CanonicalUrl = settings.Canonical,
                CommentsCloseAt = settings.CommentsCloseFor(at),
                Sponsor = settings.Sponsor,
            },
            clock.GetUtcNow());
        draft.Applied();
        await KeepAsync(draft, kind, correction, cancel);
    }

    private async Task KeepAsync(PostDraft draft, RevisionKind kind, string? correction, CancellationToken cancel)
    {
        var revision = db.Revisions.Local.FirstOrDefault(r => r.PostId == draft.PostId && r.Version == draft.Version)
            ?? await db.Revisions.SingleOrDefaultAsync(r => r.PostId == draft.PostId && r.Version == draft.Version, cancel);
        if (revision is null)
        {
            revision = Revision.Of(draft, kind);
            db.Add(revision);
        }

        revision.Become(kind, correction);
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

    private static bool HasBeenPublic(Post post) => post.PublishedAt is not null && post.State is not PostState.Scheduled;

    private async Task LeaveRedirectAsync(Post post, NetworkFace network, CancellationToken cancel)
    {
        if (!HasBeenPublic(post))
        {
            return;
        }

        var below = PostAddress.Path(network, "", post.Slug, post.PublishedAt, post.PublishedPrecision).Trim('/');
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

    /// <summary>The first picture of the text that is ours stands for the post in lists.</summary>
    public async Task<(long Id, string Alt)?> PictureAsync(long networkId, string html, CancellationToken cancel)
    {
        foreach (Match image in Image().Matches(html))
        {
            var hash = image.Groups["hash"].Value;
            if (await db.MediaFiles.Where(m => m.NetworkId == networkId && m.Hash == hash).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancel) is { } id)
            {
                return (id, HtmlText.Plain(Alternative().Match(image.Value).Groups["alt"].Value));
            }
        }

        return null;
    }

    [GeneratedRegex("<img [^>]*?src=\"/-/media/(?<hash>[0-9a-f]{32})[^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Image();

    [GeneratedRegex(" alt=\"(?<alt>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
