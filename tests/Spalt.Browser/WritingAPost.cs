using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Spalt.Blogs;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

public sealed partial class WritingAPost(Chromium chromium)
{
    [GeneratedRegex("done=published", RegexOptions.None, 1_000)]
    private static partial Regex Published { get; }

    [Fact]
    public async Task By_keyboard_alone_with_heading_bold_link_and_list_until_it_is_published()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var keys = writer.Page.Keyboard;
        await writer.Page.Locator("[name=title]").FocusAsync();
        await keys.TypeAsync("Isen bär");
        await writer.Text.FocusAsync();
        await keys.TypeAsync("## På sjön");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("Det är *kallt* och ");
        await keys.PressAsync("Alt+F10");
        await Expect(writer.Page.Locator("[role=toolbar] :focus")).ToHaveAttributeAsync("data-tool", "undo");
        while (await writer.Page.Locator("[data-tool=bold]:focus").CountAsync() == 0)
        {
            await keys.PressAsync("ArrowRight");
        }

        await keys.PressAsync("Enter");
        await Expect(writer.Text).ToBeFocusedAsync();
        await keys.TypeAsync("tyst");
        await Expect(writer.Page.Locator("[data-tool=bold]")).ToHaveAttributeAsync("aria-pressed", "true");
        await keys.PressAsync("Control+b");
        await keys.TypeAsync(" på ");
        await keys.PressAsync("Control+k");
        await Expect(writer.Page.Locator("dialog [name=href]")).ToBeFocusedAsync();
        await keys.TypeAsync("inte någon adress");
        await keys.PressAsync("Enter");
        await Expect(writer.Page.Locator("dialog .refusal")).ToContainTextAsync("ingen adress");
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("isar.example/nu");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("isen");
        await keys.PressAsync("Enter");
        await Expect(writer.Text).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await keys.TypeAsync("- skridskor");
        const string Html = "<h2>På sjön</h2>\n<p>Det är <em>kallt</em> och <strong>tyst</strong> på <a href=\"https://isar.example/nu\">isen</a></p>\n<ul><li>skridskor</li></ul>";
        await writer.SendsAsync(Html);
        await Writer.SavedAsync(writer.Page);

