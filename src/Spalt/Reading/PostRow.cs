using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Formats;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>What every by-line, wherever the post is shown, says of it.</summary>
/// <param name="PublishedAt">Only as much of it is known as <paramref name="Precision"/> says.</param>
/// <param name="Comments">Comments shown under the post and those whose texts were lost.</param>
/// <param name="Sponsored">What it is where somebody has paid for it.</param>
internal record PostRow(
    long Id, long BlogId, string BlogSlug, string Slug, string Title, DateTimeOffset PublishedAt, PublishedPrecision Precision,
    string? Language, string Author, string AuthorSlug, int Likes, int Comments, SponsorKind? Sponsored)
{
    public string Path(NetworkFace network) => network.Path(BlogSlug, Slug, PublishedAt, Precision);

    public string AuthorPath => $"/{BlogSlug}/author/{AuthorSlug}/";

    /// <inheritdoc cref="PostAddress.CommentsAnchor"/>
    public string CommentsAnchor => PostAddress.CommentsAnchor(Comments);

    /// <summary>Headlines of more than 90 characters are set smaller.</summary>
    public string HeadlineClass => Title.Length > 90 ? "headline long" : "headline";

    /// <summary>BCP 47 tag to state on the post, null where it is the page's own.</summary>
    public string? LanguageOn(NetworkFace network) => Language == network.Language ? null : Language;

    /// <summary>The same for the words around the post, which are in its language only where there are texts in it (<see cref="Texts.Speaking"/>).</summary>
    public string? SpokenOn(NetworkFace network) => LanguageOn(network) is "sv" or "en" ? Language : null;
}

/// <summary>A post in a list: with its lead and picture.</summary>
internal sealed record Story(
    long Id, long BlogId, string BlogSlug, string Slug, string Title, DateTimeOffset PublishedAt, PublishedPrecision Precision,
    string? Language, string Author, string AuthorSlug, int Likes, int Comments, SponsorKind? Sponsored,
    string BlogTitle, string Lead, Picture? Picture, string? PictureAlt)
    : PostRow(Id, BlogId, BlogSlug, Slug, Title, PublishedAt, Precision, Language, Author, AuthorSlug, Likes, Comments, Sponsored)
{
    /// <summary>What a crop of the picture must hold, where its blog says so.</summary>
    public FocalPoint? Focus { get; init; }
}

/// <summary>A whole post.</summary>
internal sealed record FullPost(
    long Id, long BlogId, string BlogSlug, string Slug, string Title, DateTimeOffset PublishedAt, PublishedPrecision Precision,
    string? Language, string Author, string AuthorSlug, int Likes, int Comments, SponsorKind? Sponsored,
    string BodyHtml, string? Sponsor, string? SponsorNotice, string? Corrections)
    : PostRow(Id, BlogId, BlogSlug, Slug, Title, PublishedAt, Precision, Language, Author, AuthorSlug, Likes, Comments, Sponsored)
{
    public IReadOnlyList<Topic> Categories { get; set; } = [];

    /// <inheritdoc cref="Post.Related"/>
    public string? Related { get; init; }

    /// <inheritdoc cref="Post.HasReplies"/>
    public bool HasReplies { get; init; }

    /// <inheritdoc cref="Post.ReplyToId"/>
    public long? ReplyToId { get; init; }
}

/// <param name="Alone">Set where nothing is shown but this one post, and everything that can be said of it.</param>
internal sealed record FullPosts(IReadOnlyList<FullPost> Posts, PostAlone? Alone = null)
{
    /// <summary>Whether readers may like and comment.</summary>
    public bool TakesAnswers { get; init; } = true;

    public ShownEmbeds Embeds { get; init; } = ShownEmbeds.Unasked;

    /// <summary>What answers these posts, and what they answer.</summary>
    public ReplyLinks Replies { get; init; } = ReplyLinks.None;
}

/// <summary>What a post's own page says of it besides.</summary>
/// <param name="LeadPicture">The post's picture, where the text does not show it itself.</param>
internal sealed record PostAlone(FullPost Post, Picture? LeadPicture, string? LeadPictureAlt, IReadOnlyList<Topic> Tags)
{
    /// <summary>So many characters tell whether two texts begin alike.</summary>
    private const int LongestCompared = 60;

    /// <summary>What stands before the text; null where the lead was made of the text itself.</summary>
    public string? Lead { get; init; }

    /// <summary>The lead of a post that its writer wrote; null for one that the text says anyhow.</summary>
    /// <param name="lead">Plain text.</param>
    public static string? Written(string lead, string bodyHtml)
    {
        var begins = TextLine.Of(lead).TrimEnd('…', '.', ' ');
        begins = begins.Length > LongestCompared ? begins[..LongestCompared] : begins;
        return begins.Length == 0 || lead == HtmlText.Lead(bodyHtml) || TextLine.Of(HtmlText.Plain(bodyHtml)).Contains(begins, StringComparison.Ordinal) ? null : lead;
    }

    /// <summary>Whether it is shown as it was once: what one can do with a post is done with it as it is now.</summary>
    public bool IsThen { get; init; }

