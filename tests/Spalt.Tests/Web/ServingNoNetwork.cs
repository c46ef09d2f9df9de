using Spalt.Tests.Reading;

namespace Spalt.Tests.Web;

/// <summary>What a reader, or whoever has just installed the program, sees on a host that no network has.</summary>
public class ServingNoNetwork
{
    [Fact]
    public async Task An_empty_installation_says_in_both_languages_what_to_do_next()
    {
        await using var site = await Site.StartAsync();
        using var response = await site.AskAsync("/");
        Assert.Equal((503, "no-store"), ((int)response.StatusCode, response.Headers.CacheControl?.ToString()));
        Assert.NotNull(response.Headers.RetryAfter);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.Says("<h1>Här finns ingen bloggportal än</h1>");
        page.Says("There is no blog portal here yet");
        page.Says("bin/spalt seed");
        page.Says("bin/spalt network add --host ");
        page.Says("bin/spalt blog add --slug my-blog");
        foreach (var address in System.Text.RegularExpressions.Regex.Matches(page, "\"(/-/[^\"]+)\"").Select(m => m.Groups[1].Value))
        {
            await site.BodyAsync(address);
        }

        await site.BlogAsync(await site.NetworkAsync());
        await site.BodyAsync("/bank-nio/");
    }

    [Fact]
    public async Task A_host_that_is_nobodys_learns_nothing_of_the_others()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync("ett.example", "Första bladet");
        await site.NetworkAsync("tva.example", "Andra bladet");
        using var response = await site.AskAsync("/");
        Assert.Equal((404, "no-store"), ((int)response.StatusCode, response.Headers.CacheControl?.ToString()));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.Says("<h1>Det finns ingen bloggportal på den här adressen</h1>");
        page.Says("There is no blog portal at this address");
        page.SaysNot("ett.example");
        page.SaysNot("bladet");
        page.SaysNot("network add");
    }

    [Theory]
    [InlineData(false, 503)]
    [InlineData(true, 404)]
    public async Task Programs_get_a_problem(bool hasNetworks, int status)
    {
        await using var site = await Site.StartAsync();
        if (hasNetworks)
        {
            await site.NetworkAsync("ett.example");
            await site.NetworkAsync("tva.example");
        }

        using var response = await site.AskAsync("/", "application/json");
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }
}
