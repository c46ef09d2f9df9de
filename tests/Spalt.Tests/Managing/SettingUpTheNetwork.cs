using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Web;

namespace Spalt.Tests.Managing;

public class SettingUpTheNetwork
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_publisher_writes_stands_on_every_page_at_once()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.DoesNotContain("Kontakt:", await site.Http.PageAsync("/bank-nio/"), StringComparison.Ordinal);
        await publisher.DoAsync("/-/network", Facts(("name", "Nya Älvposten"), ("email", "svar@exempel.se"), ("phone", "090-12 34 56")));
        foreach (var path in new[] { "/", "/bank-nio/", "/-/about", "/-/login" })
        {
            var page = await site.Http.PageAsync(path);
            Assert.Contains("<b>Ulla Utgivare</b>", page, StringComparison.Ordinal);
            Assert.Contains("mailto:svar@exempel.se", page, StringComparison.Ordinal);
            Assert.Contains("tel:090123456", page, StringComparison.Ordinal);
            Assert.Contains("Nya Älvposten", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/-/write\"", page, StringComparison.Ordinal);
        }

        var about = FormsOnPages.Parsed(await site.GetAsync("/-/about")).QuerySelector("main")!.TextContent;
        Assert.Contains("svar@exempel.se", about, StringComparison.Ordinal);
        Assert.Contains("090-12 34 56", about, StringComparison.Ordinal);
        var line = await site.WithDbAsync(db => db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(Cancel));
        Assert.Equal(("Ulla Utgivare", "Network", AuditVerb.Changed), (line.Actor, line.Kind, line.Verb));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("publisher", " ")]
    [InlineData("email", "ingen adress")]
    [InlineData("home", "javascript:alert(1)")]
    [InlineData("zone", "Mars/Olympus")]
    [InlineData("language", "tlh")]
    [InlineData("contact", "")]
    public async Task What_is_wrong_is_said_beside_its_field_and_changes_nothing(string field, string value)
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network", field, Facts(("tagline", "Ändrad"), (field, value))));
        Assert.Null(await site.WithDbAsync(db => db.Networks.Select(n => n.Tagline).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task In_another_time_zone_the_archive_counts_by_its_clock()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await site.PostAsync(blog, "Nyår", new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero));
        Assert.Equal([202601], await MonthsAsync());
        await publisher.DoAsync("/-/network", Facts(("zone", "Europe/London")));
        Assert.Equal([202512], await MonthsAsync());
        Assert.Contains("Nyår", await site.Http.PageAsync("/bank-nio/2025/12/31/nyar/"), StringComparison.Ordinal);

        Task<List<int>> MonthsAsync() => site.WithDbAsync(db => db.BlogMonths.Where(m => m.BlogId == blog.Id && m.PostCount > 0).Select(m => m.Month).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Colours_that_nobody_can_read_are_refused_with_the_nearest_that_pass()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        (string, string)[] pale = [("accent", "#ffee00"), ("paper", "#fff1e5"), ("ink", "#999999"), ("paperdark", "#171614"), ("inkdark", "#ebe7df"), ("face", "Georgia")];
        var said = await publisher.RefusedAsync("/-/network/look", "ink", pale);
        var nearest = Regex.Match(said, "#[0-9a-f]{6}").Value;
        Assert.True(Contrast.Ratio(nearest, "#fff1e5") >= 4.5);
        Assert.True(Contrast.Ratio(Contrast.Mix(nearest, "#ffffff", 3), "#fff1e5") < 4.5);
        await publisher.DoAsync("/-/network/look", [.. pale, ("do", "nearest")]);
        Assert.Equal(nearest, await site.WithDbAsync(db => db.NetworkLooks.Select(l => l.Ink).SingleAsync(Cancel)));
        var page = await site.Http.PageAsync("/bank-nio/");
        var sheet = Regex.Match(page, "/-/theme/look/[^\"]+").Value;
        var css = await site.GetAsync(sheet);
        Assert.Contains("--paper:#fff1e5", css, StringComparison.Ordinal);
        Assert.Contains("Georgia", css, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"preload\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/-/theme/look/newsreader-fff1e5.css")]
    [InlineData("/-/theme/look/comic-fdfcf9-1c1b19-171614-ebe7df-0a5a63.css")]
    [InlineData("/-/theme/look/1-fdfcf9-1c1b19-171614-ebe7df-0a5a63.css")]
    [InlineData("/-/theme/look/book-fdfcf9-1c1b19-171614-ebe7df-0a5a6}.css")]
    public async Task A_sheet_that_nobody_could_ask_for_is_none(string path)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.Http.PageAsync(path, 404);
    }

    [Fact]
    public void Black_and_white_are_as_far_apart_as_can_be()
    {
        Assert.Equal(21, Contrast.Ratio("#000000", "#ffffff"), 0.001);
        Assert.Equal(4.48, Contrast.Ratio("#777777", "#ffffff"), 0.01);
        Assert.Equal("#123456", Contrast.Nearest("#123456", "#ffffff"));
        foreach (var ground in new[] { "#000000", "#777777", "#ffffff", "#ff0000", "#00ff88" })
        {
            Assert.True(Contrast.Ratio(Contrast.Nearest(ground, ground), ground) >= 4.5);
        }
    }

    [Fact]
    public async Task Menu_and_footer_lead_in_the_order_of_their_numbers_and_never_to_a_script()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        foreach (var bad in new[] { "javascript:alert(1)", "//ond.example/", "data:text/html,x", "https://a:b@exempel.se/", "ftp://exempel.se", "/\\ond.example", "mailto" })
        {
            Assert.NotEmpty(await publisher.RefusedAsync("/-/network/menu", "menu-0-address", ("menu-0-text", "Prenumerera"), ("menu-0-address", bad)));
        }

        await publisher.DoAsync(
            "/-/network/menu", ("menu-0-order", "2"), ("menu-0-text", "Tipsa oss"), ("menu-0-address", "mailto:tips@exempel.se"), ("menu-1-order", "1"), ("menu-1-text", "Prenumerera"),
            ("menu-1-address", "https://exempel.se/bli-läsare"), ("footer-0-text", "<b>Kakor</b>"), ("footer-0-address", "/-/about"));
        using var answer = await site.Http.AskAsync("/");
        var page = await answer.TextAsync();
        Assert.InRange(page.IndexOf("Prenumerera", StringComparison.Ordinal), 1, page.IndexOf("Tipsa oss", StringComparison.Ordinal));
        Assert.Contains("&lt;b&gt;Kakor&lt;/b&gt;", page, StringComparison.Ordinal);
        await publisher.DoAsync("/-/network/menu", ("menu-0-text", ""), ("menu-0-address", ""));
        Assert.DoesNotContain("Prenumerera", await site.Http.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_version_of_the_rules_is_kept()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await site.Http.PageAsync("/-/rules", 404);
        await publisher.DoAsync("/-/network/rules", ("text", "## Ton\n\nVar *vänlig*. <script>alert(1)</script>"));
        await publisher.DoAsync("/-/network/rules", ("text", "## Ton\n\nVar *vänlig*. <script>alert(1)</script>"));
        site.Clock.Now += TimeSpan.FromDays(2);
        Assert.DoesNotContain("<script>alert", await site.Http.PageAsync("/-/rules"), StringComparison.Ordinal);
        await publisher.DoAsync("/-/network/rules", ("text", "Var snäll."));
        var now = await site.Http.PageAsync("/-/rules");
        Assert.Contains("Var snäll.", now, StringComparison.Ordinal);
        Assert.Contains("/-/rules/1", now, StringComparison.Ordinal);
        Assert.Contains("<em>vänlig</em>", await site.Http.PageAsync("/-/rules/1"), StringComparison.Ordinal);
        await site.Http.PageAsync("/-/rules/3", 404);
        Assert.Contains("href=\"/-/rules\"", await site.Http.PageAsync("/bank-nio/"), StringComparison.Ordinal);
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/rules", "text", ("text", " ")));
        Assert.Equal(2, await site.WithDbAsync(db => db.NetworkRules.CountAsync(Cancel)));
    }

    private static (string Name, string Value)[] Facts(params (string Name, string Value)[] changed)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "Älvposten",
            ["publisher"] = "Ulla Utgivare",
            ["contact"] = "Storgatan 1",
            ["language"] = "sv",
            ["zone"] = "Europe/Stockholm",
        };
        foreach (var (name, value) in changed)
        {
            facts[name] = value;
        }

        return [.. facts.Select(f => (f.Key, f.Value))];
    }
}