    /// <summary>Whether there is more than one text that readers have seen.</summary>
    public bool HasHistory { get; init; }

    /// <summary>The answers to it, whole: they stand at its head, as large as it is.</summary>
    public IReadOnlyList<FullPost> Replies { get; init; } = [];

    /// <param name="picture">The picture that stands for the post in lists.</param>
    public static PostAlone Of(FullPost post, Picture? picture, string? alt, IEnumerable<Topic> tags) => new(
        post, picture is null || post.BodyHtml.Contains(picture.Hash, StringComparison.Ordinal) ? null : picture, alt,
        [.. tags.OrderBy(t => t.Name, StringComparer.CurrentCulture)]);
}

/// <summary>A tag or category.</summary>
internal sealed record Topic(string Slug, string Name, int PostCount);

/// <summary>A post as a link: headline and address.</summary>
internal sealed record PostLink(string Path, string Title, string? Language);

internal static class PostRows
{
    extension(IQueryable<Post> posts)
    {
        public IQueryable<Story> Stories(SpaltDb db) =>
            from p in posts
            join author in db.Accounts on p.AuthorId equals author.Id
            join blog in db.Blogs on p.BlogId equals blog.Id
            from m in db.MediaFiles.Where(m => m.Id == p.PictureId).DefaultIfEmpty()
            from kept in db.BlogPictures.Where(k => k.BlogId == p.BlogId && k.FileId == p.PictureId).DefaultIfEmpty()
            select new Story(
                p.Id, p.BlogId, blog.Slug, p.Slug, p.Title, p.PublishedAt!.Value, p.PublishedPrecision, p.Language,
                author.Name, author.Slug, p.LikeCount, p.CommentCount + p.ImportedCommentCount, p.SponsorKind,
                blog.Title, p.Lead, m == null ? null : new Picture(m.Hash, m.Extension, m.Width, m.Height, m.VariantWidth, m.VariantHeight, m.IsAnimated), p.PictureAlt)
            {
                Focus = kept == null ? null : new FocalPoint(kept.FocalX, kept.FocalY),
            };

        public IQueryable<PostLink> Links(NetworkFace network, string blogSlug) => posts.Select(
            p => new PostLink(PostAddress.Path(network, blogSlug, p.Slug, p.PublishedAt, p.PublishedPrecision), p.Title, p.Language));
    }

    private static readonly Expression<Func<Post, Account, FullPost>> Full = (p, author) => new FullPost(
        p.Id, p.BlogId, "", p.Slug, p.Title, p.PublishedAt!.Value, p.PublishedPrecision, p.Language,
        author.Name, author.Slug, p.LikeCount, p.CommentCount + p.ImportedCommentCount, p.SponsorKind,
        p.BodyHtml, p.Sponsor, p.SponsorNotice, p.Corrections) { Related = p.Related, HasReplies = p.HasReplies, ReplyToId = p.ReplyToId };

    /// <summary>Compiled once: the pages of posts ask it.</summary>
    private static readonly Func<SpaltDb, long[], IAsyncEnumerable<FullPost>> FullById = EF.CompileAsyncQuery(
        (SpaltDb db, long[] ids) => db.Posts.AsNoTracking().Where(p => ids.Contains(p.Id))
            .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id)
            .Join(db.Accounts, p => p.AuthorId, a => a.Id, Full));

    /// <summary>Compiled once: the fronts of blogs ask it.</summary>
    private static readonly Func<SpaltDb, long, int, int, IAsyncEnumerable<FullPost>> FullFrom = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId, int offset, int size) => db.Posts.AsNoTracking()
            .Where(p => db.Posts.Where(n => n.State == PostState.Published && n.BlogId == blogId)
                .OrderByDescending(n => n.PublishedAt).ThenByDescending(n => n.Id).Select(n => n.Id).Skip(offset).Take(size).Contains(p.Id))
            .OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id)
            .Join(db.Accounts, p => p.AuthorId, a => a.Id, Full));

    /// <summary>Whole posts by id, newest first.</summary>
    public static ValueTask<List<FullPost>> FullPostsAsync(this SpaltDb db, string blogSlug, long[] ids, CancellationToken cancel) =>
        FullById(db, ids).Select(p => p with { BlogSlug = blogSlug }).ToListAsync(cancel);

    /// <summary>A page of a blog's whole posts; see <see cref="PostQueries"/> for how far pages are found.</summary>
    public static async ValueTask<List<FullPost>> FullPageAsync(this SpaltDb db, BlogFace blog, int offset, int size, CancellationToken cancel)
    {
        if (PostQueries.IsFromStart(offset, blog.PostCount))
        {
            return await FullFrom(db, blog.Id, offset, size).Select(p => p with { BlogSlug = blog.Slug }).ToListAsync(cancel);
        }

        var ids = await db.Posts.Published().In(blog.Id).PageOfIds(offset, size, blog.PostCount).ToArrayAsync(cancel);
        return await db.FullPostsAsync(blog.Slug, ids, cancel);
    }
}
