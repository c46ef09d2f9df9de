using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Spalt.Tests.Managing;

public class TwoPublishersAtOnce
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/-/network", "name=Min|publisher=Ulla|email=a@exempel.se|language=sv|zone=Europe/Stockholm", "name=Din|publisher=Ulla|email=a@exempel.se|language=sv|zone=Europe/Stockholm")]
    [InlineData("/-/network/mail", "do=save|mailname=Min", "do=save|mailname=Din")]
    [InlineData("/-/network/limits", "invitations=3", "invitations=4")]
    [InlineData("/-/network/look", "do=look|face=Georgia", "do=look|face=Plain")]
    [InlineData("/-/network/menu", "menu-0-text=Min|menu-0-address=/min/", "menu-0-text=Din|menu-0-address=/din/")]
    [InlineData("/-/network/slots", "html-Footer=<p>Min</p>", "html-Footer=<p>Din</p>")]
    [InlineData("/-/network/rules", "text=Min", "text=Din")]
    public async Task Do_not_overwrite_unseen_what_the_other_saved(string path, string first, string second)
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        var fetched = (Name: "version", Value: await VersionAsync(publisher, path));
        using (var saved = await publisher.PostFormAsync(path, [.. Fields(first), fetched]))
        {
            Assert.True(saved.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await saved.TextAsync()));
        }

        using var stale = await publisher.PostFormAsync(path, [.. Fields(second), fetched]);
        var page = WebUtility.HtmlDecode(await stale.TextAsync());
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Någon har ändrat det här", page, StringComparison.Ordinal);
        Assert.Contains(second.Contains("Din", StringComparison.Ordinal) ? "Din" : Fields(second)[^1].Value, page, StringComparison.Ordinal);

        // Once more, having seen it.
        await publisher.DoAsync(path, Fields(second));
    }

    [Fact]
    public async Task Of_the_database_neither_gets_through_with_what_is_older()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => site.WithDbAsync(async mine =>
        {
            var network = await mine.Networks.SingleAsync(Cancel);
            await site.WithDbAsync(async theirs =>
            {
                (await theirs.Networks.SingleAsync(Cancel)).Rename("Din");
                await theirs.SaveChangesAsync(Cancel);
            });
            network.Rename("Min");
            await mine.SaveChangesAsync(Cancel);
        }));
    }

    private static (string Name, string Value)[] Fields(string fields) => [.. fields.Split('|').Select(f => (f[..f.IndexOf('=', StringComparison.Ordinal)], f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

    private static async Task<string> VersionAsync(HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        return FormsOnPages.Parsed(await answer.TextAsync()).QuerySelector("[name=version]")!.GetAttribute("value")!;
    }
}
