using System.Net;
using Spalt.Posts;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Moderation.SpamChecks;

/// <summary>A service outside sees from which page of ours a comment came, and no secret that stands in an address.</summary>
public sealed class KeepingSecretsAtHome : IAsyncLifetime
{
    private const string Origin = "https://bloggar.example";

    private StandIn _service = null!;
    private Site _site = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _site = await Site.StartAsync(_service.Settings);
        (_, _, _post) = await _site.PostedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task The_secret_of_a_comment_that_is_changed_is_not_told()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Jag gick över i går.");
        using (var changed = await SendAsync(mine, Origin + mine, "203.0.113.7", ("do", "change"), ("text", "Jag gick över i förrgår.")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        }

        var told = _service.Told.Last().Fields;
        Assert.Equal(("Jag gick över i förrgår.", $"{Origin}/-/comments/{Responding.IdIn(mine)}"), (told["comment_content"], told["referrer"]));
        var secret = mine.Split("key=")[1];
        Assert.DoesNotContain(told, field => field.Value.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_an_address_elsewhere_nothing_is_told_and_of_ours_the_path()
    {
        (string From, string? Told)[] all =
        [
            (Origin + "/bank-nio/2026/03/04/isen-bar/?vid=2026-03-04#respond", Origin + "/bank-nio/2026/03/04/isen-bar/"),
            ("HTTPS://Bloggar.Example/?q=hemligt", Origin + "/"),
            ("https://annan.example/sida?key=hemligt", null),
            ("https://bloggar.example.annan.example/", null),
            ("https://hemligt@bloggar.example/", null),
            ("http://bloggar.example/", null),
            ("https://bloggar.example:8443/", null),
            ("/-/comments/7?key=hemligt", null),
            ("hemligt", null),
            ("", null),
        ];
        for (var i = 0; i < all.Length; i++)
        {
            using var answer = await SendAsync(
                $"/-/posts/{_post.Id}/comment", all[i].From, $"203.0.113.{i}", ("text", $"Nummer {i} av alla."), ("name", $"Läsare {i}"), ("email", $"l{i}@exempel.se"));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal(all[i].Told, _service.Told.Last().Fields.GetValueOrDefault("referrer"));
        }
    }

    /// <param name="address">Of the network.</param>
    private async Task<HttpResponseMessage> SendAsync(string path, string from, string address, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Referer", from);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _site.Http.SendAsync(request, Cancel);
    }
}
