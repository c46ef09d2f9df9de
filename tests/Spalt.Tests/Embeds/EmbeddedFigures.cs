namespace Spalt.Tests.Embeds;

internal static class EmbeddedFigures
{
    /// <summary>As the sanitiser writes one.</summary>
    public static string Figure(string address, string? words = null) =>
        $"<figure class=\"embed\"><a href=\"{address}\" rel=\"noopener\" class=\"embed-link\">{words ?? address}</a><figcaption>Isen går</figcaption></figure>";

    public static async Task<(string Html, string Policy)> PageAsync(this Site site, string path)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.GetValues("Content-Security-Policy").Single());
    }
}
