namespace Spalt.Tests.Reading;

/// <summary>Short ways of asking a site and saying what it should answer.</summary>
internal static class Answers
{
    public static Task<HttpResponseMessage> AskAsync(this Site site, string path, string accept = "text/html") => site.SendAsync(HttpMethod.Get, path, accept);

    public static async Task<HttpResponseMessage> SendAsync(this Site site, HttpMethod method, string path, string accept = "text/html", string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<string> BodyAsync(this Site site, string path, int status = 200)
    {
        using var response = await site.AskAsync(path);
        Assert.True(status == (int)response.StatusCode, $"GET {path} answered {(int)response.StatusCode} to {response.Headers.Location}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static async Task LeadsToAsync(this Site site, string from, string to, int status = 301)
    {
        using var response = await site.AskAsync(from);
        Assert.Equal((status, to), ((int)response.StatusCode, response.Headers.Location?.ToString()));
    }

    public static void Says(this string page, string text) => Assert.Contains(text, page, StringComparison.Ordinal);

    public static void SaysNot(this string page, string text) => Assert.DoesNotContain(text, page, StringComparison.Ordinal);
}
