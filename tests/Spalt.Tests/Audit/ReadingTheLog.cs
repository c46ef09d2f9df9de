using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;

namespace Spalt.Tests.Audit;

public class ReadingTheLog
{
    private const string Log = "/-/network/log";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Log)]
    [InlineData(Log + ".csv")]
    [InlineData(Log + ".jsonl")]
    public async Task Editors_and_publishers_read_it_and_nobody_else(string path)
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);

        // Signed in while there is one network, which answers on every host.
        List<(HttpClient Client, int Expected)> people = [];
        foreach (var (role, expected) in new[] { (NetworkRole.Publisher, 200), (NetworkRole.Editor, 200), (NetworkRole.Moderator, 404) })
        {
            people.Add((await site.SignedInAsync("Nils " + role, role, network), expected));
        }

        foreach (var role in Enum.GetValues<BlogRole>())
        {
            people.Add((await site.SignedInAsync("Berit " + role, role, blog), 404));
        }

        var login = await site.LoginAsync("Stig Främling");
        people.Add((await site.SignInAsync("Stig Främling"), 404));
        var there = await site.NetworkAsync("andra.example", "Andra");
        await site.WithDbAsync(async db =>
        {
            db.Add(new NetworkMember(there.Id, login.AccountId, NetworkRole.Publisher, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        foreach (var (client, expected) in people)
        {
            Assert.Equal(expected, await StatusAsync(client, network, path));
            Assert.Equal(client == people[^1].Client ? 200 : 404, await StatusAsync(client, there, path));
            client.Dispose();
        }

        using var nobody = site.Client();
        Assert.Equal(303, await StatusAsync(nobody, network, path));
    }

    [Fact]
    public async Task It_says_in_sentences_who_did_what_and_shows_what_changed()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.BlogAsync(network);
        using var editor = await site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        await editor.ChangeAsync("/-/write/bank-nio/settings", ("review", "yes"));
        var html = await PageAsync(editor, Log);
        Assert.Contains("<b>Rut Redaktör</b> ändrade bloggen Bänk nio", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">granskning krävs</th><td>nej</td><td>ja</td>", html, StringComparison.Ordinal);
        Assert.Contains("från 127.0.0.1", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_filtered_by_person_kind_and_day()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.BlogAsync(network);
        using var editor = await site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        await editor.ChangeAsync("/-/write/bank-nio/settings", ("review", "yes"));
        site.Clock.Now += TimeSpan.FromDays(3);
        await editor.ChangeAsync("/-/write/bank-nio/settings", ("review", ""));
        var rut = await site.WithDbAsync(db => db.Accounts.Where(a => a.Name == "Rut Redaktör").Select(a => a.Id).SingleAsync(Cancel));
        Assert.Equal(2, Lines(await PageAsync(editor, $"{Log}?who={rut}")));
        Assert.Equal(0, Lines(await PageAsync(editor, $"{Log}?who=999")));
        Assert.Equal(1, Lines(await PageAsync(editor, Log + "?kind=Network")));
        Assert.Equal(2, Lines(await PageAsync(editor, Log + "?who=" + AuditFilter.Machine + "&kind=Blog")) + Lines(await PageAsync(editor, Log + "?who=machine&kind=NetworkMember")));
        var today = site.Clock.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1, Lines(await PageAsync(editor, Log + "?from=" + today)));
        Assert.Equal(4, Lines(await PageAsync(editor, Log + "?to=" + site.Clock.Now.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(5, Lines(await PageAsync(editor, Log + "?from=ingen-dag&who=&kind=")));
    }

    [Fact]
    public async Task A_long_log_has_pages_that_hold_every_line_once()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        using var editor = await site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        await site.WithDbAsync(async db =>
        {
            var mine = await db.Networks.SingleAsync(Cancel);
            for (var i = 0; i < 118; i++)
            {
                mine.Rename("Namn " + i);
                await db.SaveChangesAsync(Cancel);
            }
        });
        List<int> pages = [];
        for (var path = Log; path is not null;)
        {
            var html = await PageAsync(editor, path);
            pages.Add(Lines(html));
            var link = System.Text.RegularExpressions.Regex.Match(html, "rel=\"next\" href=\"([^\"]+)\"");
            path = link.Success ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.Equal([50, 50, 20], pages);
    }

    [Fact]
    public async Task No_name_becomes_a_formula_in_a_spreadsheet()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.BlogAsync(network, title: "=HYPERLINK(\"https://ond.example\")");
        using var editor = await site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        var csv = await PageAsync(editor, Log + ".csv?kind=Blog", decoded: false);
        Assert.Contains(",\"'=HYPERLINK(\"\"https://ond.example\"\")\",", csv, StringComparison.Ordinal);
        Assert.Equal(["'+1", "'-1", "'@a", "\"'\tb\"", "\"a\"\"\"", ""], new[] { "+1", "-1", "@a", "\tb", "a\"", null }.Select(LogExport.Cell));
        var lines = (await PageAsync(editor, Log + ".jsonl?kind=Blog", decoded: false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal("bank-nio", line.GetProperty("after").GetProperty("Slug").GetString());
    }

    private static async Task<int> StatusAsync(HttpClient client, Network network, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = network.Host } };
        using var answer = await client.SendAsync(request, Cancel);
        return (int)answer.StatusCode;
    }

    private static async Task<string> PageAsync(HttpClient client, string path, bool decoded = true)
    {
        using var answer = await client.AskAsync(path);
        Assert.Equal(200, (int)answer.StatusCode);
        var text = await answer.TextAsync();
        return decoded ? WebUtility.HtmlDecode(text) : text;
    }

    private static int Lines(string html) => System.Text.RegularExpressions.Regex.Count(html, "<li>\\s*<p><b>");
}
