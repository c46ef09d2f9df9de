using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using static Spalt.Tests.Imports.OldPages;

namespace Spalt.Tests.Imports;

public sealed class ImportingComments
{
    private const string Link = "https://blogg.example/bank-nio/2020/02/20/bussen/";

    private const string Thread =
        """
        <div id="comments" class="comments-area"><h2 class="comments-title">2 kommentarer</h2><ol class="comment-list">
        <li id="comment-664" class="comment depth-1"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Ada</b></div>
        <time datetime="2020-02-21T08:00:00+01:00">då</time></footer><div class="comment-content"><p>Bra skrivet!</p></div></article>
        <ol class="children"><li id="comment-665" class="comment depth-2"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Disa</b></div></footer>
        <div class="comment-content"><p>Tack.</p><script>alert(1)</script></div></article></li></ol></li></ol></div>
        """;

    private static string PostPage => Html(Article("Bussen", link: Link), Thread);

    [Fact]
    public async Task Keeps_threads_ids_and_order()
    {
        await using var site = await Site.StartAsync();
        var (network, blog) = await StartAsync(site);
        Assert.Equal(new(1, 0, 2), await site.TakeInAsync(network, blog, PostPage));
        Assert.Equal(new(0, 1, 0), await site.TakeInAsync(network, blog, PostPage));
        var comments = await CommentsAsync(site);
        Assert.Equal([664L, 665L], comments.Select(c => c.OriginId));
        Assert.Equal([null, comments[0].Id], comments.Select(c => c.ParentId));
        Assert.Equal(["Ada: <p>Bra skrivet!</p>", "Disa: <p>Tack.</p>"], comments.Select(c => $"{c.AuthorName}: {c.BodyHtml}").ToArray());
        Assert.Equal(2, Assert.Single(await site.PostsAsync(blog)).CommentCount);
    }

    [Fact]
    public async Task Keeps_a_number_whose_comments_the_page_does_not_hold_and_finds_them_on_the_posts_own_page()
    {
        await using var site = await Site.StartAsync();
        var (network, blog) = await StartAsync(site);
        await site.TakeInAsync(network, blog, Html(
            Article("Bussen", link: Link, comments: """<span class="comments-link"><a href="#comments">5 kommentarer</a></span>"""), Article("En till", link: "/2020/02/19/en-till/")));
        Assert.Equal((0, 5), Counts(await site.PostsAsync(blog)));
        Assert.Equal(new(0, 1, 2), await site.TakeInAsync(network, blog, PostPage));
        Assert.Equal((2, 3), Counts(await site.PostsAsync(blog)));
    }

    private static (int Here, int Lost) Counts(List<Spalt.Posts.Post> posts)
    {
        var bus = posts.Single(p => p.Title == "Bussen");
        return (bus.CommentCount, bus.ImportedCommentCount);
    }

    private static async Task<(Networks.Network Network, Blogs.Blog Blog)> StartAsync(Site site)
    {
        var network = await site.NetworkAsync();
        return (network, await site.BlogAsync(network));
    }

    private static Task<List<Comment>> CommentsAsync(Site site) => site.WithDbAsync(db => db.Comments.AsNoTracking().OrderBy(c => c.WrittenAt).ThenBy(c => c.Id).ToListAsync());
}
