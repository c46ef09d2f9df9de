using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;
using static Spalt.Tests.Moderation.Replies.Repliers;

namespace Spalt.Tests.Moderation.Replies;

/// <summary>What nobody may do with a right of reply.</summary>
public sealed class NotReplying : IAsyncLifetime
{
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

    [Theory]
    [InlineData("name", "name=")]
    [InlineData("email", "email=rut")]
    [InlineData("concerns", "concerns=\u200b \u202e")]
    [InlineData("text", "text= ")]
    [InlineData("headline", "headline=151")]
    [InlineData("text", "text=10001")]
    [InlineData("concerns", "concerns=2001")]
    public async Task What_is_wrong_stands_beside_its_field_and_the_text_is_kept_and_nothing_is_filed(string field, string typed)
    {
        var value = typed.Split('=')[1];
        using var answer = await _site.Http.AskToReplyAsync(_post, (typed.Split('=')[0], int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var length) ? new string('x', length) : value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = FormsOnPages.Parsed(await answer.TextAsync());
        Assert.NotEqual("", page.ErrorOf(field));
        Assert.Equal(field == "concerns" ? "Isen mättes *varje* dag." : "Jag är den som sägs ha ljugit.", page.QuerySelector(field == "concerns" ? "#text" : "#concerns")!.TextContent);
        Assert.Empty(await _site.WithDbAsync(db => db.ReplyRequests.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Who_fills_in_what_nobody_sees_files_nothing_and_the_same_twice_is_one_case()
    {
        using (var trapped = await _site.Http.AskToReplyAsync(_post, ("webbplats", "https://billigt.example")))
        {
            Assert.Equal(Original, trapped.Headers.Location!.OriginalString);
        }

        Assert.Equal(await _site.Http.AskedToReplyAsync(_post), await _site.Http.AskedToReplyAsync(_post));
        Assert.Single(await _site.WithDbAsync(db => db.ReplyRequests.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Neither_the_blogger_nor_a_moderator_decides_and_the_blogger_does_not_touch_a_reply()
    {
        using var olga = await _site.SignedInAsync("Olga Ägare", BlogRole.Owner, _blog);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post);
        Assert.Contains("Bara redaktörer och ansvarig utgivare beslutar", await mona.TextOfAsync(DeskOf(mine)), StringComparison.Ordinal);
        foreach (var client in new[] { olga, mona, _site.Http })
        {
            using var answer = await client.PostFormAsync(DeskOf(mine), ("do", "grant"));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized, $"{(int)answer.StatusCode}");
        }

        Assert.Null((await _site.WithDbAsync(db => db.ReplyRequests.SingleAsync(Cancel))).DecidedAt);
        await edit.GrantAsync(mine);
        var reply = await _site.WithDbAsync(db => db.Posts.SingleAsync(p => p.ReplyToId == _post.Id, Cancel));
        using (var opened = await olga.AskAsync($"/-/write/bank-nio/{reply.Id}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        }

        Assert.DoesNotContain("Jag ljög inte", await olga.TextOfAsync("/-/write/bank-nio"), StringComparison.Ordinal);
        Assert.Contains("Publicerat", await olga.TextOfAsync("/-/write/bank-nio/replies"), StringComparison.Ordinal);
        Assert.Contains("Jag ljög inte", await edit.TextOfAsync($"/-/write/bank-nio/{reply.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_networks_publisher_sees_and_decides_nothing_and_its_host_knows_no_such_post()
    {
        var mine = await _site.Http.AskedToReplyAsync(_post);
        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        using var stranger = await _site.SignedInAtAsync("andra.example", "Sten Sture", NetworkRole.Publisher, other);
        Assert.Contains("Inga genmälen väntar", await stranger.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        foreach (var path in new[] { DeskOf(mine), mine, $"/-/posts/{_post.Id}/reply" })
        {
            using var read = await stranger.AskAsync(path);
            using var sent = await stranger.PostFormAsync(path, ("do", "grant"));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, sent.StatusCode));
        }
    }

    [Fact]
    public async Task A_case_is_nobodys_who_lacks_its_secret()
    {
        var mine = await _site.Http.AskedToReplyAsync(_post);
        foreach (var path in new[] { mine.Split('?')[0], mine.Split('?')[0] + "?key=x", mine[..^1], mine.Replace("replies", "notices", StringComparison.Ordinal) })
        {
            using var answer = await _site.Http.AskAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Of_two_who_decide_the_second_is_told_and_changes_nothing()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post);
        await edit.GrantAsync(mine);
        foreach (var doing in new[] { "grant", "refuse" })
        {
            using var late = await ulla.PostFormAsync(DeskOf(mine), ("do", doing), ("ground", "OffTopic"), ("facts", "Om annat."));
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            Assert.Contains("Någon annan har redan beslutat", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(2, await _site.WithDbAsync(db => db.Posts.CountAsync(Cancel)));
        Assert.Single(await _site.WithDbAsync(db => db.Decisions.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_replies_to_what_readers_do_not_see()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post);
        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(Cancel)).Withdraw(_site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        using (var form = await _site.Http.AskAsync($"/-/posts/{_post.Id}/reply"))
        {
            Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        }

        using var early = await edit.PostFormAsync(DeskOf(mine), ("do", "grant"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Contains("Inlägget är inte publicerat.", WebUtility.HtmlDecode(await early.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await _site.WithDbAsync(db => db.Posts.CountAsync(Cancel)));
    }
}
