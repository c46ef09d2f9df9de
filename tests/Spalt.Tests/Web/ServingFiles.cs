using Spalt.Tests.Reading;

namespace Spalt.Tests.Web;

public class ServingFiles
{
    [Fact]
    public async Task Style_and_script_are_kept_for_ever()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        var page = await site.BodyAsync("/");
        foreach (var address in System.Text.RegularExpressions.Regex.Matches(page, "\"(/-/(?:assets|theme|icon)/[^\"]+)\"").Select(m => m.Groups[1].Value))
        {
            using var response = await site.AskAsync(address, "*/*");
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        using var missing = await site.AskAsync("/-/assets/finns-inte.js", "*/*");
        Assert.Equal(404, (int)missing.StatusCode);
    }

    [Theory]
    [InlineData("/-/theme/0a5a63.css", 200, "--accent:#0a5a63;--accent-dark:#")]
    [InlineData("/-/theme/ffffff.css", 200, "--accent:#70")]
    [InlineData("/-/theme/ffffff.css", 200, "--accent-dark:#ffffff")]
    [InlineData("/-/theme/000000.css", 200, "--accent-dark:#a")]
    [InlineData("/-/theme/0a5a63-703000.css", 200, ":root{--accent:#703000;")]
    [InlineData("/-/theme/0a5a63-703000.css", 200, ".masthead{--accent:#0a5a63;")]
    [InlineData("/-/theme/0a5a63-703000-703000.css", 404, "")]
    [InlineData("/-/theme/0a5a63-.css", 404, "")]
    [InlineData("/-/icon/0a5a63-703000.svg", 404, "")]
    [InlineData("/-/theme/0a5a6.css", 404, "")]
    [InlineData("/-/theme/zzzzzz.css", 404, "")]
    [InlineData("/favicon.ico", 200, "#0a5a63")]
    public async Task A_colour_is_a_style_sheet(string path, int status, string says)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        (await site.BodyAsync(path, status)).Says(says);
    }

    [Fact]
    public async Task A_picture_is_found_by_its_hash_and_nothing_else_is_found()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        const string Hash = "ab0123456789abcdef0123456789abcd";
        var folder = Path.Combine(site.Installation.DataFolder, "media", "ab");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, Hash + ".webp"), [1, 2, 3], TestContext.Current.CancellationToken);
        using var picture = await site.AskAsync($"/-/media/{Hash}.webp", "image/*");
        Assert.Equal("image/webp", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1, 2, 3], await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains("immutable", picture.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        foreach (var path in new[] { $"/-/media/{Hash}.png", $"/-/media/{Hash}.html", "/-/media/..%2f..%2fspalt.db", $"/-/media/{Hash}", "/-/media/x" })
        {
            using var nothing = await site.AskAsync(path, "image/*");
            Assert.Equal(404, (int)nothing.StatusCode);
        }
    }

    [Fact]
    public async Task Asking_for_the_head_alone_gets_no_body()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går");
        foreach (var path in new[] { "/", "/bank-nio/", "/bank-nio/2026/03/04/bussen-gar/", "/-/theme/0a5a63.css", "/favicon.ico" })
        {
            using var response = await site.SendAsync(HttpMethod.Head, path);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Machines_get_problems_as_json_and_people_as_pages()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var machine = await site.AskAsync("/-/finns-inte", "application/json");
        Assert.Equal("application/problem+json", machine.Content.Headers.ContentType?.MediaType);
        using var person = await site.AskAsync("/-/finns-inte");
        Assert.Equal(404, (int)person.StatusCode);
        (await person.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Says("Sidan finns inte");
    }
}
