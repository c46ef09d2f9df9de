using System.Net.Http.Headers;
using System.Text.Json;

namespace Spalt.Tests.Pictures;

/// <summary>Uploads as the editor's script sends them, and as a plain form does.</summary>
internal static class Uploads
{
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<(long Id, string Url)> UploadAsync(this HttpClient client, string blog, byte[] picture, string name = "bild.jpg")
    {
        using var answer = await client.SendAsync($"/-/write/{blog}/pictures?name={name}", picture);
        var text = await answer.TextAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return (json.RootElement.GetProperty("id").GetInt64(), json.RootElement.GetProperty("url").GetString()!);
    }

    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient client, string path, IEnumerable<(string Field, string? File, byte[] Content)> parts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, file, content) in parts)
        {
#pragma warning disable CA2000 // The form disposes of its parts.
            if (file is null)
            {
                form.Add(new ByteArrayContent(content), field);
            }
            else
            {
                form.Add(new ByteArrayContent(content), field, file);
            }
#pragma warning restore CA2000
        }

        return await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }
}
