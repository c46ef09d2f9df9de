using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Embeds;
using Spalt.Formats.Html;
using Spalt.History;
using Spalt.Language;
using Spalt.Media;
using Spalt.Moderation;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>
/// A post, a page of the blog, and every address below a blog that nothing else answers: those that posts had before lead to where they are now. The last
/// segment names the post; what stands before it is right only if it is the post's own date.
/// </summary>
internal sealed class PostPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    private const int MostAlso = 4;

    public FullPost Post { get; private set; } = null!;

    public ShownEmbeds Embeds { get; private set; } = ShownEmbeds.Unasked;

    public Margin Margin { get; private set; } = null!;

    /// <summary>The post's author as the blog shows its writers.</summary>
    public BlogFace Writer { get; private set; } = null!;

    public PostAlone Alone { get; private set; } = null!;

    public CommentablePost Commented { get; private set; } = null!;

    /// <summary>Whether nobody may comment any more.</summary>
    public bool IsClosed => !Commented.IsOpen(Now);

    /// <summary>The first page of its thread.</summary>
    public ThreadBlock Thread { get; private set; } = null!;

    /// <summary>The form below the thread: the same for everybody.</summary>
    public CommentFields Fields { get; private set; } = null!;

    /// <summary>Comments that the old page counted but did not hold.</summary>
    public int LostComments { get; private set; }

    public Story? Older { get; private set; }

    public Story? Newer { get; private set; }

    public IReadOnlyList<Story> Also { get; private set; } = [];

    /// <summary>What answers the post, and what it answers.</summary>
    public ReplyLinks Replies { get; private set; } = ReplyLinks.None;

    public async Task<IActionResult> OnGetAsync(string blog, string? path, string? replytocom, CancellationToken cancel)
    {
        var below = (path ?? "").Trim('/');
        if (await FindBlogAsync(blog, cancel) is not { } face)
        {
            return await NoSuchBlogAsync(blog, cancel);
        }

        if (await BlogPageView.FindAsync(Db, face, below, cancel) is { } page)
        {
            return Elsewhere(page.Path) ?? await ShowAsync(page, cancel);
        }

        var slug = below[(below.LastIndexOf('/') + 1)..];
        var found = await Db.Posts.AsNoTracking().Addressed().In(face.Id).Where(p => p.Slug == slug)
            .Select(p => new Found(p.Id, p.Slug, p.State, p.PublishedAt!.Value, p.PublishedPrecision, p.CreatedAt, p.UpdatedAt, p.ImportedCommentCount, p.CommentCount, p.PictureId, p.PictureAlt, p.Lead, p.CanonicalUrl))
            .SingleOrDefaultAsync(cancel);
        var right = found is null ? null : Network.Path(face.Slug, found.Slug, found.PublishedAt, found.Precision);
        if (right is null || Elsewhere(right) is not null)
        {
            var moved = await Db.FindOriginAsync(Network, face, PostOrigin.OfPath(below), cancel) ?? right ?? await DayAsync(face, below, cancel);
            return moved is null ? Missing(await this.NotHereAsync(Db, face, cancel)) : RedirectPermanent(moved + Answering(replytocom));
        }

        if (found!.State == PostState.Removed)
        {
            return Missing(new ErrorPage(410) { Blog = (face.Path, face.Title) });
        }

        return replytocom is null ? await ShowAsync(face, found, right, cancel) : Redirect(await AnsweringAsync(found.Id, right, replytocom, cancel));
    }

    /// <summary>The link to answer a comment leads to the place where one writes.</summary>
    private static string Answering(string? replytocom) => replytocom is null ? "" : "#respond";

    /// <summary>WordPress's link to answer a comment, which may name it by the number that it had there: to the form that answers it.</summary>
    private async Task<string> AnsweringAsync(long postId, string right, string replytocom, CancellationToken cancel)
    {
        var shown = Db.ShownComments().Where(c => c.PostId == postId);
        long? id = null;
        foreach (var which in new[] { replytocom, "s" + replytocom })
        {
            id ??= CommentAnchor.Named(shown, which) is { } named ? await named.Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel) : null;
        }

        return id is null ? right + "#respond" : string.Create(CultureInfo.InvariantCulture, $"/-/posts/{postId}/comment?to={id}");
    }

    /// <summary>WordPress's archive of a day, <c>2020/02/20</c>: the month holds it.</summary>
    private async Task<string?> DayAsync(BlogFace blog, string below, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(below, "yyyy'/'MM'/'dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !ArchiveAddress.IsYear(day.Year))
        {
            return null;
        }

        var from = Dates.StartOf(Network, day);
        var to = Dates.StartOf(Network, day.AddDays(1));
        return await Db.Posts.Published().In(blog.Id).Between(from, to).AnyAsync(cancel)
            ? blog.Path + day.ToString("yyyy'/'MM'/'", CultureInfo.InvariantCulture) : null;
    }

    private async Task<IActionResult> ShowAsync(BlogPageView page, CancellationToken cancel)
    {
        var blog = page.Blog;
        page.Margin = await Margin.ReadAsync(Db, blog, Network, Now, cancel);
        var head = new PageHead($"{page.Title} | {blog.Title}")
        {
            Description = HtmlText.Lead(page.BodyHtml),
            Path = page.Path,
            Accent = blog.Accent,
            Picture = SharedPicture.Of(blog),
            Feeds = FeedLink.Of(blog.Path, blog.Title),
        };
        page.Embeds = await EmbedsInAsync([page.BodyHtml], cancel);
        Frozen(head, [Tags.Blog(blog.Id), .. page.Embeds.Thaws]);
        return page.On(ViewData);
    }

    private async Task<IActionResult> ShowAsync(BlogFace blog, Found found, string path, CancellationToken cancel)
    {
        Post = (await Db.FullPostsAsync(blog.Slug, [found.Id], cancel)).Single();
        await Db.FileAsync([Post], cancel);
        var tags = await Db.PostTags.AsNoTracking().Where(t => t.PostId == found.Id)
            .Join(Db.Tags, t => t.TagId, t => t.Id, (_, t) => t).Select(t => new Topic(t.Slug, t.Name, t.PostCount)).ToListAsync(cancel);
        var picture = await Db.MediaFiles.AsNoTracking().Where(m => m.Id == found.PictureId)
            .Select(m => new Picture(m.Hash, m.Extension, m.Width, m.Height, m.VariantWidth, m.VariantHeight, m.IsAnimated)).SingleOrDefaultAsync(cancel);
        var focus = picture is null ? null : await Db.BlogPictures.AsNoTracking().Where(k => k.BlogId == blog.Id && k.FileId == found.PictureId)
            .Select(k => new FocalPoint(k.FocalX, k.FocalY)).SingleOrDefaultAsync(cancel);
        Replies = await ReplyLinks.OfAsync(Db, [(Post.Id, Post.HasReplies, Post.ReplyToId)], cancel);
        Alone = PostAlone.Of(Post, picture, found.PictureAlt, tags) with { Lead = PostAlone.Written(found.Lead, Post.BodyHtml), Replies = await Db.WholeAsync(Replies.To(Post.Id), cancel), HasHistory = await PublicVersions.AreSeveralAsync(Db, found.Id, cancel) };
        Embeds = await EmbedsInAsync([Post.BodyHtml, .. Alone.Replies.Select(r => r.BodyHtml)], cancel);
        LostComments = found.LostComments;
        Commented = (await Db.CommentedAsync(Network.Id, found.Id, cancel))!;
        Fields = new CommentFields(found.Id, Commented.Rules, Network);
        await LookAroundAsync(blog, found, cancel);
        Margin = await Margin.ReadAsync(Db, blog, Network, Now, cancel);
        var thread = found.CommentCount == 0 ? null : await CommentThread.ReadAsync(Db, found.Id, found.CommentCount, ThreadOrder.Oldest, null, cancel);
        Thread = new ThreadBlock(thread ?? new ThreadPart([]), Network, found.Id, path, found.CommentCount, !IsClosed);
        var about = await Db.Accounts.Where(a => a.Slug == Post.AuthorSlug).Select(a => a.About).SingleAsync(cancel);
        Writer = blog with { Writer = Post.Author, WriterAbout = about, Portrait = blog.Writer == Post.Author ? blog.Portrait : null };
        return Frozen(
            Head(blog, found, path, Shared(picture, focus, found.PictureAlt)),
            [Tags.Post(found.Id), Tags.Blog(blog.Id), .. Replies.Thaws(Post.ReplyToId), .. Embeds.Thaws], Commented.Rules.CloseAt);
    }

    private async Task LookAroundAsync(BlogFace blog, Found found, CancellationToken cancel)
    {
        var others = Db.Posts.AsNoTracking().Published().In(blog.Id);
        Older = await others.OlderThan(found.PublishedAt, found.Id).NewestFirst().Take(1).Stories(Db).FirstOrDefaultAsync(cancel);
        Newer = await others.NewerThan(found.PublishedAt, found.Id).OldestFirst().Take(1).Stories(Db).FirstOrDefaultAsync(cancel);
        var newest = await Db.Posts.AsNoTracking().WithIds(others.PageOfIds(0, MostAlso + 3, int.MaxValue)).NewestFirst().Stories(Db).ToListAsync(cancel);
        Also = [.. newest.Where(s => s.Id != found.Id && s.Id != Older?.Id && s.Id != Newer?.Id).Take(MostAlso)];
    }

    private static SharedPicture? Shared(Picture? picture, FocalPoint? focus, string? alt) =>
        picture is null ? null
        : SharedCrop.Of(picture, focus) is { } crop && crop.Size(picture.Width, picture.Height) is var (width, height) ? new(crop.Path, width, height, alt, IsLarge: true)
        : new(picture, alt, isLarge: true);

    private PageHead Head(BlogFace blog, Found found, string path, SharedPicture? picture) => new($"{Post.Title} | {blog.Title}")
    {
        Description = found.Lead,
        Path = path,
        Counted = string.Create(CultureInfo.InvariantCulture, $"{blog.Id}/{found.Id}"),
        Canonical = found.CanonicalUrl,
        Accent = blog.Accent,
        Feeds = [.. FeedLink.Of(path, Texts.Say("Comments.Feed", Post.Title)), .. FeedLink.Of(blog.Path, blog.Title)],
        Previous = Older?.Path(Network),
        Next = Newer?.Path(Network),
        Picture = picture ?? SharedPicture.Of(blog),
        Article = new Article(
            Post.Title, Post.Author, Post.AuthorPath,
            Dates.Machine(Network, Post.PublishedAt, Post.Precision),
            LastChange.Of(found.CreatedAt, found.PublishedAt, found.UpdatedAt) is { } changed ? Dates.Machine(Network, changed, PublishedPrecision.Exact) : "",
            Post.Language ?? Network.Language, picture?.Path, Post.Comments)
        {
            Corrections = [.. Correction.Read(Post.Corrections).Select(c => (Dates.Machine(Network, c.At, PublishedPrecision.Exact), c.Text))],
            Sponsor = Post.Sponsor,
            About = Named(Replies.AnsweredBy(Post.ReplyToId)),
            SubjectOf = [.. Replies.To(Post.Id).Select(r => Named(r)!)],
        },
    };

    private ArticleLink? Named(ReplyLink? link) => link is null ? null : new(link.Title, link.Path(Network));

    private sealed record Found(
        long Id, string Slug, PostState State, DateTimeOffset PublishedAt, PublishedPrecision Precision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
        int LostComments, int CommentCount, long? PictureId, string? PictureAlt, string Lead, string? CanonicalUrl);
}
