using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html;

namespace Spalt.Tests.Managing;

public class FillingSlots
{
    private const string Slots = "/-/network/slots";
    private const string Code = "window.samtycke = true;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_publisher_says_runs_by_its_hash_on_public_pages_and_nowhere_else()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await site.PostAsync(blog, "Isen bär", new DateTimeOffset(2026, 2, 3, 10, 0, 0, TimeSpan.Zero));
        var before = await PolicyAsync(site, "/");
        await publisher.DoAsync(
            Slots, ("html-Head", $"<script>{Code}</script><style>.annons{{color:red}}</style>"), ("html-Masthead", "<p class=\"annons\">Köp is"),
            ("html-Margin", "<p>I marginalen</p>"), ("html-Footer", "<script src=\"https://annons.example/a.js\" async></script>"), ("host-Footer-annons.example", "1"));
        var hash = "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Code))) + "'";
        foreach (var path in new[] { "/", "/bank-nio/", "/bank-nio/2026/02/03/isen-bar/" })
        {
            var page = await site.Http.PageAsync(path);
            Assert.Contains($"<script>{Code}</script>", page, StringComparison.Ordinal);
            Assert.Contains("<p class=\"annons\">Köp is</p>", page, StringComparison.Ordinal);
            Assert.Contains("I marginalen", page, StringComparison.Ordinal);
            for (var times = 0; times < 2; times++)
            {
                var policy = await PolicyAsync(site, path);
                Assert.Contains($"script-src 'self' {hash} https://annons.example;", policy, StringComparison.Ordinal);
                Assert.Contains("connect-src 'self' https://annons.example", policy, StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
                Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            }
        }

        foreach (var path in new[] { "/-/login", "/-/write", "/-/account", "/-/network", Slots, "/-/about", "/-/blogs", "/-/ingenting", "/-/forgot" })
        {
            using var answer = await publisher.AskAsync(path);
            Assert.DoesNotContain("Köp is", path == Slots ? "" : await answer.TextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("annons.example/a.js\" async></script>\n", await answer.TextAsync(), StringComparison.Ordinal);
            Assert.Equal(before, answer.Headers.GetValues("Content-Security-Policy").Single());
        }

        await publisher.DoAsync(Slots, ("html-Head", ""));
        Assert.Equal(before, await PolicyAsync(site, "/"));
        Assert.DoesNotContain("Köp is", await site.Http.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_the_publisher_has_not_ticked_is_asked_about()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        const string Html = "<iframe src=\"https://ram.example:8443/x\"></iframe><img src=\"https://bild.example/1.gif\" alt=\"\">";
        await publisher.RefusedAsync(Slots, "html-Margin", ("html-Margin", Html));
        var again = await publisher.RefusedAsync(Slots, "", ("html-Margin", Html), ("host-Margin-bild.example", "1"));
        Assert.Contains("host-Margin-ram.example:8443", again, StringComparison.Ordinal);
        Assert.Empty(await site.WithDbAsync(db => db.NetworkSlots.ToListAsync(Cancel)));
        await publisher.DoAsync(Slots, ("html-Margin", Html), ("host-Margin-bild.example", "1"), ("host-Margin-ram.example:8443", "1"));
        var policy = await PolicyAsync(site, "/");
        Assert.Contains("frame-src https://ram.example:8443", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' https://bild.example;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' https", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>", SlotFault.Handler)]
    [InlineData("<p style=\"color:red\">x</p>", SlotFault.StyleAttribute)]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", SlotFault.Address)]
    [InlineData("<a href=\" java\nscript:alert(1)\">x</a>", SlotFault.Address)]
    [InlineData("<script src=\"http://a.example/x.js\"></script>", SlotFault.Insecure)]
    [InlineData("<iframe src=\"data:text/html,x\"></iframe>", SlotFault.Address)]
    [InlineData("<base href=\"https://a.example/\">", SlotFault.Element)]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=https://a.example\">", SlotFault.Element)]
    [InlineData("<form action=\"https://a.example\"><input name=a></form>", SlotFault.Element)]
    [InlineData("<svg><script>alert(1)</script></svg>", SlotFault.Element)]
    [InlineData("<iframe srcdoc=\"<p>x\"></iframe>", SlotFault.Element)]
    public void What_the_policy_could_not_let_run_is_said(string html, SlotFault fault) => Assert.Contains(fault, SlotMarkup.Read(html, forHead: false).Faults);

    [Fact]
    public void Nothing_of_a_slot_reaches_beyond_its_end()
    {
        Assert.Equal("<p>x</p>", SlotMarkup.Read("</div></main></body><p>x", forHead: false).Html);
        Assert.Equal("<!-- x-->", SlotMarkup.Read("<!-- x", forHead: false).Html);
        Assert.Equal("<script>var a = \"<!--\";</script>", SlotMarkup.Read("<script>var a = \"<!--\";", forHead: false).Html);
        Assert.Contains(SlotFault.NotForHead, SlotMarkup.Read("<p>x</p>", forHead: true).Faults);
        Assert.Empty(SlotMarkup.Read("<script>1</script><noscript><img src=\"/x.gif\" alt=\"\"></noscript>", forHead: true).Faults);
    }

    private static async Task<string> PolicyAsync(Site site, string path)
    {
        using var answer = await site.Http.AskAsync(path);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }
}
