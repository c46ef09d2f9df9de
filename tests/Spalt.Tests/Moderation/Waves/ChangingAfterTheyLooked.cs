using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Likes;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Moderation.Waves;

/// <summary>Nobody refuses with a wave what they could not have read.</summary>
public sealed class ChangingAfterTheyLooked : IAsyncLifetime
{
    private const string Wave = "domain:klubben.example";

    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(LikingReaders.BehindProxy);
        (_network, _, _post) = await _site.PostedAsync(Regime.Edited);
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task What_its_writer_changed_since_the_moderator_looked_still_waits()
    {
        var (before, after, never) = (await SentAsync(1), await SentAsync(2), await SentAsync(3));
        await ChangeAsync(before, "Andra dumheter.");
        _site.Clock.Now += TimeSpan.FromMinutes(1);
        var looked = await _mona.PageAsync($"{Queue.Path}?list=waiting&wave={Wave}");
        _site.Clock.Now += TimeSpan.FromMinutes(1);
        await ChangeAsync(after, "Förlåt, jag menade inte så.");
        await OrderAsync([.. FormsOnPages.FieldsOf(looked, "form.queue", ("do", "wave"), ("ground", "PersonalAttack"), ("facts", "Dumheter."))]);
        Assert.Equal(
            (CommentState.Rejected, CommentState.Waiting, CommentState.Rejected),
            (await _site.StateAsync(before), await _site.StateAsync(after), await _site.StateAsync(never)));
        Assert.Equal(2, await _site.WithDbAsync(db => db.Decisions.CountAsync(Cancel)));

        // Whoever looks again refuses that too.
        looked = await _mona.PageAsync($"{Queue.Path}?list=waiting&wave={Wave}");
        await OrderAsync([.. FormsOnPages.FieldsOf(looked, "form.queue", ("do", "wave"), ("ground", "PersonalAttack"), ("facts", "Dumheter."))]);
        Assert.Equal(CommentState.Rejected, await _site.StateAsync(after));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("i går")]
    [InlineData("639000000000000000000")]
    [InlineData("3155378975999999999")]
    public async Task Where_nobody_says_when_they_looked_nothing_that_was_changed_is_refused(string? seen)
    {
        var (changed, never) = (await SentAsync(1), await SentAsync(2));
        await ChangeAsync(changed, "Förlåt, jag menade inte så.");
        _site.Clock.Now += TimeSpan.FromMinutes(1);
        List<(string Name, string Value)> fields =
            [("list", "waiting"), ("do", "wave"), ("wave", Wave), ("until", $"{Responding.IdIn(never)}"), ("ground", "PersonalAttack"), ("facts", "Dumheter.")];
        if (seen is not null)
        {
            fields.Add(("seen", seen));
        }

        await OrderAsync([.. fields]);
        Assert.Equal((CommentState.Waiting, CommentState.Rejected), (await _site.StateAsync(changed), await _site.StateAsync(never)));
    }

    private Task<string> SentAsync(int number) =>
        _site.SentAsync(_post, $"Dumheter {number}.", $"Arg {number}", $"arg{number}@klubben.example", $"203.0.113.{number}");

    private async Task ChangeAsync(string mine, string text)
    {
        using var changed = await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", text));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(text, (await _site.StoredAsync(mine)).Markdown);
    }

    private async Task OrderAsync((string Name, string Value)[] fields)
    {
        using (var ordered = await _mona.PostFormAsync(Queue.Path, fields))
        {
            Assert.True(ordered.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await ordered.TextAsync()));
        }

        await _site.IdleAsync();
    }
}
