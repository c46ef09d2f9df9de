using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Tests.Domains;
using Spalt.Tests.Writing;

namespace Spalt.Tests.MyData;

public class TakingOutWhatIsMine
{
    private const string Hash = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_of_ones_own_is_in_the_zip_and_nothing_of_others()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, olga) = await site.DeskAsync();
        using var vera = await site.SignedInAsync("Vera Lund", BlogRole.Author, blog);
        await PictureAsync(site, blog);
        await olga.PublishAsync("Olgas eget", "<p>Olgas hemliga ord.</p>");
        var mine = await vera.PublishAsync("Isen bär", $"<p>Isen bär nu.</p><p><img src=\"/-/media/{Hash}.jpg\" alt=\"Is\"></p>");
        using (var revised = await vera.WriteAsync(mine, "publish", ("change", "small"), ("body", "<p>Isen bär ännu.</p>")))
        {
            Assert.Equal(303, (int)revised.StatusCode);
        }

        // Somebody else works on it: what they saved and nobody has read is theirs.
        using (var edited = await olga.WriteAsync(mine, "save", ("body", "<p>Redaktörens ändring.</p>")))
        {
            Assert.True((int)edited.StatusCode < 400);
        }

        var begun = await vera.BeginAsync();
        using (var saved = await vera.WriteAsync(begun, "save", ("title", "Halvfärdigt"), ("body", "<p>Bara ett utkast.</p>")))
        {
            Assert.True((int)saved.StatusCode < 400);
        }

        using var answer = await vera.PostFormAsync("/-/account/data");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("bloggar.example-2026-03-04.zip", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var files = await FilesAsync(answer);
        var all = string.Concat(files.Values);
        Assert.DoesNotContain("Olgas", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Redaktörens ändring", all, StringComparison.Ordinal);
        Assert.DoesNotContain("olga", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("passwordHash", all, StringComparison.OrdinalIgnoreCase);

        using var account = JsonDocument.Parse(files["account.json"]);
        Assert.Equal("vera-lund@exempel.se", account.RootElement.GetProperty("email").GetString());
        Assert.Equal("author", account.RootElement.GetProperty("blogs")[0].GetProperty("role").GetString());
        Assert.Equal(1, account.RootElement.GetProperty("sessions").GetArrayLength());
        Assert.Contains("signedIn", files["security-log.json"], StringComparison.Ordinal);
        Assert.Equal("bild", files["pictures/1-mitt-foto.jpg"]);
        var folder = files.Keys.Single(k => k.EndsWith("isen-bar/post.json", StringComparison.Ordinal))[..^"post.json".Length];
        Assert.Contains("Isen bär ännu.", files[folder + "post.html"], StringComparison.Ordinal);
        Assert.Contains("/bank-nio/2026/03/04/isen-bar/", files[folder + "post.json"], StringComparison.Ordinal);
        using var revisions = JsonDocument.Parse(files[folder + "revisions.json"]);
        Assert.Contains(revisions.RootElement.EnumerateArray(), r => r.GetProperty("html").GetString()!.Contains("Isen bär nu.", StringComparison.Ordinal));
        Assert.Contains(files, f => f.Key.EndsWith("/post.html", StringComparison.Ordinal) && f.Value.Contains("Bara ett utkast.", StringComparison.Ordinal));
        Assert.Contains($"href=\"{folder}post.html\"", files["index.html"], StringComparison.Ordinal);
        Assert.Contains("Halvfärdigt", files["index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_post_is_on_the_host_that_its_blog_has_for_itself()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, olga) = await site.DeskAsync();
        using var _1 = olga;
        await olga.PublishAsync("Isen bär", "<p>Isen bär nu.</p>");
        await site.HouseAsync(blog, OwnDomain.Own);
        using var answer = await olga.PostFormAsync("/-/account/data");
        var files = await FilesAsync(answer);
        Assert.Contains("\"https://banknio.example/2026/03/04/isen-bar/\"", files.Single(f => f.Key.EndsWith("isen-bar/post.json", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_of_ones_own_are_shown_from_the_zip()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.DeskAsync();
        using var vera = await site.SignedInAsync("Vera Lund", BlogRole.Author, blog);
        await PictureAsync(site, blog);
        await vera.PublishAsync("Isen bär", $"<p>Is.</p><figure><img src=\"/-/media/{Hash}.jpg\" alt=\"Is\"></figure>");
        using var answer = await vera.PostFormAsync("/-/account/data");
        var files = await FilesAsync(answer);
        var html = files.Single(f => f.Key.EndsWith("/post.html", StringComparison.Ordinal)).Value;
        Assert.Contains("src=\"../../../pictures/1-mitt-foto.jpg\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_anything_out_without_signing_in()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var answer = await site.Http.PostFormAsync("/-/account/data");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Much_is_sent_while_it_is_read()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var login = await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");

        // 18 MB that do not compress, of which whoever reads slowly takes a little at first.
        for (var batch = 0; batch < 6; batch++)
        {
            await WriteAsync(site, blog, login.AccountId, Enumerable.Range(0, 10).Select(i => $"p{batch}-{i}"), 300_000);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/-/account/data", UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
        using var answer = await vera.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancel);
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        received.Write(buffer, 0, await stream.ReadAsync(buffer, Cancel));

        // What is written meanwhile is in it: not everything had been read when the answer began.
        await WriteAsync(site, blog, login.AccountId, ["sent-tillkommet"], 100);
        await stream.CopyToAsync(received, Cancel);
        received.Position = 0;
        await using var zip = new ZipArchive(received, ZipArchiveMode.Read);
        Assert.Equal(61, zip.Entries.Count(e => e.FullName.EndsWith("/post.json", StringComparison.Ordinal)));
        Assert.Contains(zip.Entries, e => e.FullName.Contains("sent-tillkommet", StringComparison.Ordinal));
    }

    private static Task WriteAsync(Site site, Blog blog, long accountId, IEnumerable<string> slugs, int bytes) => site.WithDbAsync(async db =>
    {
        var its = await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel);
        db.AddRange(slugs.Select(slug => Post.Draft(
            its, accountId, new PostText(slug, "Långt", $"<p>{Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes))}</p>", ""), site.Clock.Now)));
        await db.SaveChangesAsync(Cancel);
    });

    private static async Task PictureAsync(Site site, Blog blog)
    {
        using var content = new MemoryStream("bild"u8.ToArray());
        await site.Services.GetRequiredService<IMediaStore>().WriteAsync(Hash + ".jpg", content, Cancel);
        await site.WithDbAsync(async db =>
        {
            var author = await db.Accounts.SingleAsync(a => a.Name == "Vera Lund", Cancel);
            var file = new MediaFile(blog.NetworkId, Hash, "jpg", 640, 480, 4, site.Clock.Now);
            db.Add(file);
            await db.SaveChangesAsync(Cancel);
            db.Add(BlogPicture.Add(blog.Id, file, "mitt foto.jpg", credit: null, author.Id, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
    }

    internal static async Task<Dictionary<string, string>> FilesAsync(HttpResponseMessage answer)
    {
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel));
            files.Add(entry.FullName, await reader.ReadToEndAsync(Cancel));
        }

        return files;
    }
}
