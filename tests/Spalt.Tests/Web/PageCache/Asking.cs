using System.IO.Compression;

namespace Spalt.Tests.Web.PageCache;

/// <summary>Asking with headers, and reading what came.</summary>
internal static class Asking
{
    public static Task<HttpResponseMessage> AskAsync(this Site site, string path, params (string Name, string Value)[] headers) =>
        site.AskAsync(HttpMethod.Get, path, headers);

    public static async Task<HttpResponseMessage> AskAsync(
        this Site site, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<string> CacheStatusAsync(this Site site, string path)
    {
        using var response = await site.AskAsync(path);
        return response.CacheStatus();
    }

    /// <summary>Value of <c>Cache-Status</c>; empty where there is none.</summary>
    public static string CacheStatus(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("Cache-Status", out var values) ? string.Join(", ", values) : "";

    public static string Coding(this HttpResponseMessage response) => response.Content.Headers.ContentEncoding.SingleOrDefault() ?? "";

    /// <summary>The body without its content coding.</summary>
    public static async Task<string> TextAsync(this HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = response.Coding() switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
