using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Tests.Likes;

namespace Spalt.Tests.Comments;

public sealed class LikingAComment : IAsyncLifetime
{
    private Site _site = null!;
    private Post _post = null!;
    private long _comment;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(LikingReaders.BehindProxy);
        _post = (await _site.PostedAsync()).Post;
        _comment = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Klokt."));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Works_with_a_plain_form_which_leads_to_thanks_and_back_to_the_comment()
    {
        using var liked = await _site.SendAsync($"/-/comments/{_comment}/like");
        Assert.Equal((HttpStatusCode.SeeOther, $"/-/comments/{_comment}/liked"), (liked.StatusCode, liked.Headers.Location?.OriginalString));
        Assert.False(liked.Headers.Contains("Set-Cookie"));
        using var thanks = await _site.AskAsync($"/-/comments/{_comment}/liked");
        var page = await thanks.TextAsync();
        Assert.Contains("Tack! Du är först med att gilla kommentaren", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains($"action=\"/-/comments/{_comment}/unlike\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Threads.Page}#comment-s{_comment}\"", page, StringComparison.Ordinal);
        using var undone = await _site.SendAsync($"/-/comments/{_comment}/unlike");
        Assert.Equal($"{Threads.Page}#comment-s{_comment}", undone.Headers.Location?.OriginalString);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Counts_a_reader_once_and_is_undone_by_the_same_reader_only()
    {
        Assert.Equal("""{"likes":1,"liked":true}""", await LikeAsync("like"));
        Assert.Equal("""{"likes":1,"liked":true}""", await LikeAsync("like"));
        Assert.Equal("""{"likes":2,"liked":true}""", await LikeAsync("like", "203.0.113.8"));
        Assert.Equal("""{"likes":2,"liked":false}""", await LikeAsync("unlike", "203.0.113.9"));
        Assert.Equal("""{"likes":1,"liked":false}""", await LikeAsync("unlike"));
    }

    [Fact]
    public async Task Is_no_like_of_the_post_nor_of_another_comment()
    {
        var other = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Annat."));
        await LikeAsync("like");
        Assert.Equal(0, await _site.WithDbAsync(db => db.Posts.Select(p => p.LikeCount).SingleAsync(Cancel)));
        using var mine = await _site.AskAsync($"/-/likes?posts={_post.Id}&comments={other},{_comment}", json: true);
        Assert.Equal($$"""{"liked":[],"comments":[{{_comment}}]}""", await mine.TextAsync());
        using var anothers = await _site.AskAsync($"/-/likes?posts={_post.Id}&comments={_comment}", json: true, address: "203.0.113.8");
        Assert.Equal("""{"liked":[],"comments":[]}""", await anothers.TextAsync());
        Assert.DoesNotContain("Isen bär", await _site.GetAsync("/-/liked"), StringComparison.Ordinal);
        using var bad = await _site.AskAsync($"/-/likes?posts={_post.Id}&comments=x", json: true);
        Assert.Equal(400, (int)bad.StatusCode);
    }

    [Fact]
    public async Task Shows_on_the_posts_page_at_once_where_a_button_asks_for_more()
    {
        Assert.NotNull((await ButtonAsync()).QuerySelector("data[hidden]"));
        await LikeAsync("like");
        Assert.Equal("1", (await ButtonAsync()).QuerySelector("data:not([hidden])")!.GetAttribute("value"));

        async Task<AngleSharp.Dom.IElement> ButtonAsync() =>
            (await _site.Http.PageAsync(Threads.Page)).QuerySelector($"form[action='/-/comments/{_comment}/like'][data-like-comment='{_comment}'][data-post='{_post.Id}'] button")!;
    }

    [Fact]
    public async Task Is_refused_for_what_is_not_shown_or_another_networks()
    {
        var waiting = await _site.PostAsync(await EditedAsync(), "Granskat");
        var hidden = Responding.IdIn(await _site.Http.CommentedAsync(waiting, "Väntar."));
        foreach (var id in new[] { hidden, 4711 })
        {
            using var answer = await _site.SendAsync($"/-/comments/{id}/like");
            Assert.Equal(404, (int)answer.StatusCode);
        }

        await _site.NetworkAsync("andra.example", "Andra bladet");
        using var elsewhere = await _site.SendAsync($"/-/comments/{_comment}/like", headers: ("Host", "andra.example"));
        Assert.Equal(404, (int)elsewhere.StatusCode);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Leaves_nothing_of_the_reader_when_the_day_is_over()
    {
        await LikeAsync("like");
        var before = await _site.WithDbAsync(db => db.Likes.Select(l => l.Reader).SingleAsync(Cancel));
        _site.Clock.Now += TimeSpan.FromDays(1);
        await _site.WithDbAsync(db => new Spalt.Likes.ForgetReaders(db, _site.Clock).DoAsync("", Cancel));
        Assert.NotEqual(before, await _site.WithDbAsync(db => db.Likes.Select(l => l.Reader).SingleAsync(Cancel)));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task An_answer_says_what_its_writer_was_when_it_was_written()
    {
        var blog = await _site.WithDbAsync(db => db.Blogs.FirstAsync(Cancel));
        var network = await _site.WithDbAsync(db => db.Networks.FirstAsync(Cancel));
        using var owner = await _site.SignedInAsync("Olle Ek", BlogRole.Owner, blog);
        using var moderator = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        await owner.CommentedAsync(_post, "Skribentens svar.", to: _comment);
        await moderator.CommentedAsync(_post, "Redaktionens svar.", to: _comment);
        await _site.WithDbAsync(async db =>
        {
            db.BlogMembers.RemoveRange(db.BlogMembers);
            await db.SaveChangesAsync(Cancel);
        });
        var page = await _site.Http.PageAsync(Threads.Page);
        Assert.Equal([null, "skribent", "redaktionen"], page.QuerySelectorAll("article.comment header").Select(h => h.QuerySelector(".role")?.TextContent));
    }

    private async Task<string> LikeAsync(string verb, string address = "203.0.113.7")
    {
        using var answer = await _site.SendAsync($"/-/comments/{_comment}/{verb}", json: true, address: address);
        return await answer.TextAsync();
    }

    private Task<int> CountAsync() => _site.WithDbAsync(db => db.Comments.Where(c => c.Id == _comment).Select(c => c.LikeCount).SingleAsync(Cancel));

    private async Task<Blog> EditedAsync()
    {
        var blog = await _site.BlogAsync(await _site.WithDbAsync(db => db.Networks.FirstAsync(Cancel)), "granskad", "Granskad");
        await _site.DeclareAsync(blog, Regime.Edited);
        return blog;
    }
}
