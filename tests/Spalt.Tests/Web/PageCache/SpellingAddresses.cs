using Spalt.Tests.Reading;

namespace Spalt.Tests.Web.PageCache;

public class SpellingAddresses
{
    [Theory]
    [InlineData("/sitemap-01.xml", "/sitemap-1.xml")]
    [InlineData("/SiteMap.xml", "/sitemap.xml")]
    [InlineData("/Sitemap-News.xml", "/sitemap-news.xml")]
    [InlineData("/Robots.TXT", "/robots.txt")]
    [InlineData("/FeEd/RSS2", "/feed/rss2")]
    [InlineData("/bank-nio/feed/ATOM/", "/bank-nio/feed/atom/")]
    [InlineData("/bank-nio/Tag/%C3%A5%20b/Feed/", "/bank-nio/tag/%C3%A5%20b/feed/")]
    [InlineData("/bank-nio/2026/03/04/bussen/FEED/", "/bank-nio/2026/03/04/bussen/feed/")]
    public async Task Otherwise_than_they_are_leads_to_the_right_one_and_freezes_nothing(string from, string to)
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen");
        await site.LeadsToAsync(from, to);
        await site.LeadsToAsync(from, to);
        Assert.Equal("", await site.CacheStatusAsync(from));
    }

    [Theory]
    [InlineData("/bank-nio/finns-inte/", 404, "no-store", true)]
    [InlineData("/finns-inte/", 404, "no-store", true)]
    [InlineData("/bank-nio/feed/finns-inte/", 404, "no-store", true)]
    [InlineData("/bank-nio", 301, "no-cache", false)]
    [InlineData("/-/health/live", 200, "no-store", false)]
    [InlineData("/-/health/ready", 200, "no-store", false)]
    public async Task What_is_no_page_is_kept_by_nobody(string path, int status, string cacheControl, bool negotiated)
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        foreach (var accept in new[] { "text/html", "application/json" })
        {
            using var response = await site.AskAsync(path, accept);
            Assert.Equal((status, cacheControl), ((int)response.StatusCode, response.Headers.CacheControl?.ToString()));
            Assert.Equal(negotiated, response.Headers.Vary.Contains("Accept"));
        }
    }
}
