using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Moderation.Rules;

public sealed class TrappingHaste : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
        using var publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        await publisher.OnlyAsync(RuleName.TimeTrap, number: 3);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Nobody_types_in_two_seconds()
    {
        var began = await _site.GetAsync($"/-/posts/{_post.Id}/began");
        _site.Clock.Now += TimeSpan.FromSeconds(2);
        var hasty = await SendAsync("Köp nu.", began);
        Assert.Equal((RuleName.TimeTrap, "2.0"), Assert.Single(await _site.HoldsAsync(hasty)));
        _site.Clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Jag tänkte först.", began)));
    }

    [Fact]
    public async Task A_page_that_is_made_for_one_has_its_time_and_keeps_it_when_something_is_wrong()
    {
        var form = await _site.GetAsync($"/-/posts/{_post.Id}/comment");
        var began = System.Text.RegularExpressions.Regex.Match(form, "name=\"began\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(began);
        using var wrong = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", ""), ("name", "Maj Berg"), ("email", "maj@exempel.se"), ("began", began));
        Assert.Contains($"name=\"began\" value=\"{began}\"", await wrong.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync("Snabbt.", began)));
    }

    [Fact]
    public async Task The_posts_page_is_the_same_for_everybody_and_holds_no_time() =>
        Assert.Contains("name=\"began\" value=\"\"", await _site.GetAsync("/bank-nio/2026/03/04/isen-bar/"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("påhittat")]
    public async Task Without_a_script_only_links_in_the_first_comment_of_an_address_wait(string began)
    {
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Utan skript och utan länk.", began, "bo@exempel.se")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Se https://exempel.se", began, "bo@exempel.se")));
        Assert.Equal((RuleName.TimeTrap, ""), Assert.Single(await _site.HoldsAsync(await SendAsync("Se https://exempel.se", began, "ny@exempel.se"))));
    }

    [Fact]
    public async Task A_seal_is_for_one_post_and_one_day()
    {
        var other = await _site.PostAsync(await _site.BlogAsync(_network, "granne", "Grannen"), "Våren kom");
        var elsewhere = await _site.GetAsync($"/-/posts/{other.Id}/began");
        Assert.Equal((RuleName.TimeTrap, ""), Assert.Single(await _site.HoldsAsync(await SendAsync("Se https://exempel.se", elsewhere))));
        var began = await _site.GetAsync($"/-/posts/{_post.Id}/began");
        _site.Clock.Now += TimeSpan.FromHours(25);
        Assert.Equal((RuleName.TimeTrap, ""), Assert.Single(await _site.HoldsAsync(await SendAsync("Nu: https://exempel.se", began))));
    }

    [Fact]
    public async Task Of_a_post_that_nobody_can_see_no_time_is_told()
    {
        using var answer = await _site.Http.AskAsync("/-/posts/4711/began");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    private async Task<string> SendAsync(string text, string began, string email = "maj@exempel.se")
    {
        using var answer = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", text), ("name", "Maj Berg"), ("email", email), ("began", began));
        Assert.Equal(303, (int)answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
