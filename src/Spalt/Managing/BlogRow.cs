using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>A blog as those see it who manage the network.</summary>
/// <param name="Megabytes">Room of its own.</param>
/// <param name="Into">Slug of the blog that it was merged into.</param>
/// <param name="Domain">The host that it has for itself.</param>
internal sealed record BlogRow(
    long Id, string Slug, string Title, int Posts, int Drafts, int Members, DateTimeOffset? LatestAt, DateTimeOffset? SuspendedAt, string? SuspendedWhy,
    int? Megabytes, string? Into, string? Domain, Regime Regime)
{
    /// <summary>Last part of the name of the text that says in which state it is.</summary>
    public string State => Into is not null ? "merged" : SuspendedAt is not null ? "suspended" : Posts == 0 ? "empty" : "open";

    /// <summary>Where it is, for people: its own domain, or its path on the network.</summary>
    public string Place => Domain is null ? $"/{Slug}/" : HostName.Readable(Domain);

    public static IQueryable<BlogRow> Of(SpaltDb db, IQueryable<Blog> blogs) => blogs.Select(b => new BlogRow(
        b.Id, b.Slug, b.Title, b.PostCount,
        db.Posts.Count(p => p.BlogId == b.Id && (p.State == Spalt.Posts.PostState.Draft || p.State == Spalt.Posts.PostState.Scheduled) && p.BinnedAt == null),
        db.BlogMembers.Count(m => m.BlogId == b.Id), b.LatestAt, b.SuspendedAt, b.SuspendedWhy, b.Megabytes,
        db.Blogs.Where(i => i.Id == b.MergedIntoId).Select(i => i.Slug).FirstOrDefault(), b.Domain, b.Regime));
}
