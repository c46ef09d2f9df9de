using Microsoft.EntityFrameworkCore;
using Spalt.Moderation;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Store;
using Spalt.Writing;

namespace Spalt.History;

/// <summary>A text that readers of a public post have seen.</summary>
/// <param name="Number">The draft's version; <see cref="PublicVersions.Now"/> for what they see now.</param>
/// <param name="Since">From when on they saw it; <see cref="PublicVersions"/> says how far that is known.</param>
/// <param name="Correction">What was wrong before it, where it put something right: plain text.</param>
/// <param name="IsWithheld">It shall not be seen again: its words are nowhere.</param>
internal sealed record PublicVersion(int Number, DateTimeOffset Since, string? Correction, bool IsWithheld);

/// <summary>The words of one.</summary>
/// <param name="Lead">That its writer wrote; empty where it was made of the text.</param>
/// <param name="Html">Sanitised.</param>
internal sealed record PublicText(string Title, string Lead, string Html)
{
    public string Plain => DraftText.PlainOf(Title, Lead, Html);
}

/// <summary>
/// What a public post has said to its readers, the oldest first: never a draft, and nothing of a post that is not public. A revision that was
/// published counts from when it was; one that was given to the clock from when the post went out, if none came in its place before. What was
/// taken back from the clock never went out.
/// </summary>
internal sealed class PublicVersions
{
    /// <summary>The post as it stands: it holds what no revision does, such as a picture that took another's place everywhere.</summary>
    public const int Now = int.MaxValue;

    private const int Most = 500;

    private readonly SpaltDb _db;
    private readonly Post _post;

    private PublicVersions(SpaltDb db, Post post, IReadOnlyList<PublicVersion> all) => (_db, _post, All) = (db, post, all);

    public IReadOnlyList<PublicVersion> All { get; }

    /// <param name="post">That readers see.</param>
    public static async Task<PublicVersions> OfAsync(SpaltDb db, Post post, CancellationToken cancel)
    {
        var rows = await Seen(db, post.Id).OrderByDescending(r => r.Version).Take(Most)
            .Select(r => new { r.Version, r.SavedAt, r.Correction, r.WithheldAt }).ToListAsync(cancel);
        var began = BeganAt(post);

        // Of several that would count from the moment at which the post went out, the last went out.
        var versions = rows.Select(r => new PublicVersion(r.Version, r.Version == 0 || r.SavedAt < began ? began : r.SavedAt, r.Correction, r.WithheldAt is not null))
            .GroupBy(v => v.Since, (_, same) => same.MaxBy(v => v.Number)!).OrderBy(v => v.Number).ToList();
        var refused = versions.Count == 0 ? [] : await RefusedAsync(db, post.Id, cancel);
        if (refused.Count > 0)
        {
            versions = await WithoutAsync(db, post.Id, versions, refused, cancel);
        }

        return new(db, post, versions.Count == 0 ? [new(Now, began, null, IsWithheld: false)] : [.. versions[..^1], versions[^1] with { Number = Now, IsWithheld = false }]);
    }

    /// <summary>Whether there may be more than one: asked by the page of each post.</summary>
    public static async Task<bool> AreSeveralAsync(SpaltDb db, long postId, CancellationToken cancel) =>
        await Seen(db, postId).Take(2).CountAsync(cancel) > 1;

    /// <summary>What readers saw at that moment; null for before there was anything.</summary>
    public PublicVersion? At(DateTimeOffset at) => All.LastOrDefault(v => v.Since <= at);

    /// <summary>Null for one whose words are not to be seen.</summary>
    public async Task<PublicText?> ReadAsync(PublicVersion version, CancellationToken cancel)
    {
        if (version.IsWithheld)
        {
            return null;
        }

        return version.Number == Now
            ? new(_post.Title, PostAlone.Written(_post.Lead, _post.BodyHtml) ?? "", _post.BodyHtml)
            : await _db.Revisions.AsNoTracking().Where(r => r.PostId == _post.Id && r.Version == version.Number).Select(r => new PublicText(r.Title, r.Lead, r.Html)).SingleAsync(cancel);
    }

    /// <summary>What was published, and what the clock let out: that was given to it before the post's date. A post that was public keeps its old one when it is taken back from the clock.</summary>
    private static IQueryable<Revision> Seen(SpaltDb db, long postId) => db.Revisions.AsNoTracking().Where(r => r.PostId == postId
        && (r.Kind == RevisionKind.Published || (r.Kind == RevisionKind.Scheduled
            && db.Posts.Any(p => p.Id == postId && p.PublishedPrecision != PublishedPrecision.Unknown && r.SavedAt < p.PublishedAt))));

    /// <summary>When readers first saw it, as far as anybody knows: of a post without a date, since it stands here.</summary>
    private static DateTimeOffset BeganAt(Post post) => post is { PublishedAt: { } at, PublishedPrecision: not PublishedPrecision.Unknown } ? at : post.CreatedAt;

    /// <summary>Texts that the newspaper took down and has not put back.</summary>
    private static Task<List<byte[]>> RefusedAsync(SpaltDb db, long postId, CancellationToken cancel) => db.Decisions
        .Where(d => d.PostId == postId && d.CommentId == null && d.Verb == DecisionVerb.Refuse && !db.Decisions.Any(r => r.ReversesId == d.Id))
        .Select(d => d.TextHash).ToListAsync(cancel);

    private static async Task<List<PublicVersion>> WithoutAsync(SpaltDb db, long postId, List<PublicVersion> versions, List<byte[]> refused, CancellationToken cancel)
    {
        var kept = new List<PublicVersion>();
        foreach (var version in versions)
        {
            var text = await db.Revisions.Where(r => r.PostId == postId && r.Version == version.Number).Select(r => new { r.Title, r.Html }).SingleAsync(cancel);
            var hash = Decision.HashOf(text.Title, text.Html);
            kept.Add(refused.Exists(r => r.AsSpan().SequenceEqual(hash)) ? version with { IsWithheld = true } : version);
        }

        return kept;
    }
}
