using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;

namespace Spalt.Tests.Domains;

public class ABlogOfItsOwnDomain
{
    private const string Post = "/2026/03/01/isen-bar/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Has_the_same_addresses_without_its_segment()
    {
        await using var site = await Site.StartAsync();
        var (_, _, post) = await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        Assert.Contains("Dag 9", (await reader.SeeAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        string[] pages = ["/page/2/", Post, "/2026/", "/2026/03/", "/tag/is/", "/category/vinter/", "/author/disa-holm/", "/om-mig/"];
        foreach (var page in pages)
        {
            Assert.Contains("Bänk nio", (await reader.SeeAsync(page)).Title!, StringComparison.Ordinal);
        }

        foreach (var feed in new[] { "/feed/", "/feed/atom/", "/feed/json/", "/tag/is/feed/", "/category/vinter/feed/", "/author/disa-holm/feed/", "/comments/feed/", Post + "feed/" })
        {
            Assert.NotEmpty(await OwnDomain.TextAsync(reader, feed));
        }

        await reader.LeadsToAsync($"/?p={post.Id}", Post);
        await reader.LeadsToAsync("/?feed=rss2", "/feed/");
        await reader.LeadsToAsync("/2026/03/02/isen-bar/", Post);
        await reader.LeadsToAsync("/2026/03/01/isen-bar", Post);
        await reader.LeadsToAsync("/bank-nio" + Post, Post);
        await reader.LeadsToAsync("/page/1", "/");
        await reader.LeadsToAsync("/Tag/is/feed/", "/tag/is/feed/");
        await reader.LeadsToAsync(Post + "?replytocom=5", Post + "#respond", 302);
    }

    [Theory]
    [InlineData("banknio.example:8443")]
    [InlineData("BankNio.example")]
    [InlineData("banknio.example.")]
    public async Task Is_there_however_its_host_is_written(string host)
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(host);
        await reader.SeeAsync(Post);
    }

    [Theory]
    [InlineData("/bank-nio", "/")]
    [InlineData("/bank-nio/", "/")]
    [InlineData("/BANK-NIO/page/2/", "/page/2/")]
    [InlineData("/bank-nio/2026/03/01/isen-bar/?utm=a&b=%20c", "/2026/03/01/isen-bar/?utm=a&b=%20c")]
    [InlineData("/bank-nio/feed/atom/", "/feed/atom/")]
    [InlineData("/bank-nio/tag/%C3%A5/", "/tag/%C3%A5/")]
    [InlineData("/bank-nio?p=7", "/?p=7")]
    [InlineData("/bank-nio//annan.example/", "//annan.example/")]
    public async Task Is_where_its_old_addresses_lead(string old, string now)
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Paper);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, new Uri(old, UriKind.Relative));
            using var answer = await reader.SendAsync(request, Cancel);
            Assert.Equal((301, $"https://{OwnDomain.Own}{now}"), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public async Task Is_named_wherever_whole_addresses_stand()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        const string Whole = "https://banknio.example" + Post;
        var page = await reader.SeeAsync(Post);
        Assert.Equal(Whole, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(Whole, page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"));
        Assert.Equal("https://banknio.example/author/disa-holm/", page.QuerySelector("meta[property='article:author']")!.GetAttribute("content"));
        Assert.Equal(Whole, page.QuerySelector("a.u-url[data-copy]")!.GetAttribute("href"));
        Assert.Contains(Uri.EscapeDataString(Whole), page.QuerySelector(".share a[href^='https://www.facebook']")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(Whole), page.QuerySelector(".share a[href^='mailto:']")!.GetAttribute("href"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal(Whole, json.RootElement.GetProperty("mainEntityOfPage").GetString());
        Assert.Equal("https://banknio.example/author/disa-holm/", json.RootElement.GetProperty("author").GetProperty("url").GetString());
        Assert.Equal("https://banknio.example/page/2/", (await reader.SeeAsync("/page/2/")).QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.DoesNotContain("bloggar.example/bank-nio", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_named_by_feeds_whose_ids_stay_what_they_were()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await site.HousedAsync(domain: null);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        using var own = site.ReaderOf(OwnDomain.Own);
        var before = await OwnDomain.TextAsync(paper, "/bank-nio/feed/atom/");
        await site.HouseAsync(blog, OwnDomain.Own);
        var housed = await OwnDomain.TextAsync(own, "/feed/atom/");
        Assert.Equal(Ids(before), Ids(housed));
        Assert.Contains("<link rel=\"self\" type=\"application/atom+xml\" href=\"https://banknio.example/feed/atom/\"", housed, StringComparison.Ordinal);
        Assert.Contains("href=\"https://banknio.example/2026/03/01/isen-bar/\"", housed, StringComparison.Ordinal);
        foreach (var feed in new[] { housed, await OwnDomain.TextAsync(own, "/feed/"), await OwnDomain.TextAsync(paper, "/feed/"), await OwnDomain.TextAsync(own, Post + "feed/"), await OwnDomain.TextAsync(own, "/comments/feed/atom/") })
        {
            var said = System.Text.RegularExpressions.Regex.Replace(feed, "<id>[^<]*</id>", "");
            Assert.DoesNotContain("bloggar.example/bank-nio", said, StringComparison.Ordinal);
            Assert.DoesNotContain("banknio.example/bank-nio", said, StringComparison.Ordinal);
        }

        // What people wrote leads right for those who read it elsewhere.
        Assert.Contains("<a href=\"https://banknio.example/2026/\">året</a>, <a href=\"https://bloggar.example/annan/\">grannen</a>", housed, StringComparison.Ordinal);
        await site.HouseAsync(blog, null);
        Assert.Equal(Ids(before), Ids(await OwnDomain.TextAsync(paper, "/bank-nio/feed/atom/")));

        static string[] Ids(string feed) => [.. System.Text.RegularExpressions.Regex.Matches(feed, "<id>([^<]*)</id>").Select(m => m.Groups[1].Value)];
    }

    [Fact]
    public async Task Leads_on_its_pages_to_its_own_things_without_detour_and_to_the_rest_of_the_network()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        foreach (var path in new[] { "/", "/page/2/", Post, "/2026/03/", "/tag/is/", "/om-mig/" })
        {
            var links = (await reader.SeeAsync(path)).Links();
            Assert.Contains("/om-mig/", links);
            Assert.Contains("https://bloggar.example/", links);
            Assert.Contains("https://bloggar.example/-/blogs", links);
            Assert.Contains("https://bloggar.example/-/write", links);
            Assert.Contains("https://bloggar.example/annan/", links);
            foreach (var link in links.Where(l => l.StartsWith('/') && !l.EndsWith("/like", StringComparison.Ordinal)))
            {
                using var answer = await reader.AskAsync(link);
                Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path} leads to {link}, which answers {(int)answer.StatusCode}");
            }

            // The way in is asked for a password; everything else is there at once.
            foreach (var link in links.Where(l => l.StartsWith("https://bloggar.example/", StringComparison.Ordinal) && !l.EndsWith("/-/write", StringComparison.Ordinal)))
            {
                using var answer = await paper.AskAsync(new Uri(link).PathAndQuery);
                Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path} leads to {link}, which answers {(int)answer.StatusCode}");
            }
        }

        var post = await reader.SeeAsync(Post);
        Assert.Equal(["/2026/", "https://bloggar.example/annan/", "https://bloggar.example/-/about"], post.QuerySelectorAll(".e-content a").Select(a => a.GetAttribute("href")), StringComparer.Ordinal);
        Assert.Contains("Skriv href=\"/bank-nio/\" så.", post.QuerySelector(".e-content")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_where_lists_of_the_network_lead()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var paper = site.ReaderOf(OwnDomain.Paper);
        foreach (var path in new[] { "/", "/-/blogs" })
        {
            var links = (await paper.SeeAsync(path)).Links();
            Assert.Contains("https://banknio.example/", links);
            Assert.Contains("/annan/", links);
            Assert.DoesNotContain(links, l => l.Contains("/bank-nio", StringComparison.Ordinal));
        }

        Assert.Contains("https://banknio.example/2026/03/01/dag-9/", (await paper.SeeAsync("/")).Links());
    }

    [Theory]
    [InlineData("/-/login?next=%2F-%2Fwrite")]
    [InlineData("/-/write")]
    [InlineData("/-/write/bank-nio")]
    [InlineData("/-/network")]
    [InlineData("/-/account")]
    [InlineData("/-/invitation?token=abc")]
    [InlineData("/-/preview/abc")]
    [InlineData("/-/start")]
    [InlineData("/-/blogs")]
    [InlineData("/-/liked")]
    [InlineData("/-/about")]
    [InlineData("/-/rules")]
    [InlineData("/-/unknown")]
    public async Task Has_nothing_of_the_network(string path)
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        await reader.LeadsToAsync(path, "https://bloggar.example" + path, 302);
        using var sent = await reader.PostFormAsync(path, ("email", "a@exempel.se"), ("password", "hemligt"));
        Assert.Equal(404, (int)sent.StatusCode);
        Assert.False(sent.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Takes_likes_and_counts_reads()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, post) = await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        var form = (IHtmlFormElement)(await reader.SeeAsync(Post)).QuerySelector("form.likes")!;
        Assert.Equal($"/-/posts/{post.Id}/like", form.GetAttribute("action"));
        foreach (var (origin, status) in new[] { ("https://annan.example", 403), ("https://bloggar.example", 403), ("https://banknio.example", 303) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.GetAttribute("action")!, UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("Origin", origin);
            using var answer = await reader.SendAsync(request, Cancel);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(status == 303 ? $"/-/posts/{post.Id}/liked" : null, answer.Headers.Location?.OriginalString);
        }

        var thanks = await reader.SeeAsync($"/-/posts/{post.Id}/liked");
        Assert.Contains(Post, thanks.Links());
        Assert.Contains("https://bloggar.example/", thanks.Links());
        using var csp = await reader.AskAsync(Post);
        Assert.Contains("form-action 'self'", csp.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains($"{post.Id}", await OwnDomain.TextAsync(reader, $"/-/likes?posts={post.Id}"), StringComparison.Ordinal);
        using var undone = await reader.PostFormAsync($"/-/posts/{post.Id}/unlike");
        Assert.Equal((303, Post), ((int)undone.StatusCode, undone.Headers.Location?.OriginalString));
        using var read = await reader.PostFormAsync("/-/read", ("page", $"{blog.Id}/{post.Id}"), ("from", OwnDomain.Paper));
        Assert.Equal(204, (int)read.StatusCode);
        foreach (var file in new[] { "/-/health/live", "/-/health/ready", "/favicon.ico" })
        {
            await OwnDomain.TextAsync(reader, file);
        }

        using var picture = await reader.AskAsync("/-/media/ingen.webp");
        Assert.Equal(404, (int)picture.StatusCode);
    }

    [Fact]
    public async Task Has_error_pages_of_its_own()
    {
        await using var site = await Site.StartAsync();
        var (_, _, post) = await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        var links = (await reader.SeeAsync("/finns-inte/", 404)).Links();
        Assert.Contains("/", links);
        Assert.Contains("/2026/03/01/dag-9/", links);
        Assert.Contains("https://bloggar.example/", links);
        using var sent = await reader.PostFormAsync("/");
        Assert.Equal(405, (int)sent.StatusCode);
        Assert.Contains("https://bloggar.example/-/blogs", FormsOnPages.Parsed(await sent.TextAsync()).Links());
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id, Cancel)).Remove(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains("/", (await reader.SeeAsync(Post, 410)).Links());
    }

    [Fact]
    public async Task Tells_crawlers_only_of_itself()
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        using var paper = site.ReaderOf(OwnDomain.Paper);
        Assert.Contains("Sitemap: https://banknio.example/sitemap.xml\nSitemap: https://banknio.example/sitemap-news.xml\n", await OwnDomain.TextAsync(reader, "/robots.txt"), StringComparison.Ordinal);
        Assert.Contains("Sitemap: https://bloggar.example/sitemap.xml\n", await OwnDomain.TextAsync(paper, "/robots.txt"), StringComparison.Ordinal);
        var (mine, theirs) = (await AddressesAsync(reader, "/sitemap.xml"), await AddressesAsync(paper, "/sitemap.xml"));
        Assert.Equal(["https://banknio.example/", "https://banknio.example/om-mig/", "https://banknio.example" + Post], mine[..3], StringComparer.Ordinal);
        Assert.Equal(13, mine.Length);
        Assert.Equal(["https://bloggar.example/", "https://bloggar.example/annan/", "https://bloggar.example/annan/2026/03/01/bussen/"], theirs, StringComparer.Ordinal);
        await site.PostAsync(await site.WithDbAsync(db => db.Blogs.SingleAsync(b => b.Slug == "bank-nio", Cancel)), "Nyss");
        Assert.Equal(["https://banknio.example/2026/03/04/nyss/"], await AddressesAsync(reader, "/sitemap-news.xml"), StringComparer.Ordinal);
        Assert.Empty(await AddressesAsync(paper, "/sitemap-news.xml"));

        static async Task<string[]> AddressesAsync(HttpClient client, string path) =>
            [.. System.Xml.Linq.XDocument.Parse(await OwnDomain.TextAsync(client, path)).Descendants().Where(e => e.Name.LocalName is "loc").Select(e => e.Value)];
    }

    [Theory]
    [InlineData("//annan.example/?feed=rss2")]
    [InlineData("//annan.example/../%2F?feed=rss2")]
    [InlineData("/%5Cannan.example?feed=rss2")]
    public async Task Leads_nobody_to_strangers(string path)
    {
        await using var site = await Site.StartAsync();
        await site.HousedAsync();
        using var reader = site.ReaderOf(OwnDomain.Own);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, path.StartsWith("//", StringComparison.Ordinal) ? "/" : path));
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            request.RequestUri = new Uri(site.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        }

        using var answer = await reader.SendAsync(request, Cancel);
        var place = answer.Headers.Location?.OriginalString;
        Assert.True(place is null || (place is ['/', not '/' and not '\\', ..]) || place.StartsWith("https://banknio.example/", StringComparison.Ordinal), place);
    }
}
