using Spalt.Formats.Html;
using Spalt.Media;
using Spalt.Store;

namespace Spalt.Blogs;

/// <summary>What a blog says once and for long, at <c>/{blog}/{slug}/</c>: <i>Om mig</i>, <i>Kontakt</i>.</summary>
[Audited(nameof(Slug), nameof(Title), nameof(BodyHtml))]
public sealed class BlogPage : Entity
{
    public const int Most = 50;
    public const int LongestTitle = 120;
    private const int MostEarlier = 20;

    private BlogPage()
    {
    }

    public long BlogId { get; private set; }

    public long NetworkId { get; private set; }

    /// <summary>Unique in the blog.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>What the page was called before, each between two spaces, the latest first: those addresses lead to it as long as no page has them.</summary>
    public string Earlier { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string BodyHtml { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows with every change: of two people who change it at once, the second is told.</summary>
    public int Version { get; private set; }

    public static BlogPage Add(Blog blog, string slug, string title, string bodyHtml, DateTimeOffset now)
    {
        var page = new BlogPage { BlogId = blog.Id, NetworkId = blog.NetworkId, CreatedAt = now };
        page.Change(slug, title, bodyHtml, now);
        return page;
    }

    public void Change(string slug, string title, string bodyHtml, DateTimeOffset now)
    {
        if (Slug.Length > 0 && slug != Slug)
        {
            var names = Earlier.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(Slug).Where(s => s != slug).Distinct(StringComparer.Ordinal).Take(MostEarlier);
            Earlier = $" {string.Join(' ', names)} ";
        }

        (Slug, Title, BodyHtml, UpdatedAt) = (slug, title, bodyHtml, now);
        Version++;
        Tell(new BlogPageChanged(BlogId, NetworkId, BodyHtml, now));
    }

    /// <summary>Is about to be taken away.</summary>
    public void Leave() => Tell(new BlogPageChanged(BlogId, NetworkId, "", UpdatedAt));

    /// <summary>Another picture wherever one was shown. Again is nothing.</summary>
    public void ShowInstead(string oldHash, MediaFile picture, DateTimeOffset now)
    {
        var html = PicturesOnPages.Replace(BodyHtml, oldHash, picture.Url, picture.Shown.Width, picture.Shown.Height);
        if (html != BodyHtml)
        {
            Change(Slug, Title, html, now);
        }
    }
}

/// <param name="Html">What it says now; empty where it is gone.</param>
public sealed record BlogPageChanged(long BlogId, long NetworkId, string Html, DateTimeOffset At) : News;
