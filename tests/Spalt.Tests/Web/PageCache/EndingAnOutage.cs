using Microsoft.Extensions.DependencyInjection;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Web.PageCache;

public class EndingAnOutage
{
    [Theory]
    [InlineData("/-/health/live", false)]
    [InlineData("/-/health/ready", false)]
    [InlineData("/-/theme/0a5a63.css", false)]
    [InlineData("/robots.txt", false)]
    [InlineData("/bank-nio/", true)]
    public async Task Takes_a_page_that_was_read_from_the_database(string path, bool ends)
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        await site.GetAsync("/");
        var outage = site.Services.GetRequiredService<Outage>();
        outage.Begin();
        await site.GetAsync(path);
        Assert.Equal(ends, outage.IsWorthAsking());
    }
}
