using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Moderation;

/// <summary>The address of a case holds its secret: it is for whoever filed it, not for whoever says the same.</summary>
public sealed class ReportingTheSame : IAsyncLifetime
{
    private Site _site = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_, _, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_second_press_within_ten_minutes_is_the_same_case()
    {
        var first = await ReportedAsync("Defamation", "ture@exempel.se");
        _site.Clock.Now += TimeSpan.FromMinutes(9);
        Assert.Equal(first, await ReportedAsync("Defamation", "Ture@exempel.se"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Whoever_says_the_same_later_has_a_case_of_their_own()
    {
        var first = await ReportedAsync("Defamation", "ture@exempel.se");
        _site.Clock.Now += TimeSpan.FromMinutes(11);
        await DiffersAsync(first, await ReportedAsync("Defamation", "ture@exempel.se"));
    }

    [Fact]
    public async Task Whoever_says_the_same_without_an_address_has_a_case_of_their_own()
    {
        var first = await ReportedAsync("ChildAbuse", "");
        await DiffersAsync(first, await ReportedAsync("ChildAbuse", ""));
    }

    private async Task DiffersAsync(string first, string second)
    {
        Assert.NotEqual(Responding.IdIn(first), Responding.IdIn(second));
        Assert.NotEqual(first.Split("key=")[1], second.Split("key=")[1]);
        Assert.Equal(2, await CountAsync());
        foreach (var mine in new[] { first, second })
        {
            Assert.Contains("Vi har fått din anmälan", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        }
    }

    private Task<int> CountAsync() => _site.WithDbAsync(db => db.Notices.CountAsync(Cancel));

    private async Task<string> ReportedAsync(string ground, string email)
    {
        using var answer = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("ground", ground), ("why", "En bild."), ("name", email.Length == 0 ? "" : "Ture Ask"), ("email", email), ("faith", "1"));
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await answer.TextAsync()));
        return answer.Headers.Location!.OriginalString;
    }
}
