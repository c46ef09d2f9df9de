using Microsoft.AspNetCore.Http;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class ChoosingACoding
{
    [Theory]
    [InlineData("", "identity")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("identity", "identity")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("gzip;q=0.5, br;q=0.5", "br")]
    [InlineData("gzip;q=0, br;q=0", "identity")]
    [InlineData("gzip;q=0", "identity")]
    [InlineData("identity;q=1, gzip;q=0.5", "identity")]
    [InlineData("identity;q=0, gzip;q=0.1", "gzip")]
    [InlineData("gzip ; q=0.8 , br ; q=0.2", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.1", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*;q=0", "identity")]
    [InlineData("deflate, zstd", "identity")]
    [InlineData("gzip;q=NaN, br;q=1e9", "identity")]
    [InlineData("gzip;q=-1", "identity")]
    [InlineData("gzip;level=9", "identity")]
    [InlineData(",,;,gzip,", "gzip")]
    [InlineData(";;;", "identity")]
    public void The_client_chooses_by_weight(string asked, string coding) => Assert.Equal(coding, ContentCoding.Best(asked));

    [Fact]
    public async Task Each_coding_says_the_same_and_has_a_tag_of_its_own()
    {
        var text = string.Join('\n', Enumerable.Range(1, 2000).Select(i => $"<p>Rad {i} om bussen</p>"));
        var pages = new TestPages().With("/-/prov", context =>
        {
            context.Freeze("blog:1");
            return context.Response.WriteAsync(text);
        });
        await using var site = await Site.StartAsync(pages.AddTo);
        await site.NetworkAsync();
        HashSet<string> tags = [];
        foreach (var (asked, coding) in new[] { ("gzip", "gzip"), ("br", "br"), ("identity", ""), ("br", "br"), ("gzip;q=0", "") })
        {
            using var response = await site.AskAsync("/-/prov", ("Accept-Encoding", asked));
            Assert.Equal(coding, response.Coding());
            Assert.Equal(text, await response.TextAsync());
            tags.Add(response.Headers.ETag!.Tag);
        }

        Assert.Equal(3, tags.Count);
        Assert.Equal(1, pages.Rendered("/-/prov"));
    }
}
