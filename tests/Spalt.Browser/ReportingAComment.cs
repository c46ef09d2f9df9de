using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Members;
using Spalt.Outbound;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>From a reader's report to a decision, an objection and the comment that is back, with a script and without.</summary>
public sealed class ReportingAComment(Chromium chromium)
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_removed_with_a_reason_objected_to_and_restored_by_somebody_else(bool withScript)
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        var network = await site.NetworkAsync();
        await site.PostAsync(await site.BlogAsync(network), "Isen bär");
        using var mona = await site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        using var edit = await site.SignedInAsync("Edit Alm", NetworkRole.Editor, network);
        await using var writer = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await writer.OpenAsync(Address);
        await writer.One("#text").FillAsync("Kommunen ljuger om isen.");
        await writer.One("#name").FillAsync("Maj Berg");
        await writer.One("#email").FillAsync("maj@exempel.se");
        await writer.One(".commenting button").ClickAsync();

        await using var reader = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await reader.OpenAsync(Address);
        await reader.One(".thread .report").ClickAsync();
        await Expect(reader.One("blockquote .words")).ToHaveTextAsync("Kommunen ljuger om isen.");
        await reader.One("form.commenting").EvaluateAsync("form => form.noValidate = true");
        await reader.One("#why").FillAsync("Det är förtal.");
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("#faith-error")).ToBeVisibleAsync();
        await Expect(reader.One("#why")).ToHaveValueAsync("Det är förtal.");
        await reader.One("#ground").SelectOptionAsync("Defamation");
        await reader.One("#name").FillAsync("Ture Ask");
        await reader.One("#email").FillAsync("ture@exempel.se");
        await reader.One("#faith").CheckAsync();
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Vi har fått din anmälan");
        await letters.NextAsync(); // the receipt

        await using var moderator = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await Writer.SignInAsync(moderator.Context, mona, site.Address);
        await moderator.OpenAsync("/-/moderation/cases");
        await moderator.One(".queued a").ClickAsync();
        await moderator.One("#ground").SelectOptionAsync("Defamation");
        await moderator.One("#facts").FillAsync("Påstår lögn utan belägg.");
        await moderator.One("button[value=refuse]").ClickAsync();
        await Expect(moderator.One("h1")).ToContainTextAsync("omprövningar");
        await writer.OpenAsync(Address);
        await Expect(writer.One(".thread")).ToHaveCountAsync(0);

        Mail[] told = [await letters.NextAsync(), await letters.NextAsync()];
        Assert.Contains(told, l => l.To == "ture@exempel.se");
        await writer.OpenAsync(Regex.Match(told.Single(l => l.To == "maj@exempel.se").Text, @"/-/decisions/\d+\?key=[\w-]+").Value);
        await Expect(writer.One("dl.case")).ToContainTextAsync("Påstår lögn utan belägg.");
        await writer.One("textarea").FillAsync("Jag menade att de hade fel.");
        await writer.One(".commenting button").ClickAsync();
        await Expect(writer.One("#appealed")).ToBeVisibleAsync();

        await moderator.OpenAsync("/-/moderation/cases");
        await moderator.One(".queued a").ClickAsync();
        await Expect(moderator.One("form.deciding")).ToHaveCountAsync(0);
        await using var editor = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await Writer.SignInAsync(editor.Context, edit, site.Address);
        await editor.OpenAsync("/-/moderation/cases");
        await editor.One(".queued a").ClickAsync();
        await editor.One("#answer").FillAsync("Det är ett omdöme.");
        await editor.One("button[value=uphold]").ClickAsync();
        await Expect(editor.One("h1")).ToContainTextAsync("omprövningar");

        await writer.OpenAsync(Address);
        await Expect(writer.One(".thread .words")).ToHaveTextAsync("Kommunen ljuger om isen.");
        Assert.Contains("Det är ett omdöme.", (await letters.NextAsync()).Text, StringComparison.Ordinal);
    }
}