        await writer.Page.Locator("button[value=publish]").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(writer.Page).ToHaveURLAsync(Published);
        var post = await site.PostAtAsync(writer.Path);
        Assert.Equal("Isen bär", post.Title);
        Assert.StartsWith("<h2>På sjön</h2><p>Det är <em>kallt</em> och <strong>tyst</strong> på <a href=\"https://isar.example/nu\"", post.BodyHtml, StringComparison.Ordinal);
        Assert.Empty(writer.Reader.Wrongs);
    }

    [Fact]
    public async Task The_first_press_of_a_tool_counts_before_anything_else_was_done()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        var tool = writer.Page.Locator("[data-tool=heading2]");
        await tool.EvaluateAsync("button => button.click()");
        await Expect(writer.Text.Locator("h2")).ToHaveCountAsync(1);
        await Expect(tool).ToHaveAttributeAsync("aria-pressed", "true");

        // What was typed this moment can be taken back this moment.
        await writer.Page.Keyboard.TypeAsync("Is");
        await writer.Text.EvaluateAsync("() => { document.execCommand('insertText', false, '!'); document.querySelector('[data-tool=undo]').click() }");
        await Expect(writer.Text).ToHaveTextAsync("");
    }

    [Fact]
    public async Task A_long_headline_is_read_whole_on_a_telephone_and_Enter_leads_on_to_the_text()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site, o => o.ViewportSize = new ViewportSize { Width = 390, Height = 844 });
        var title = writer.Page.Locator("[name=title]");
        await title.ClickAsync();
        await writer.Page.Keyboard.TypeAsync("Kommunen stänger bron över älven i tre veckor för att isen ska kunna");
        await title.EvaluateAsync("field => field.setRangeText(' mätas\\noch vägas', field.value.length, field.value.length, 'end')");
        await writer.Page.Keyboard.TypeAsync(".");
        await Expect(title).ToHaveValueAsync("Kommunen stänger bron över älven i tre veckor för att isen ska kunna mätas och vägas.");
        Assert.True(await title.EvaluateAsync<bool>("field => field.scrollHeight <= field.clientHeight + 1 && field.clientHeight > 60"));
        await writer.Page.Keyboard.PressAsync("Enter");
        await Expect(writer.Text).ToBeFocusedAsync();
        await writer.Page.Keyboard.TypeAsync("Texten");
        await writer.StoresAsync("<p>Texten</p>");
        Assert.EndsWith("mätas och vägas.", await writer.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_toolbar_that_can_be_used_says_so()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await Expect(writer.Page.Locator("[data-tool=bold]")).ToHaveAttributeAsync("aria-disabled", "false");
    }

    [Fact]
    public async Task What_is_stored_comes_through_the_editor_as_it_was()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.OpenWithAsync(Parts.Everything);
        var stored = await writer.StoredAsync();
        await writer.Page.Locator(".ProseMirror h2").ClickAsync();
        await writer.Page.Keyboard.PressAsync("End");
        await writer.Page.Keyboard.TypeAsync("x");
        await writer.SendsAsync(stored.Replace("Två</h2>", "Tvåx</h2>", StringComparison.Ordinal));
        await writer.Page.Keyboard.PressAsync("Backspace");
        await writer.SendsAsync(stored);
        Assert.Empty(writer.Reader.Wrongs);
    }

    [Theory]
    [InlineData("word")]
    [InlineData("docs")]
    [InlineData("webpage")]
    [InlineData("wordpress")]
    public async Task What_is_pasted_from_another_program_is_structure_and_nothing_else(string from)
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.Text.ClickAsync();
        await writer.PasteAsync("text/html", await PasteAsync(from + ".html"));
        await writer.SendsAsync(await PasteAsync(from + ".out.html"));

        // Its pictures are not on this site.
        Assert.DoesNotContain(writer.Reader.Wrongs, w => !w.Contains("/-/media/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_open_to_everybody_by_WCAG_on_a_telephone_by_day_and_at_the_desk_by_night()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site, o => o.ReducedMotion = ReducedMotion.Reduce);
        await writer.OpenWithAsync(Parts.Everything.Replace("<a href=\"https://a.example/\">länk</a>", "länk", StringComparison.Ordinal));
        await writer.Text.ClickAsync();
        await writer.Page.Keyboard.PressAsync("Control+f");
        await Expect(writer.Page.GetByRole(AriaRole.Search).Last).ToBeVisibleAsync();
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Light), (1440, ColorScheme.Dark) })
        {
            await writer.Page.SetViewportSizeAsync(width, 900);
            await writer.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var found = await writer.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
            Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(n => $"{width} px, {scheme}: {v.Id}: {n.Html} {string.Join("; ", n.Any.Select(a => a.Message))}")));
            Assert.True(await writer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"wider than {width} px");
            Assert.True(await writer.Page.EvaluateAsync<bool>("[...document.querySelectorAll('[role=toolbar] button:not([hidden])')].every(b => b.offsetWidth >= 44 && b.offsetHeight >= 44)"));
        }

        Assert.Empty(writer.Reader.Wrongs);
    }

    [Fact]
    public async Task Of_two_people_who_write_at_once_neither_loses_a_word()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.Text.ClickAsync();
        await writer.Page.Keyboard.TypeAsync("Olgas ord");
        await writer.StoresAsync("<p>Olgas ord</p>");
        using var other = await site.SignedInAsync("Bo Redaktör", BlogRole.Owner, await site.WithDbAsync(db => Task.FromResult(db.Blogs.Single(b => b.Slug == "bank-nio"))));
        await PutAsync(other, writer.Path, "<p>Bos ord</p>");

        await writer.Page.Keyboard.TypeAsync(" och mer");
        await Expect(writer.Page.Locator(".choice h2")).ToContainTextAsync("Bo Redaktör sparade");
        await writer.Page.Keyboard.TypeAsync("!");
        await writer.Reader.Button("Titta på båda").ClickAsync();
        await Expect(writer.Page.Locator(".choice article").Last).ToContainTextAsync("Bos ord");
        Assert.Equal("<p>Bos ord</p>", await writer.StoredAsync());
        await writer.Reader.Button("Behåll min text").ClickAsync();
        await writer.StoresAsync("<p>Olgas ord och mer!</p>");

        await PutAsync(other, writer.Path, "<p>Bo igen</p>");
        await writer.Text.ClickAsync();
        await writer.Page.Keyboard.PressAsync("Control+End");
        await writer.Page.Keyboard.TypeAsync("?");
        await writer.Reader.Button("Ta den andra texten").ClickAsync();
        await Expect(writer.Text).ToHaveTextAsync("Bo igen");
        await writer.Page.Locator(".kept summary").ClickAsync();
        var file = await writer.Page.RunAndWaitForDownloadAsync(() => writer.Reader.Button("Ladda ner").First.ClickAsync());
        Assert.Contains("Olgas ord och mer!?", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_two_tabs_one_writes_and_the_other_follows_until_it_is_told_to_write()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.Text.ClickAsync();
        await writer.Page.Keyboard.TypeAsync("Ett");
        var second = await writer.Reader.Context.NewPageAsync();
        await second.GotoAsync(writer.Path);
        await Expect(second.Locator("#saving")).ToContainTextAsync("annan flik");
        await Expect(second.Locator(".ProseMirror")).ToHaveAttributeAsync("contenteditable", "false");
        await second.GetByRole(AriaRole.Button, new() { Name = "Skriv här i stället" }).ClickAsync();
        await Expect(second.Locator(".ProseMirror")).ToHaveAttributeAsync("contenteditable", "true");
        await Expect(writer.Text).ToHaveAttributeAsync("contenteditable", "false");
        await second.Locator(".ProseMirror").ClickAsync();
        await second.Keyboard.PressAsync("Control+End");
        await second.Keyboard.TypeAsync(", två");
        await writer.StoresAsync("<p>Ett, två</p>");
        await Expect(writer.Text).ToHaveTextAsync("Ett, två");
        Assert.Empty(writer.Reader.Wrongs);
    }

    /// <summary>Somebody saves this with another program.</summary>
    private static async Task PutAsync(HttpClient client, string path, string html)
    {
        var version = (await client.DraftAsync(path)).GetProperty("version").GetInt32();
        using var answer = await client.PutDraftAsync(path, new { version, title = "Isen bär", lead = "", html, client = "ett annat program" });
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static Task<string> PasteAsync(string name, [CallerFilePath] string here = "") =>
        File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(here)!, "Pastes", name), TestContext.Current.CancellationToken);
}
