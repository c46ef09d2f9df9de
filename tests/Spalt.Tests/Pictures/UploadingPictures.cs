using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Formats.Images;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Members;
using Spalt.Tests.Media;

namespace Spalt.Tests.Pictures;

public sealed class UploadingPictures
{
    private const string Path = "/-/write/bank-nio/pictures";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(Site Site, Network Network, Blog Blog, HttpClient Client)> StartAsync(params (string, string)[] settings)
    {
        var site = await Site.StartAsync(settings);
        var network = await site.NetworkAsync(site.Address.Authority);
        var blog = await site.BlogAsync(network);
        return (site, network, blog, await site.SignedInAsync("Disa Holm", BlogRole.Author, blog));
    }

    private static string[] FilesOf(Site site) =>
        [.. ((string[])["media", "uploads"]).Select(f => System.IO.Path.Combine(site.Installation.DataFolder, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))];

    [Fact]
    public async Task Gives_a_picture_in_all_sizes_that_anybody_may_read_and_keep()
    {
        var (site, _, blog, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        using var answer = await client.SendAsync(Path + "?name=../../buss%20nio.jpg", PictureFiles.Telling(PictureFiles.Make("jpg[Q=90]", 1200, 800)));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.TextAsync());
        var url = json.RootElement.GetProperty("url").GetString()!;

        // The camera said that it lay on its side.
        Assert.Matches("^/-/media/[0-9a-f]{32}-800[.]webp$", url);
        Assert.Equal((800, 1200, null, "Disa Holm"), (json.RootElement.GetProperty("width").GetInt32(), json.RootElement.GetProperty("height").GetInt32(),
            json.RootElement.GetProperty("alt").GetString(), json.RootElement.GetProperty("credit").GetString()!));
        var picture = await site.WithDbAsync(db => db.BlogPictures.SingleAsync(Cancel));
        Assert.Equal((blog.Id, "buss nio.jpg", "Disa Holm"), (picture.BlogId, picture.Name, picture.Credit));

        foreach (var (file, type, width) in (string[])[url, url.Replace("800.webp", "480.avif", StringComparison.Ordinal), url.Replace("-800.webp", ".jpg", StringComparison.Ordinal)]
            is var files ? files.Zip((string[])["image/webp", "image/avif", "image/jpeg"], (int[])[800, 480, 800]) : [])
        {
            using var read = await site.Http.AskAsync(file);
            var bytes = await read.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal((HttpStatusCode.OK, type, width), (read.StatusCode, read.Content.Headers.ContentType?.MediaType, ImageHeader.Read(bytes)?.Width));
            Assert.Contains("immutable", read.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", read.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(bytes.Says(PictureFiles.Secrets));
        }

        Assert.DoesNotContain(FilesOf(site), f => f.Contains("uploads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_same_picture_once()
    {
        var (site, network, blog, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        var picture = PictureFiles.Make("png", 100, 50);
        var first = await client.UploadAsync(blog.Slug, picture);
        Assert.Equal(first, await client.UploadAsync(blog.Slug, picture, "igen.png"));
        var other = await site.BlogAsync(network, "fagelskadning", "Fågelskådning");
        using var editor = await site.SignedInAsync("Redaktör", NetworkRole.Editor, network);
        var elsewhere = await editor.UploadAsync(other.Slug, picture);
        Assert.Equal(first.Url, elsewhere.Url);
        Assert.NotEqual(first.Id, elsewhere.Id);
        Assert.Equal(1, await site.WithDbAsync(db => db.MediaFiles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Is_for_members_of_the_blog_only()
    {
        var (site, network, _, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        var other = await site.BlogAsync(network, "fagelskadning", "Fågelskådning");
        using var stranger = await site.SignedInAsync("Owe Ägare", BlogRole.Owner, other);
        using var moderator = await site.SignedInAsync("Mod Erator", NetworkRole.Moderator, network);
        var picture = PictureFiles.Png(10, 10);
        var mine = await client.UploadAsync("bank-nio", picture);
        foreach (var (who, status) in (List<(HttpClient, HttpStatusCode)>)[(site.Http, HttpStatusCode.Unauthorized), (stranger, HttpStatusCode.NotFound), (moderator, HttpStatusCode.NotFound)])
        {
            using var sent = await who.SendAsync(Path + "?name=x.png", picture);
            Assert.Equal(status, sent.StatusCode);
            using var form = await who.SendFormAsync(Path + "/add", [("files", "x.png", picture)]);
            Assert.Equal(status, form.StatusCode);
            using var change = await who.PostFormAsync($"{Path}/{mine.Id}", ("do", "delete"));
            Assert.Equal(status, change.StatusCode);
            foreach (var page in (string[])[Path, Path + "/add", $"{Path}/{mine.Id}"])
            {
                using var read = await who.AskAsync(page);
                Assert.Equal(who == site.Http ? HttpStatusCode.SeeOther : HttpStatusCode.NotFound, read.StatusCode);
            }
        }

        // In another blog's library the same number is nobody's.
        using var lost = await stranger.AskAsync($"/-/write/fagelskadning/pictures/{mine.Id}");
        Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.BlogPictures.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Says_what_is_wrong_and_keeps_nothing()
    {
        var (site, _, _, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        var whole = PictureFiles.Make("jpg[Q=90]", 600, 400);
        foreach (var (bytes, status, words) in (List<(byte[], HttpStatusCode, string)>)
        [
            ("<html>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "ingen bild"),
            ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "SVG"),
            ([], HttpStatusCode.UnsupportedMediaType, "ingen bild"),
            (whole[..4000], HttpStatusCode.UnprocessableEntity, "avhuggen"),
            (PictureFiles.Png(30_000, 30_000), HttpStatusCode.UnprocessableEntity, "100 miljoner"),
            (PictureFiles.Gif(10, 10, 20_000), HttpStatusCode.UnprocessableEntity, "600"),
            (new byte[PictureConverter.Largest + 1], HttpStatusCode.RequestEntityTooLarge, "25 MB"),
        ])
        {
            using var answer = await client.SendAsync(Path + "?name=x", bytes);
            Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            using var json = JsonDocument.Parse(await answer.TextAsync());
            Assert.Contains(words, json.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(FilesOf(site));
        Assert.Equal(0, await site.WithDbAsync(async db => await db.BlogPictures.CountAsync(Cancel) + await db.MediaFiles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Ends_where_the_blog_s_room_does()
    {
        var (site, _, blog, client) = await StartAsync(("Spalt:Media:QuotaMegabytes", "1"));
        await using var _s = site;
        using var _c = client;
        await client.UploadAsync(blog.Slug, PictureFiles.Make("png", 100, 50));
        var noise = PictureFiles.Make("png", 700, 700, "gaussnoise made.v 700 700 --mean 128 --sigma 60", "copy made.v x.v", "linear x.v y.v 1 0 --uchar", "bandjoin \"y.v y.v y.v\" z.v", "copy z.v made.v --interpretation srgb");
        Assert.InRange(noise.Length, 350_000, 1_100_000);
        var before = FilesOf(site).Length;
        var last = HttpStatusCode.Created;
        for (var round = 0; round < 5 && last == HttpStatusCode.Created; round++)
        {
            before = FilesOf(site).Length;
            using var answer = await client.SendAsync(Path + "?name=x.png", PictureFiles.Convert(noise, $"png[compression={9 - round}]"));
            last = answer.StatusCode;
        }

        Assert.Equal((HttpStatusCode)507, last);
        Assert.Equal(before, FilesOf(site).Length);
    }

    [Fact]
    public async Task Says_so_where_the_machine_has_no_converter_and_all_else_goes_on()
    {
        var (site, _, _, client) = await StartAsync(("Spalt:Media:Vips", "/nowhere/vips"));
        await using var _s = site;
        using var _c = client;
        using var answer = await client.SendAsync(Path + "?name=x.png", PictureFiles.Png(10, 10));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(["libvips-tools"], site.Services.GetRequiredService<Vips>().Missing);
        using var page = await client.AskAsync(Path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task That_breaks_off_leaves_nothing()
    {
        var (site, _, _, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        var whole = PictureFiles.Make("jpg[Q=90]", 600, 400);
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync(site.Address.Host, site.Address.Port, Cancel);
            var head = $"POST {Path}?name=x.jpg HTTP/1.1\r\nHost: {site.Address.Authority}\r\nCookie: {client.DefaultRequestHeaders.GetValues("Cookie").Single()}\r\nContent-Length: {whole.Length}\r\n\r\n";
            await socket.GetStream().WriteAsync((byte[])[.. System.Text.Encoding.ASCII.GetBytes(head), .. whole[..2000]], Cancel);
            await Eventually.TrueAsync(() => Task.FromResult(FilesOf(site).Length > 0));
        }

        await Eventually.TrueAsync(() => Task.FromResult(FilesOf(site).Length == 0));
        Assert.Equal(0, await site.WithDbAsync(db => db.MediaFiles.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Is_swept_where_it_was_killed_but_not_before_a_day_has_passed()
    {
        var (site, _, blog, client) = await StartAsync();
        await using var _s = site;
        using var _c = client;
        await client.UploadAsync(blog.Slug, PictureFiles.Make("png", 100, 50));
        var kept = FilesOf(site);
        var folder = System.IO.Path.GetDirectoryName(kept[0])!;
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "..", "aa"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "..", "aa", $"{new string('a', 32)}-480.webp"), "x", Cancel);
        await File.WriteAllTextAsync($"{kept[0]}.{Guid.NewGuid():N}", "x", Cancel);
        var upload = Directory.CreateDirectory(System.IO.Path.Combine(site.Installation.DataFolder, "uploads", "x"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(upload.FullName, "upload"), "x", Cancel);
        Assert.Equal(kept.Length + 3, FilesOf(site).Length);

        // Files are as old as the machine's clock says, the test's clock stands somewhere else.
        await SweepAsync(site, TimeSpan.FromHours(23));
        Assert.Equal(kept.Length + 3, FilesOf(site).Length);
        await SweepAsync(site, TimeSpan.FromHours(25));
        Assert.Equal(kept.Order(StringComparer.Ordinal), FilesOf(site).Order(StringComparer.Ordinal));
    }

    private static async Task SweepAsync(Site site, TimeSpan age)
    {
        foreach (var file in FilesOf(site))
        {
            File.SetLastWriteTimeUtc(file, (site.Clock.Now - age).UtcDateTime);
            Directory.SetLastWriteTimeUtc(System.IO.Path.GetDirectoryName(file)!, (site.Clock.Now - age).UtcDateTime);
        }

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SweepMedia>().DoAsync("", Cancel);
    }
}
