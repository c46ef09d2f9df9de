using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Archives;
using Spalt.Imports;
using Spalt.Media;
using Spalt.Tests.Outbound;
using static Spalt.Tests.Imports.OldPages;

namespace Spalt.Tests.Imports;

public sealed class ImportingPictures
{
    /// <summary>Enough of a PNG for its size to be known, and for it to hold together.</summary>
    private static byte[] Png(int width, int height, int noise = 0)
    {
        byte[] png = [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13 + 4], 0, 0, 0, 0, .. "IDAT"u8, .. new byte[noise + 4], 0, 0, 0, 0, .. "IEND"u8, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(33), noise);
        return png;
    }

    private static ScriptedServer Serve() => new(
        async (head, stream, cancel) =>
        {
            byte[]? body = head.Split(' ')[1] switch
            {
                "/buss.png" or "/samma.png" => Png(640, 480),
                "/html.png" => "<html>Logga in</html>"u8.ToArray(),
                "/stor.png" => Png(20, 20, noise: 200_000),
                "/bred.png" => Png(100_000, 100_000),
                _ => null,
            };
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\nConnection: close\r\nContent-Length: {body?.Length ?? 0}\r\n\r\n")), cancel);
            await stream.WriteAsync(body ?? [], cancel);
        },
        ScriptedServer.Private);

    private static async Task<(Site Site, Networks.Network Network, Blogs.Blog Blog)> StartAsync()
    {
        var site = await Site.StartAsync(("Spalt:Outbound:AllowPrivate", "true"), ("Spalt:Outbound:MaxBytes", "100000"), ("Spalt:Outbound:MaxBytesEver", "100000"));
        var network = await site.NetworkAsync();
        return (site, network, await site.BlogAsync(network));
    }

    private static SavedPage Page(string body) => SavedPage.Read(Encoding.UTF8.GetBytes(Html(Article("Bilder", body))), "sida.html");

    [Fact]
    public async Task Are_kept_once_and_shown_from_here()
    {
        await using var server = Serve();
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        List<string> notes = [];
        var page = Page($"""<p>Först ord.</p><img src="{server.Address}borta.png" alt="Borta"><img src="{server.Address}buss.png" alt="En &quot;buss&quot;"><img src="{server.Address}samma.png">""");
        await site.TakeInAsync(network, blog, page, fetchImages: true, notes: notes.Add);

        var file = Assert.Single(await site.WithDbAsync(db => db.MediaFiles.ToListAsync()));
        Assert.Equal((640, 480, "png"), (file.Width, file.Height, file.Extension));
        Assert.True(File.Exists(new MediaFolder(site.Installation).PathOf(file.Hash, "png")));
        var post = Assert.Single(await site.PostsAsync(blog));
        Assert.Contains($"""<img src="{file.Url}" alt="En &quot;buss&quot;" width="640" height="480">""", post.BodyHtml, StringComparison.Ordinal);
        Assert.Equal((file.Id, "En \"buss\""), (post.PictureId, post.PictureAlt));
        Assert.Contains("borta.png", Assert.Single(notes), StringComparison.Ordinal);
        Assert.DoesNotMatch("<img[^>]*127.0.0.1", post.BodyHtml);
    }

    [Theory]
    [InlineData("<p>Ord.</p><p><img src=\"https://b.example/a.jpg\" alt=\"En buss\"></p>", "<a href=\"https://b.example/a.jpg\"[^>]*>Bild: En buss</a></figure>")]
    [InlineData("<p>Ord.</p><p><img src=\"https://b.example/a.jpg\"></p>", "<a href=\"https://b.example/a.jpg\"[^>]*>Bild</a></figure>")]
    [InlineData("<p>Ord.</p><p><a href=\"https://b.example/stor.jpg\"><img src=\"https://b.example/a.jpg\" alt=\"En buss\"></a></p>", "<a href=\"https://b.example/stor.jpg\"[^>]*>Bild: En buss</a></figure>")]
    [InlineData("<p>Ord.</p><p><a href=\"https://b.example/sida/\"><img src=\"https://b.example/a.jpg\" alt=\"En buss\"></a></p>", "<a href=\"https://b.example/a.jpg\"[^>]*>Bild: En buss</a></figure>")]
    [InlineData("<p>Ord.</p><figure><a href=\"https://b.example/stor.jpg\"><img src=\"a.jpg\" alt=\"En buss\"></a><figcaption>Nian.</figcaption></figure>", "<figure><a href=\"https://b.example/stor.jpg\"[^>]*>Bild: En buss</a>\\s*<figcaption>Nian.</figcaption></figure>")]
    [InlineData("<p>Ord.</p><p><img src=\"a.jpg\" alt=\"En buss\"></p>", "^<p>Ord.</p>\\s*$", "a.jpg")]
    public async Task That_were_not_fetched_are_linked_to(string body, string expected, string? lost = null)
    {
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        List<string> notes = [];
        await site.TakeInAsync(network, blog, Page(body), notes: notes.Add);
        Assert.Matches(expected, Assert.Single(await site.PostsAsync(blog)).BodyHtml);
        Assert.Equal(lost is null, notes.Count == 0);
        Assert.All(notes, note => Assert.Contains(lost!, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("borta.png")]
    [InlineData("html.png")]
    [InlineData("stor.png")]
    [InlineData("bred.png")]
    public async Task That_cannot_be_had_become_links(string name)
    {
        await using var server = Serve();
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        List<string> notes = [];
        await site.TakeInAsync(network, blog, Page($"""<p><a href="https://stor.example/"><img src="{server.Address}{name}" alt="Bussen"></a></p>"""), fetchImages: true, notes: notes.Add);
        var post = Assert.Single(await site.PostsAsync(blog));
        Assert.Matches($"<a href=\"{server.Address}{name}\"[^>]*>Bild: Bussen</a>", post.BodyHtml);
        Assert.DoesNotContain("<img", post.BodyHtml, StringComparison.Ordinal);
        Assert.Contains(name, Assert.Single(notes), StringComparison.Ordinal);
        Assert.Null(post.PictureId);
    }

    [Fact]
    public async Task Are_not_fetched_unless_somebody_asks()
    {
        await using var server = Serve();
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        await site.TakeInAsync(network, blog, Page($"""<p>Ord.</p><img src="{server.Address}buss.png"><img src="page_files/bild.png" alt="Bredvid">"""));
        Assert.Empty(server.Requests);
        var html = Assert.Single(await site.PostsAsync(blog)).BodyHtml;
        Assert.Contains($"<a href=\"{server.Address}buss.png\"", html, StringComparison.Ordinal);
        Assert.Contains(">Bild</a>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<img|page_files|Bredvid", html);
    }

    [Fact]
    public async Task That_came_in_one_file_with_the_page_are_taken_from_it()
    {
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        var page = Page("""<p>Ord.</p><img src="https://borta.example/bild%20%C3%A5.png" alt="Med">""") with
        {
            Pictures = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["https://borta.example/bild%20%C3%A5.png"] = Png(320, 200) },
        };
        await site.TakeInAsync(network, blog, page, fetchImages: true, notes: Assert.Fail);
        Assert.Contains("alt=\"Med\" width=\"320\"", Assert.Single(await site.PostsAsync(blog)).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_beside_the_page_are_taken_from_there_and_from_nowhere_else()
    {
        var (site, network, blog) = await StartAsync();
        await using var _ = site;
        var folder = Directory.CreateDirectory(Path.Combine(site.Installation.DataFolder, "sidor")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "page_files"));
        File.WriteAllBytes(Path.Combine(folder, "page_files", "bild å.png"), Png(320, 200));
        File.WriteAllBytes(Path.Combine(site.Installation.DataFolder, "hemlig.png"), Png(10, 10));
        File.WriteAllBytes(Path.Combine(folder, "pass.png"), Png(10, 10));
        File.CreateSymbolicLink(Path.Combine(folder, "page_files", "lank.png"), Path.Combine(site.Installation.DataFolder, "hemlig.png"));
        List<string> notes = [];
        await site.TakeInAsync(
            network, blog,
            Page($"""<p>Ord.</p><img src="page_files/bild%20å.png" alt="Bredvid"><img src="pass.png"><img src="../hemlig.png"><img src="page_files/../../hemlig.png"><img src="page_files/lank.png"><img src="{site.Installation.DataFolder}/hemlig.png"><img src="%00">"""),
            file: Path.Combine(folder, "page.html"), fetchImages: true, notes: notes.Add);
        Assert.Equal(320, Assert.Single(await site.WithDbAsync(db => db.MediaFiles.ToListAsync())).Width);
        Assert.Equal(6, notes.Count);
        Assert.NotNull(Assert.Single(await site.PostsAsync(blog)).PictureId);
    }

    [Theory]
    [InlineData("page_files/a.png", true)]
    [InlineData("./page_files/under/a.png", true)]
    [InlineData("page_filer/a.png", true)]
    [InlineData("page.files/a.png", true)]
    [InlineData("page-filer/a.png", true)]
    [InlineData("a.png", false)]
    [InlineData("page_files/../a.png", false)]
    [InlineData("page/a.png", false)]
    [InlineData("page_files2/a.png", false)]
    [InlineData("annan_files/a.png", false)]
    [InlineData("bilder/a.png", false)]
    [InlineData("bilder/page_files/a.png", false)]
    public async Task Are_beside_the_page_only_in_the_folder_that_was_made_for_it(string source, bool beside)
    {
        await using var site = await Site.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(site.Installation.DataFolder, "sidor")).FullName;
        var picture = Path.GetFullPath(Path.Combine(folder, source));
        Directory.CreateDirectory(Path.Combine(folder, "page_files"));
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        File.WriteAllBytes(picture, Png(10, 10));
        Assert.Equal(beside ? picture : null, PagePictures.Beside(Path.Combine(folder, "page.html"), source));
    }

    [Fact]
    public void Inside_a_figure_leave_their_caption()
    {
        var html = FetchedPictures.None.Settle("<figure><img src=\"https://b.example/a.jpg\" alt=\"Sjön\"><figcaption>På bilden: sjön.</figcaption></figure>", "Bild", []);
        Assert.Contains("På bilden: sjön.", html, StringComparison.Ordinal);
        Assert.Contains("https://b.example/a.jpg", html, StringComparison.Ordinal);
    }
}
