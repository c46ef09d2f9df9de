using Microsoft.AspNetCore.Http;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class FreezingPages
{
    private const string Modified = "Wed, 04 Mar 2026 10:00:00 GMT";

    private static readonly DateTimeOffset ModifiedAt = new(2026, 3, 4, 10, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public async Task A_new_post_shows_on_the_next_read()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går");
        Assert.Contains("Bussen går", await site.GetAsync("/"), StringComparison.Ordinal);
        await site.PostAsync(blog, "Tåget står");
        Assert.Contains("Tåget står", await site.GetAsync("/"), StringComparison.Ordinal);
        Assert.Equal("spalt; hit", await site.CacheStatusAsync("/"));
    }

    [Theory]
    [InlineData("\"{0}-gz\"", 304)]
    [InlineData("W/\"{0}-gz\"", 304)]
    [InlineData("\"other\", W/\"more\" ,\"{0}-gz\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"{0}-br\"", 200)]
    [InlineData("\"{0}\"", 200)]
    [InlineData("{0}-gz", 200)]
    [InlineData("\"\"", 200)]
    [InlineData(",,", 200)]
    public async Task What_the_client_has_is_not_sent_again(string tags, int status)
    {
        await using var site = await WithPageAsync();
        using var first = await site.AskAsync("/-/prov", ("Accept-Encoding", "gzip"));
        var hash = first.Headers.ETag!.Tag.Trim('"')[..^"-gz".Length];
        using var again = await site.AskAsync(
            "/-/prov", ("Accept-Encoding", "gzip"), ("If-None-Match", string.Format(null, tags, hash)), ("If-Modified-Since", "Sun, 01 Feb 2026 00:00:00 GMT"));
        Assert.Equal(status, (int)again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(status == 304, (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length == 0);
    }

    [Theory]
    [InlineData(Modified, 304)]
    [InlineData("Wednesday, 04-Mar-26 10:00:00 GMT", 304)]
    [InlineData("Wed Mar  4 10:00:00 2026", 304)]
    [InlineData("Wed, 04 Mar 2026 09:59:59 GMT", 200)]
    [InlineData("yesterday", 200)]
    public async Task Without_a_tag_the_date_decides(string since, int status)
    {
        await using var site = await WithPageAsync();
        using var response = await site.AskAsync("/-/prov", ("If-Modified-Since", since));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Modified, response.Content.Headers.LastModified?.ToString("R") ?? response.Headers.GetValues("Last-Modified").Single());
    }

    [Fact]
    public async Task A_head_has_the_headers_of_the_page_and_no_body()
    {
        await using var site = await WithPageAsync();
        foreach (var expected in new[] { "spalt; fwd=miss; stored", "spalt; hit" })
        {
            using var head = await site.AskAsync(HttpMethod.Head, "/-/prov");
            Assert.Equal((200, expected), ((int)head.StatusCode, head.CacheStatus()));
            Assert.Equal("Hej på dig"u8.Length, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("Cookie", "session=min; consent=1")]
    [InlineData("Authorization", "Bearer hemligt")]
    [InlineData("Accept-Language", "de")]
    [InlineData("User-Agent", "Googlebot")]
    [InlineData("X-Forwarded-Host", "ond.example")]
    [InlineData("Host", "ond.example")]
    [InlineData("Range", "bytes=0-3")]
    public async Task The_bytes_are_the_same_whoever_asks_and_however(string name, string value)
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen går");
        using var strange = await site.AskAsync("/", (name, value));
        using var plain = await site.AskAsync("/");
        Assert.Equal(("spalt; fwd=miss; stored", "spalt; hit"), (strange.CacheStatus(), plain.CacheStatus()));
        var text = await plain.TextAsync();
        Assert.Equal(text, await strange.TextAsync());
        Assert.DoesNotContain("ond.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_guard_it()
    {
        await using var site = await WithPageAsync();
        foreach (var (tag, status) in new[] { ("\"none\"", 200), ("\"none\"", 200), ("*", 304) })
        {
            using var response = await site.AskAsync("/-/prov", ("If-None-Match", tag));
            Assert.Equal(status, (int)response.StatusCode);
            Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
            Assert.Equal("post:7 blog:3", response.Headers.GetValues("Surrogate-Key").Single());
            Assert.Equal("</x>; rel=\"y\"", response.Headers.GetValues("Link").Single());
        }
    }

    [Fact]
    public async Task Queries_that_mean_nothing_make_no_new_page_and_those_that_do_are_never_frozen()
    {
        var pages = Pages();
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        foreach (var query in new[] { "", "?utm_source=brev", "?fbclid=1", "?fbclid=2", "?", "?s=bussen", "?author=1", "?cat=2&paged=3", "?m=202002", "?page_id=4", "?posts=5" })
        {
            Assert.StartsWith("spalt; ", await site.CacheStatusAsync("/-/prov" + query), StringComparison.Ordinal);
        }

        Assert.Equal(1, pages.Rendered("/-/prov"));
        foreach (var query in new[] { "?feed=fax", "?p=12", "?utm_source=brev&replytocom=4", "?P=12" })
        {
            Assert.Equal("", await site.CacheStatusAsync("/-/prov" + query));
        }

        Assert.Equal(5, pages.Rendered("/-/prov"));
    }

    [Theory]
    [InlineData("Set-Cookie", "who=me")]
    [InlineData("Content-Encoding", "gzip")]
    public async Task An_answer_to_one_reader_is_never_given_to_another(string name, string value)
    {
        var pages = new TestPages().With("/-/prov", context =>
        {
            context.Freeze("blog:1");
            context.Response.Headers[name] = value;
            return context.Response.WriteAsync("min sida");
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        Assert.Equal("", await site.CacheStatusAsync("/-/prov"));
        Assert.Equal("", await site.CacheStatusAsync("/-/prov"));
        Assert.Equal(2, pages.Rendered("/-/prov"));
    }

    [Fact]
    public async Task Off_means_off()
    {
        var pages = Pages();
        await using var site = await Site.StartAsync(pages.AddTo, ("Spalt:PageCache:Enabled", "false"));
        await site.NetworkAsync();
        Assert.Equal("Hej på dig", await site.GetAsync("/-/prov"));
        Assert.Equal("", await site.CacheStatusAsync("/-/prov"));
        Assert.Equal(2, pages.Rendered("/-/prov"));
    }

    private static TestPages Pages() => new TestPages().With("/-/prov", context =>
    {
        context.Freeze(new Freezing(["post:7", "blog:3"]) { LastModified = ModifiedAt });
        context.Response.Headers.Link = "</x>; rel=\"y\"";
        return context.Response.WriteAsync("Hej på dig");
    });

    private static async Task<Site> WithPageAsync()
    {
        var site = await Site.StartAsync(Pages().AddTo);
        await site.NetworkAsync();
        return site;
    }
}
