using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Feeds;
using Spalt.Posts;

namespace Spalt.Tests.Feeds;

public class ReadingTheSitemap
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Names_the_front_the_blogs_and_the_posts_of_its_network()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var other = await site.BlogAsync(await site.NetworkAsync("blogs.example", "The River Post", "en"), "bus");
        await site.PostAsync(blog, "Bussen", Noon);
        await site.PostAsync(blog, "Länge sedan", Noon.AddYears(-9), precision: PublishedPrecision.Unknown);
        await site.PostAsync(other, "The bus", Noon);
        using var response = await site.AskAsync("/sitemap.xml", "bloggar.example");
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>https://bloggar.example/</loc></url>
            <url><loc>https://bloggar.example/bank-nio/</loc></url>
            <url><loc>https://bloggar.example/bank-nio/odaterat/lange-sedan/</loc><lastmod>2026-03-04T11:30:00Z</lastmod></url>
            <url><loc>https://bloggar.example/bank-nio/2026/03/01/bussen/</loc><lastmod>2026-03-04T11:30:00Z</lastmod></url>
            </urlset>

            """,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Falls_into_parts_that_together_name_everything_once(int most)
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blogs = new[] { await site.BlogAsync(network), await site.BlogAsync(network, "kultur", "Kultur"), await site.BlogAsync(network, "tom", "Tom") };
        for (var i = 0; i < 9; i++)
        {
            // Several at the same instant: the id must tell them apart.
            await site.PostAsync(blogs[i % 2], $"Inlägg {i}", Noon.AddHours(i / 4));
        }

        var whole = await site.AddressesAsync("/sitemap.xml");
        Assert.Equal(13, whole.Distinct(StringComparer.Ordinal).Count());
        site.Services.GetRequiredService<SitemapOptions>().MostUrls = most;
        await site.PostAsync(blogs[0], "Sist", Noon.AddDays(1));
        whole = [.. whole, "https://bloggar.example/bank-nio/2026/03/02/sist/"];
        var (full, rest) = Math.DivRem(14, most);
        var count = full + (rest > 0 ? 1 : 0);
        var index = await site.AddressesAsync("/sitemap.xml");
        Assert.Equal(Enumerable.Range(1, count).Select(n => $"https://bloggar.example/sitemap-{n}.xml"), index, StringComparer.Ordinal);
        var parts = new List<string>();
        foreach (var part in index)
        {
            var addresses = await site.AddressesAsync(new Uri(part).AbsolutePath);
            Assert.InRange(addresses.Length, 1, most);
            parts.AddRange(addresses);
        }

        Assert.Equal(whole, parts, StringComparer.Ordinal);
        foreach (var none in new[] { 0, index.Length + 1, int.MaxValue })
        {
            using var response = await site.AskAsync($"/sitemap-{none}.xml");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Tells_news_of_the_last_two_days_and_forgets_them_in_time()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "I förrgår", site.Clock.Now.AddHours(-49));
        await site.PostAsync(blog, "Odaterat", site.Clock.Now, precision: PublishedPrecision.Unknown);
        await site.PostAsync(blog, "I går", site.Clock.Now.AddHours(-47.5));
        await site.PostAsync(blog, "Nyss", site.Clock.Now);
        var news = await site.GetAsync("/sitemap-news.xml");
        Assert.Contains("<news:name>Älvposten</news:name>\n<news:language>sv</news:language>", news, StringComparison.Ordinal);
        Assert.Contains("<news:publication_date>2026-03-04T11:30:00Z</news:publication_date>\n<news:title>Nyss</news:title>", news, StringComparison.Ordinal);
        Assert.Equal(
            ["https://bloggar.example/bank-nio/2026/03/04/nyss/", "https://bloggar.example/bank-nio/2026/03/02/i-gar/"],
            await site.AddressesAsync("/sitemap-news.xml"));
        site.Clock.Now += TimeSpan.FromMinutes(31);
        Assert.Equal(["https://bloggar.example/bank-nio/2026/03/04/nyss/"], await site.AddressesAsync("/sitemap-news.xml"));
    }

    [Fact]
    public async Task Is_named_in_robots_txt()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.NetworkAsync("blogs.example", "The River Post", "en");
        using var response = await site.AskAsync("/robots.txt", "blogs.example");
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """
            User-agent: *
            Allow: /-/media/
            Allow: /-/assets/
            Allow: /-/theme/
            Allow: /-/icon/
            Allow: /-/blogs
            Allow: /-/liked
            Disallow: /-/

            Sitemap: https://blogs.example/sitemap.xml
            Sitemap: https://blogs.example/sitemap-news.xml

            """,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
