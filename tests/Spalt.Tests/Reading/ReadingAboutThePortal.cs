namespace Spalt.Tests.Reading;

public class ReadingAboutThePortal
{
    [Fact]
    public async Task Says_who_publishes_how_to_reach_them_and_what_is_kept_about_readers()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.WithDbAsync(async db =>
        {
            db.Attach(network);
            network.Describe(null, "Ada Ek", "Posten", "https://posten.example/", null);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var page = await site.BodyAsync("/-/about");
        page.Says("<h1>Om portalen</h1>");
        page.Says("Älvposten ges ut av Posten.");
        page.Says("<b>Ada Ek</b>");
        page.Says("<a href=\"https://posten.example/\">posten.example</a>");
        page.Says("inga kakor");
        page.Says("<link rel=\"canonical\" href=\"https://bloggar.example/-/about\">");
    }

    [Fact]
    public async Task Says_so_where_nobody_is_named_and_every_page_leads_there()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync(language: "en");
        var page = await site.BodyAsync("/-/about");
        page.Says("<h1>About this site</h1>");
        page.Says("has not stated");
        page.SaysNot("<b>");
        foreach (var path in new[] { "/", "/-/blogs", "/-/liked" })
        {
            (await site.BodyAsync(path)).Says("<li><a href=\"/-/about\">About this site</a></li>");
        }

        (await site.BodyAsync("/-/finns-inte", 404)).Says("<li><a href=\"/-/about\">");
        await site.LeadsToAsync("/-/about/", "/-/about");
    }
}
