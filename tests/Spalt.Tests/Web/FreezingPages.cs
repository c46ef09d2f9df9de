namespace Spalt.Tests.Web;

public class FreezingPages
{
    [Fact]
    public async Task A_new_post_shows_on_the_next_read()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.PostAsync(blog, "Bussen går");
        Assert.Contains("Bussen går", await site.GetAsync("/"), StringComparison.Ordinal);
        await site.PostAsync(blog, "Tåget står");
        Assert.Contains("Tåget står", await site.GetAsync("/"), StringComparison.Ordinal);
        using var again = await site.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith("spalt; hit", again.Headers.GetValues("Cache-Status").Single(), StringComparison.Ordinal);
    }
}
