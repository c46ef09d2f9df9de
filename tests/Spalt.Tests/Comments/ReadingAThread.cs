using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;

namespace Spalt.Tests.Comments;

public sealed class ReadingAThread : IAsyncLifetime
{
    private const string Page = Threads.Page;

    private Site _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_page_of_a_long_thread_has_fifty_comments_and_links_lead_through_all_of_them_in_order()
    {
        var (_, _, post) = await _site.PostedAsync();
        var comments = await _site.PlantAsync(post, new int?[250]);
        var pages = await _site.LeafAsync(Page);
        Assert.Equal([50, 50, 50, 50, 50], pages.Select(p => p.Comments().Count()));
        Assert.Equal(comments.Select(c => c.AnchorOf()), pages.SelectMany(p => p.Comments()));
        Assert.All(pages.Skip(1), p => Assert.Equal("noindex", p.QuerySelector("meta[name=robots]")!.GetAttribute("content")));

        // And back again: what stands before the second page is the post's own.
        var back = await _site.Http.PageAsync(pages[2].QuerySelector("#comments a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(pages[1].Comments(), back.Comments());
        using var first = await _site.Http.AskAsync(back.QuerySelector("#comments a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal((302, Page + "#comments"), ((int)first.StatusCode, first.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_thread_that_has_room_stands_on_its_posts_page_as_a_whole()
    {
        var (_, _, post) = await _site.PostedAsync();
        var comments = await _site.PlantAsync(post, [null, .. Enumerable.Range(1, 99).Select(i => (int?)0)]);
        var page = await _site.Http.PageAsync(Page);
        Assert.Equal(100, page.Comments().Count());
        Assert.Null(page.QuerySelector("#comments a[rel=next], .thread .more"));
        Assert.Equal(Page + "#" + comments[99].AnchorOf(), page.GetElementById(comments[99].AnchorOf())!.QuerySelector("header a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("one branch")]
    [InlineData("a chain")]
    [InlineData("many branches")]
    [InlineData("alone, then a branch")]
    public async Task Whatever_its_shape_no_page_has_more_and_every_comment_is_found(string shape)
    {
        var (_, _, post) = await _site.PostedAsync();
        var comments = await _site.PlantAsync(post, [.. Enumerable.Range(0, 450).Select(i => shape switch
        {
            "one branch" => i == 0 ? null : (int?)0,
            "a chain" => i == 0 ? null : i - 1,
            "many branches" => i % 15 == 0 ? null : i - (i % 15) + (i % 15 / 2),
            _ => i < 300 ? null : i == 300 ? 7 : i - (i % 2) - 1,
        })]);
        var found = await _site.WalkAsync(Page, page => Assert.InRange(page.Comments().Count(), 1, CommentThread.OnPage + 1));
        Assert.Equal(comments.Select(c => c.AnchorOf()).Order(StringComparer.Ordinal), found.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deeper_than_three_levels_an_answer_names_whom_it_answers_even_where_that_stands_on_another_page()
    {
        var (_, _, post) = await _site.PostedAsync();
        var comments = await _site.PlantAsync(post, [.. Enumerable.Range(0, 150).Select(i => i == 0 ? null : (int?)(i - 1))]);
        var page = await _site.Http.PageAsync($"/-/posts/{post.Id}/comments/under/{comments[0].Id}/after/{comments[100].Id}");
        Assert.Equal(comments[101].AnchorOf(), page.Comments().ElementAt(1));
        Assert.Contains("svar till Namn 100", page.GetElementById(comments[101].AnchorOf())!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".thread ol ol ol"));
    }

    [Fact]
    public async Task Newest_and_most_liked_first_are_a_link_away()
    {
        var (_, _, post) = await _site.PostedAsync();
        var comments = await _site.PlantAsync(post, new int?[130]);
        await _site.WithDbAsync(db => db.Comments.Where(c => c.Id == comments[120].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.LikeCount, 9), Cancel));
        var page = await _site.Http.PageAsync(Page);
        var orders = page.QuerySelectorAll(".orders a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal([Page + "#comments", $"/-/posts/{post.Id}/comments/newest", $"/-/posts/{post.Id}/comments/liked"], orders);
        var newest = await _site.LeafAsync(orders[1]);
        Assert.Equal(comments.AsEnumerable().Reverse().Select(c => c.AnchorOf()), newest.SelectMany(p => p.Comments()));
        var liked = await _site.LeafAsync(orders[2]);
        Assert.Equal(comments[120].AnchorOf(), liked[0].Comments().First());
        Assert.Equal(130, liked.SelectMany(p => p.Comments()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Each_comment_has_an_address_that_leads_to_the_page_where_it_stands()
    {
        var (_, _, post) = await _site.PostedAsync();

        // Three hundred of which each tenth begins a branch, the first of more than a page.
        var comments = await _site.PlantAsync(post, [.. Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? null : i < 200 ? (int?)0 : i - (i % 10))]);
        foreach (var comment in comments.Where((_, i) => i % 7 == 0 || i > 290))
        {
            var place = await _site.PlaceAsync(post, comment);
            Assert.EndsWith("#" + comment.AnchorOf(), place, StringComparison.Ordinal);
            Assert.NotNull((await _site.Http.PageAsync(place)).GetElementById(comment.AnchorOf()));
        }

        var late = (await _site.LeafAsync(Page))[1].QuerySelector("article.comment header a")!.GetAttribute("href")!;
        Assert.StartsWith($"/-/posts/{post.Id}/comments/at/s", late, StringComparison.Ordinal);
        Assert.Contains(late, await _site.GetAsync("/bank-nio/comments/feed/") + late, StringComparison.Ordinal);
        Assert.Equal($"/-/posts/{post.Id}/comments/at/", (await _site.Http.PageAsync(Page)).GetElementById("comments")!.GetAttribute("data-find"));
    }

    [Fact]
    public async Task What_is_shown_no_longer_keeps_its_place_for_those_who_answered_it()
    {
        var (_, _, post) = await _site.PostedAsync();
        var first = await _site.Http.CommentedAsync(post, "Ångrade ord.");
        var answer = await _site.Http.CommentedAsync(post, "Svaret.", name: "Bo Ek", email: "bo@exempel.se", to: Responding.IdIn(first));
        using (await _site.Http.PostFormAsync(first, ("do", "withdraw"), ("text", "")))
        {
            var page = await _site.Http.PageAsync(Page);
            Assert.DoesNotContain("Ångrade ord.", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Maj Berg", page.Body.TextContent, StringComparison.Ordinal);
            Assert.Equal("Kommentaren visas inte längre.", page.QuerySelector(".thread > li > .gone")!.TextContent);
            Assert.Contains("Svaret.", page.QuerySelector(".thread > li ol")!.TextContent, StringComparison.Ordinal);
        }

        using (await _site.Http.PostFormAsync(answer, ("do", "withdraw"), ("text", "")))
        {
            Assert.Null((await _site.Http.PageAsync(Page)).QuerySelector(".gone"));
        }
    }

    [Fact]
    public async Task Nothing_that_nobody_approved_stands_on_any_page_of_an_edited_blogs_thread()
    {
        var (_, blog, post) = await _site.PostedAsync();
        await _site.PlantAsync(post, [.. Enumerable.Range(0, 130).Select(i => i < 105 ? null : (int?)0)]);
        await _site.DeclareAsync(blog, Regime.Edited);
        foreach (var path in new[] { "oldest", "newest", "liked" })
        {
            Assert.DoesNotContain("Namn ", await _site.GetAsync($"/-/posts/{post.Id}/comments/{path}"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await _site.WithDbAsync(db => db.Comments.MaxAsync(c => c.AnswerCount, Cancel)));
    }

    [Fact]
    public async Task What_leads_nowhere_is_not_found()
    {
        var (_, blog, post) = await _site.PostedAsync();
        var other = await _site.PostAsync(blog, "Annat");
        var there = Responding.IdIn(await _site.Http.CommentedAsync(other, "Där."));
        var here = Responding.IdIn(await _site.Http.CommentedAsync(post, "Här."));
        string[] nowhere = ["oldest/after/4711", $"oldest/after/{there}", $"oldest/beside/{here}", "loudest", $"under/{there}", "under/4711", $"at/s{there}", "at/4711", "at/allt", $"under/{here}/after/{there}"];
        foreach (var path in nowhere)
        {
            using var answer = await _site.Http.AskAsync($"/-/posts/{post.Id}/comments/{path}");
            Assert.True((int)answer.StatusCode == 404, $"{path}: {(int)answer.StatusCode}");
        }
    }
}
