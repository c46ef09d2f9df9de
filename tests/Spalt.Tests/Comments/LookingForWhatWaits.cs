using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Moderation.Rules;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Comments;

/// <summary>Whoever tries the numbers of comments one after another is not told which of them wait or were refused.</summary>
public sealed class LookingForWhatWaits : IAsyncLifetime
{
    private const long Nothing = 4711;

    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private long _shown;
    private long _gone;
    private long _answer;
    private long _waiting;
    private long _refused;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
        _shown = await SentAsync("Syns.", "Maj");
        _gone = await SentAsync("Borta.", "Bo");
        _answer = await SentAsync("Svar.", "Cia", _gone);
        _waiting = await SentAsync("Väntar.", "Dan");
        _refused = await SentAsync("Avslagen.", "Eva");
        await _site.DecideAsync(_network, _gone, refuse: true);
        await _site.DecideAsync(_network, _refused, refuse: true);
        await HideAsync(_waiting);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task No_page_of_the_thread_begins_at_one_of_them()
    {
        string[] pages = [.. ThreadOrders.All.Select(o => o.Word), $"under/{_gone}"];
        foreach (var page in pages.SelectMany(p => new[] { $"{p}/from", $"{p}/after", $"{p}/before" }))
        {
            foreach (var hidden in new[] { _waiting, _refused, Nothing })
            {
                Assert.Equal((page, hidden, 404), (page, hidden, await StatusAsync($"{page}/{hidden}")));
            }

            // What stands on the page still is a place to begin at: shown, or kept for those who answered it.
            foreach (var placed in new[] { _shown, _gone, _answer })
            {
                Assert.True(await StatusAsync($"{page}/{placed}") is 200 or 302, $"{page}/{placed}");
            }
        }
    }

    [Fact]
    public async Task No_page_as_it_was_begins_at_one_of_them()
    {
        var nothing = await ThenAsync(Nothing);
        Assert.Contains("Syns.", nothing, StringComparison.Ordinal);
        Assert.Equal(nothing, await ThenAsync(_waiting));
        Assert.Equal(nothing, await ThenAsync(_refused));
        Assert.DoesNotContain("Syns.", await ThenAsync(_shown), StringComparison.Ordinal);
    }

    private async Task<long> SentAsync(string text, string name, long? to = null) =>
        Responding.IdIn(await _site.Http.CommentedAsync(_post, text, name, $"{name.ToLowerInvariant()}@exempel.se", to));

    private Task<int> StatusAsync(string page) => _site.Http.StatusAsync($"/-/posts/{_post.Id}/comments/{page}");

    /// <summary>The comments on the post's page of that day, after one of them.</summary>
    private async Task<string> ThenAsync(long after)
    {
        var page = FormsOnPages.Parsed(await _site.GetAsync($"{Threads.Page}?vid=2026-03-04&after={after}"));
        return string.Join('\n', page.QuerySelectorAll("article.comment").Select(c => c.TextContent));
    }

    private Task HideAsync(long id) => _site.WithDbAsync(async db =>
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == id, Cancel);
        db.Add(Decision.Hide(comment, await db.PlaceOfAsync(_post.Id, Cancel), new(DecisionGround.OffTopic, "Om annat."), new(1, "Mona Ek"), _site.Clock.Now));
        await db.SaveChangesAsync(Cancel);
        Assert.Equal(CommentState.Waiting, comment.State);
    });
}
