using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Replies;
using Spalt.Tests.Writing;

namespace Spalt.Tests.History;

/// <summary>A post's address with a moment is the post as readers saw it then.</summary>
public sealed class ReadingAsItWas : IAsyncLifetime
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _blog, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Its_words_corrections_replies_and_comments_are_those_of_that_moment()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        Later();
        await _site.Http.CommentedAsync(_post, "Den första.");
        Later();
        using (var revised = await edit.WriteAsync($"/-/write/bank-nio/{_post.Id}", "publish", ("body", "<p>Nya ord.</p>"), ("change", "correction"), ("correction", "Orden var gamla.")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, revised.StatusCode);
        }

        Later();
        await _site.Http.CommentedAsync(_post, "Den andra.", name: "Bo Ek", email: "bo@exempel.se");
        await edit.GrantAsync(await _site.Http.AskedToReplyAsync(_post));
        var (before, between, now) = (await ThenAsync("2026-03-04T13:00"), await ThenAsync("2026-03-04T13:45"), await ThenAsync("2026-03-04T15:30"));
        Assert.Contains("Ett stycke om Isen bär.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Den första.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Nya ord.", between, StringComparison.Ordinal);
        Assert.Contains("Den första.", between, StringComparison.Ordinal);
        Assert.DoesNotContain("Den andra.", between, StringComparison.Ordinal);
        Assert.DoesNotContain("Orden var gamla.", between, StringComparison.Ordinal);
        Assert.DoesNotContain("Jag ljög inte", between, StringComparison.Ordinal);
        foreach (var said in new[] { "Nya ord.", "Orden var gamla.", "Den första.", "Den andra.", "Jag ljög inte" })
        {
            Assert.Contains(said, now, StringComparison.Ordinal);
        }

        Assert.Contains("Så här såg inlägget ut 4 mars 2026 kl. 13.45.", between, StringComparison.Ordinal);
        Assert.Contains("noindex", between, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Public}\"", between, StringComparison.Ordinal);
        Assert.DoesNotContain("/-/posts/", between, StringComparison.Ordinal);
        Assert.Contains("Nya ord.", await _site.GetAsync(Public), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-04T13:00", 200)]
    [InlineData("2026-03-04T13:00:30", 200)]
    [InlineData("2026-03-04T12:00Z", 200)]
    [InlineData("2026-03-04T13:00%2B01:00", 200)]
    [InlineData("2026-03-04T13:00+01:00", 200)]
    [InlineData("2026-03-04", 200)]
    [InlineData("2026-03-04T12:29", 404)]
    [InlineData("2026-03-03", 404)]
    [InlineData("1999-01-01", 404)]
    [InlineData("2026-03-05", 400)]
    [InlineData("2030-01-01T12:00", 400)]
    [InlineData("i%20går", 400)]
    [InlineData("", 400)]
    [InlineData("2026-13-01", 400)]
    [InlineData("0001-01-01", 400)]
    [InlineData("9999-12-31T23:59:59-14:00", 400)]
    public async Task What_is_no_moment_is_refused_with_a_text_that_helps_and_before_it_was_public_there_is_nothing(string vid, int status)
    {
        Later();
        using var answer = await _site.Http.AskAsync(Public + "?vid=" + vid);
        Assert.Equal(status, (int)answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(status == 200, page.Contains("Ett stycke om Isen bär.", StringComparison.Ordinal));
        Assert.Equal(status == 400, page.Contains("?vid=2026-03-01T12:00", StringComparison.Ordinal));
        Assert.Contains("noindex", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_away_since_is_a_place_without_words()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var refused = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Olagligt."));
        var mine = await _site.Http.CommentedAsync(_post, "Ångrat.", name: "Bo Ek", email: "bo@exempel.se");
        await _site.Http.CommentedAsync(_post, "Står kvar.", name: "Cia Ek", email: "cia@exempel.se", to: refused.Id);
        _site.Clock.Now += TimeSpan.FromMinutes(10);
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(refused.Id, refused.TextHash, refused.State)), ("do", "refuse"), ("ground", "Threat"), ("facts", "Ett hot."));
        using (await _site.Http.PostFormAsync(mine, ("do", "withdraw")))
        {
            Later();
        }

        var then = await ThenAsync("2026-03-04T12:35");
        Assert.DoesNotContain("Olagligt.", then, StringComparison.Ordinal);
        Assert.DoesNotContain("Ångrat.", then, StringComparison.Ordinal);
        Assert.DoesNotContain("Maj Berg", then, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo Ek", then, StringComparison.Ordinal);
        Assert.Equal(2, FormsOnPages.Parsed(then).QuerySelectorAll(".comment.gone").Length);
        Assert.Contains("Står kvar.", then, StringComparison.Ordinal);

        // Ten minutes later they were gone already, and leave no mark.
        Assert.Empty(FormsOnPages.Parsed(await ThenAsync("2026-03-04T12:50")).QuerySelectorAll(".comment.gone"));
    }

    [Fact]
    public async Task What_its_writer_changed_since_is_not_shown_as_if_it_had_stood_there()
    {
        var mine = await _site.Http.CommentedAsync(_post, "De gamla orden.");
        _site.Clock.Now += TimeSpan.FromMinutes(10);
        using (var changed = await _site.Http.PostFormAsync(mine, ("text", "De nya orden."), ("do", "change")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        }

        var (then, now) = (await ThenAsync("2026-03-04T12:35"), await ThenAsync("2026-03-04"));
        Assert.Contains("Vad som stod här då är inte sparat.", then, StringComparison.Ordinal);
        Assert.DoesNotContain("orden.", then, StringComparison.Ordinal);
        Assert.Contains("De nya orden.", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_edited_blog_nothing_is_seen_that_nobody_approved()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Väntar."));
        Later();
        Assert.DoesNotContain("Väntar.", await ThenAsync("2026-03-04T13:00"), StringComparison.Ordinal);
        await mona.DoAsync(Queue.Path, ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "approve"));
        Later();
        Assert.DoesNotContain("Väntar.", await ThenAsync("2026-03-04T13:00"), StringComparison.Ordinal);
        Assert.Contains("Väntar.", await ThenAsync("2026-03-04T13:45"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_its_writer_had_taken_it_back_there_was_nothing_and_what_is_gone_now_is_gone_then()
    {
        Later();
        await ChangeAsync(p => p.Withdraw(_site.Clock.Now));
        Assert.Equal(302, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T13:00"));
        Later();
        await ChangeAsync(p => p.Publish(_site.Clock.Now));
        Assert.Equal(200, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T13:00"));
        Assert.Equal(404, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T14:00"));
        Assert.Equal(200, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T14:30"));
        await ChangeAsync(p => p.Remove(_site.Clock.Now));
        Assert.Equal(410, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T13:00"));
    }

    [Fact]
    public async Task Many_comments_come_a_page_at_a_time_and_other_addresses_are_as_they_were()
    {
        for (var i = 0; i < 3; i++)
        {
            await _site.WithDbAsync(async db =>
            {
                db.AddRange(Enumerable.Range(0, 40).Select(n => Comment.Imported(_post.Id, Regime.Open, $"Läsare {n}", $"<p>Nummer {(i * 40) + n}.</p>", _site.Clock.Now, PublishedPrecision.Exact, null)));
                return await db.SaveChangesAsync(Cancel);
            });
        }

        var page = FormsOnPages.Parsed(await ThenAsync("2026-03-04"));
        Assert.Equal(100, page.QuerySelectorAll("article.comment").Length);
        var more = FormsOnPages.Parsed(await _site.GetAsync(page.QuerySelector(".more a")!.GetAttribute("href")!));
        Assert.Equal(20, more.QuerySelectorAll("article.comment").Length);
        Assert.Null(more.QuerySelector(".more a"));
        using var front = await _site.Http.AskAsync("/bank-nio/?vid=2026-03-04");
        Assert.Equal(("/bank-nio/", HttpStatusCode.Found), (front.Headers.Location?.OriginalString, front.StatusCode));
        using var wrong = await _site.Http.AskAsync("/bank-nio/2020/01/01/isen-bar/?vid=2026-03-04");
        Assert.Equal(Public + "?vid=2026-03-04", wrong.Headers.Location?.OriginalString);
    }

    private void Later() => _site.Clock.Now += TimeSpan.FromHours(1);

    private async Task<string> ThenAsync(string moment) => WebUtility.HtmlDecode(await _site.GetAsync(Public + "?vid=" + moment));

    private Task<int> ChangeAsync(Action<Post> verb) => _site.WithDbAsync(async db =>
    {
        verb(await db.Posts.SingleAsync(p => p.Id == _post.Id, Cancel));
        return await db.SaveChangesAsync(Cancel);
    });
}
