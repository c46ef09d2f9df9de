using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html;
using Spalt.Members;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>A post and what somebody works on of it.</summary>
/// <param name="IsNew">Whether nobody has saved a draft of it yet: the draft is the post's own text, in no table.</param>
internal sealed record OpenDraft(Post Post, PostDraft Draft, bool IsNew)
{
    public bool IsBinned => Post.BinnedAt is not null;
}

internal enum SaveOutcome
{
    Saved,

    /// <summary>It said so already: a button pressed twice, or sent again after an answer was lost.</summary>
    Same,

    /// <summary>Somebody saved since. Nothing was overwritten.</summary>
    Conflict,
}

/// <summary>Opens drafts and saves them, so that no text that somebody wrote is overwritten unseen.</summary>
internal sealed class DraftKeeper(SpaltDb db, TimeProvider clock)
{
    /// <summary>One who writes on without a pause leaves a revision so often.</summary>
    private static readonly TimeSpan BetweenRevisions = TimeSpan.FromMinutes(5);

    /// <summary>The draft of a post of the blog, if whoever is at the desk may work on it.</summary>
    public async Task<OpenDraft?> OpenAsync(Desk desk, long postId, CancellationToken cancel)
    {
        var post = await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleOrDefaultAsync(p => p.Id == postId && p.BlogId == desk.BlogId, cancel);

        // What somebody answers to a blog is not its owner's to change or take away.
        var isOthers = post?.ReplyToId is not null && !desk.IsEditor;
        return post is null || isOthers || !desk.MayEdit(post.AuthorId) || (post.State is PostState.Removed && post.BinnedAt is null) ? null : await OpenAsync(post, cancel);
    }

    public async Task<OpenDraft> OpenAsync(Post post, CancellationToken cancel) =>
        await db.Drafts.SingleOrDefaultAsync(d => d.PostId == post.Id, cancel) is { } draft
            ? new OpenDraft(post, draft, IsNew: false)
            : new OpenDraft(post, PostDraft.Of(post, await SettingsOfAsync(post, cancel)), IsNew: true);

    /// <param name="based">The version that the text is a change of.</param>
    /// <param name="client">The tab that sends it; empty for the form without script.</param>
    public async Task<(SaveOutcome Outcome, OpenDraft Open)> SaveAsync(
        OpenDraft open, int based, DraftText text, long by, string client, CancellationToken cancel)
    {
        try
        {
            return await TrySaveAsync(open, based, text, by, client, cancel);
        }
        catch (DbUpdateException error) when (db.Database.IsForestalled(error))
        {
            // Somebody saved in the same moment. Now there is something to compare with.
            db.ChangeTracker.Clear();
            var post = await db.Posts.Include(p => p.Tags).Include(p => p.Categories).SingleAsync(p => p.Id == open.Post.Id, cancel);
            return await TrySaveAsync(await OpenAsync(post, cancel), based, text, by, client, cancel);
        }
    }

    /// <summary>Sees to it that there is a row, for what is about to happen to a draft that nobody has changed.</summary>
    public void Keep(OpenDraft open)
    {
        if (open.IsNew && db.Entry(open.Draft).State is EntityState.Detached)
        {
            db.Add(open.Draft);
            if (open.Post.State is not PostState.Draft || open.Post.PublishedAt is not null)
            {
                db.Add(Revision.Of(open.Draft, RevisionKind.Published));
            }
        }
    }

    private async Task<(SaveOutcome Outcome, OpenDraft Open)> TrySaveAsync(
        OpenDraft open, int based, DraftText text, long by, string client, CancellationToken cancel)
    {
        var draft = open.Draft;
        if (draft.Says(text) && (based == draft.Version || (draft.Client == client && client.Length > 0)))
        {
            return (SaveOutcome.Same, open);
        }

        if (based != draft.Version)
        {
            return (SaveOutcome.Conflict, open);
        }

        await db.InTransactionAsync(
            async () =>
            {
                if (!open.IsNew && await IsWorthKeepingAsync(draft, by, client, cancel))
                {
                    db.Add(Revision.Of(draft, RevisionKind.Draft));
                    await ThinAsync(open.Post, cancel);
                }

                Keep(open);
                draft.Save(text, by, client, clock.GetUtcNow());

                // The library deletes none that is shown or about to be.
                await db.ShowPicturesAsync(open.Post.NetworkId, open.Post.Id, [open.Post.BodyHtml, text.Html], text.Settings.Picture, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return (SaveOutcome.Saved, open with { IsNew = false });
    }

    /// <summary>What another person or tab wrote is always kept; one's own every few minutes.</summary>
    private async Task<bool> IsWorthKeepingAsync(PostDraft draft, long by, string client, CancellationToken cancel)
    {
        if (draft.Title.Length + draft.Lead.Length + draft.Html.Length == 0)
        {
            return false;
        }

        var last = await db.Revisions.Where(r => r.PostId == draft.PostId).OrderByDescending(r => r.Version)
            .Select(r => new { r.Version, r.SavedAt }).FirstOrDefaultAsync(cancel);
        return last?.Version != draft.Version
            && (draft.SavedById != by || draft.Client != client || last is null || draft.SavedAt - last.SavedAt >= BetweenRevisions);
    }

    private async Task ThinAsync(Post post, CancellationToken cancel)
    {
        var kept = await db.Revisions.Where(r => r.PostId == post.Id && r.Kind == RevisionKind.Draft).Select(r => new { r.Version, r.SavedAt }).ToListAsync(cancel);
        if (kept.Count < Thinning.Newest)
        {
            return;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Networks.Where(n => n.Id == post.NetworkId).Select(n => n.TimeZone).SingleAsync(cancel));
        var gone = Thinning.Superfluous(kept.Select(r => (r.Version, r.SavedAt)), zone);
        await db.Revisions.Where(r => r.PostId == post.Id && gone.Contains(r.Version)).ExecuteDeleteAsync(cancel);
    }

    private async Task<PostSettings> SettingsOfAsync(Post post, CancellationToken cancel)
    {
        var tags = post.Tags.ConvertAll(t => t.TagId);
        var categories = post.Categories.ConvertAll(c => c.CategoryId);
        return new PostSettings
        {
            Slug = post.PublishedAt is null ? null : post.Slug,
            Tags = await db.Tags.Where(t => tags.Contains(t.Id)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(cancel),
            Categories = await db.Categories.Where(c => categories.Contains(c.Id)).OrderBy(c => c.Name).Select(c => c.Name).ToListAsync(cancel),
            Language = post.Language,
            Canonical = post.CanonicalUrl,
            CommentsCloseAt = post.CommentsCloseAt,
            Commenters = post.Commenters,
            CommentApproval = post.CommentApproval,
            Question = post.Question,
            Sponsor = post is { SponsorKind: { } kind, Sponsor: { } name } ? new Sponsorship(kind, name, post.SponsorNotice) : null,
            Related = RelatedLink.Read(post.Related),

            // The first of its text stands for it by itself.
            Picture = post.PictureId is { } id && await db.MediaFiles.Where(m => m.Id == id).Select(m => m.Hash).SingleAsync(cancel) is var hash
                && (PicturesOnPages.HashesIn(post.BodyHtml) is not [var first, ..] || first != hash) ? hash : null,
        };
    }
}
