using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>What an archive's address asks for: the values of its route, of which one is set (month besides year).</summary>
internal sealed class ArchiveAddress
{
    [FromRoute(Name = "year")]
    public int? Year { get; set; }

    [FromRoute(Name = "month")]
    public int? Month { get; set; }

    [FromRoute(Name = "tag")]
    public string? Tag { get; set; }

    [FromRoute(Name = "category")]
    public string? Category { get; set; }

    [FromRoute(Name = "author")]
    public string? Author { get; set; }

    /// <summary>Whether a year's beginning and end are times in every time zone.</summary>
    public static bool IsYear(int year) => year is > 1 and < 9999;

    /// <summary>The part of the blog that is asked for; null where there is no such thing.</summary>
    public Task<ArchivePart?> FindAsync(SpaltDb db, Margin margin, CancellationToken cancel) => this switch
    {
        { Year: { } year } => Task.FromResult(ByDate(db, margin, year)),
        { Tag: { } tag } => TaggedAsync(db, margin.Blog, Slug.Meant(tag), cancel),
        { Category: { } category } => FiledAsync(db, margin.Blog, Slug.Meant(category), cancel),
        { Author: { } author } => ByAuthorAsync(db, margin.Blog, Slug.Meant(author), cancel),
        _ => Task.FromResult(Undated(db, margin)),
    };

    private ArchivePart? ByDate(SpaltDb db, Margin margin, int year)
    {
        if (!IsYear(year) || Month is < 1 or > 12)
        {
            return null;
        }

        var total = margin.Months.Count(year, Month);
        if (total == 0)
        {
            return null;
        }

        var first = new DateOnly(year, Month ?? 1, 1);
        var from = Dates.StartOf(margin.Network, first);
        var to = Dates.StartOf(margin.Network, Month is null ? first.AddYears(1) : first.AddMonths(1));
        var posts = db.Posts.Published().In(margin.Blog.Id).Where(p => p.PublishedAt >= from && p.PublishedAt < to);
        if (!margin.Months.AreExact)
        {
            posts = posts.Between(from, to);
            posts = Month is null ? posts : posts.Where(p => p.PublishedPrecision != PublishedPrecision.Year);
        }

        var heading = Month is { } month ? Dates.Month(year, month) : year.ToString("0000", CultureInfo.InvariantCulture);
        var path = margin.Blog.Path + first.ToString(Month is null ? "yyyy'/'" : "yyyy'/'MM'/'", CultureInfo.InvariantCulture);
        return new ArchivePart(Texts.Say("Archive.Of", heading), path, total, HasFeed: false, (offset, size) => posts.PageOfIds(offset, size, total));
    }

    private static ArchivePart? Undated(SpaltDb db, Margin margin)
    {
        var total = margin.Months.Undated;
        var posts = db.Posts.Published().In(margin.Blog.Id).WithoutDate();
        return total == 0 ? null : new ArchivePart(
            Texts.Say("Archive.Undated"), $"{margin.Blog.Path}{PostAddress.Undated(margin.Network.Language)}/", total, HasFeed: false,
            (offset, size) => posts.PageOfIds(offset, size, total));
    }

    private static async Task<ArchivePart?> TaggedAsync(SpaltDb db, BlogFace blog, string slug, CancellationToken cancel)
    {
        var tag = await db.Tags.AsNoTracking().SingleOrDefaultAsync(t => t.BlogId == blog.Id && t.Slug == slug, cancel);
        if (tag is null)
        {
            return null;
        }

        var ids = db.PostTags.Where(t => t.TagId == tag.Id)
            .Join(db.Posts.Published(), t => t.PostId, p => p.Id, (t, p) => t)
            .OrderByDescending(t => t.PublishedAt).ThenByDescending(t => t.PostId).Select(t => t.PostId);
        return new ArchivePart(
            Texts.Say("Archive.Tag", tag.Name), $"{blog.Path}tag/{tag.Slug}/", tag.PostCount, HasFeed: true, (offset, size) => ids.Skip(offset).Take(size));
    }

    private static async Task<ArchivePart?> FiledAsync(SpaltDb db, BlogFace blog, string slug, CancellationToken cancel)
    {
        var category = await db.Categories.AsNoTracking().SingleOrDefaultAsync(c => c.BlogId == blog.Id && c.Slug == slug, cancel);
        if (category is null)
        {
            return null;
        }

        var ids = db.PostCategories.Where(f => f.CategoryId == category.Id)
            .Join(db.Posts.Published(), f => f.PostId, p => p.Id, (f, p) => f)
            .OrderByDescending(f => f.PublishedAt).ThenByDescending(f => f.PostId).Select(f => f.PostId);
        return new ArchivePart(
            Texts.Say("Archive.Category", category.Name), $"{blog.Path}category/{category.Slug}/", category.PostCount, HasFeed: true,
            (offset, size) => ids.Skip(offset).Take(size));
    }

    private static async Task<ArchivePart?> ByAuthorAsync(SpaltDb db, BlogFace blog, string slug, CancellationToken cancel)
    {
        var author = await db.Accounts.AsNoTracking().Where(a => a.Slug == slug).Select(a => new { a.Id, a.Name, a.Slug }).SingleOrDefaultAsync(cancel);
        if (author is null)
        {
            return null;
        }

        // Whoever never wrote here has no page here.
        var posts = db.Posts.Published().In(blog.Id).By(author.Id);
        var total = await posts.CountAsync(cancel);
        return total == 0 ? null : new ArchivePart(
            Texts.Say("Archive.Author", author.Name), $"{blog.Path}author/{author.Slug}/", total, HasFeed: true,
            (offset, size) => posts.PageOfIds(offset, size, total));
    }
}

/// <param name="Path">Address of its first page.</param>
/// <param name="HasFeed">Whether it has a feed of its own below its path.</param>
/// <param name="PageOfIds">Ids of the posts from an offset, newest first.</param>
internal sealed record ArchivePart(string Heading, string Path, int Total, bool HasFeed, Func<int, int, IQueryable<long>> PageOfIds);
