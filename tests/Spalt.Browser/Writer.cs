using System.Text.Json;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>Somebody who writes: signed in in a browser, with a post of their own open in the editor.</summary>
public sealed class Writer : IAsyncDisposable
{
    private string _sent = "";

    private Writer(Reader reader, HttpClient http, string path)
    {
        (Reader, Http, Path) = (reader, http, path);
        reader.Page.Request += (_, request) =>
        {
            if (request.Method == "PUT" && request.PostData is { } body)
            {
                _sent = JsonDocument.Parse(body).RootElement.GetProperty("html").GetString()!;
            }
        };
    }

    public Reader Reader { get; }

    public IPage Page => Reader.Page;

    /// <summary>The address of the post in the newsroom.</summary>
    public string Path { get; }

    /// <summary>The same person from outside the browser.</summary>
    public HttpClient Http { get; }

    public ILocator Text => Page.Locator(".ProseMirror");

    public ILocator Saving => Page.Locator("#saving");

    /// <summary>A site with a blog, its owner signed in in the browser, and a new post open.</summary>
    public static async Task<Writer> BeginAsync(Chromium chromium, Site site, Action<BrowserNewContextOptions>? with = null)
    {
        var (_, _, owner) = await site.DeskAsync();
        var path = await owner.BeginAsync();
        var reader = await chromium.ReaderAsync(site, with);
        await SignInAsync(reader.Context, owner, site.Address);
        await reader.OpenAsync(path);
        var writer = new Writer(reader, owner, path);
        await writer.ReadyAsync();
        return writer;
    }

    /// <summary>The browser carries the session of somebody who has signed in.</summary>
    public static Task SignInAsync(IBrowserContext browser, HttpClient signedIn, Uri site) => browser.AddCookiesAsync(
        signedIn.DefaultRequestHeaders.GetValues("Cookie").Single().Split("; ").Select(c => c.Split('=', 2))
            .Select(c => new Cookie { Name = c[0], Value = c[1], Domain = site.Host, Path = "/-/" }));

    public Task ReadyAsync() => ReadyAsync(Page);

    /// <summary>The editor can be written in; where it cannot, the page says why.</summary>
    public static async Task ReadyAsync(IPage page)
    {
        try
        {
            await Expect(page.Locator(".ProseMirror")).ToHaveAttributeAsync("contenteditable", "true");
        }
        catch (PlaywrightException)
        {
            Assert.Fail(await page.Locator("#saving").InnerTextAsync() + string.Join(" | ", await page.Locator(".choice").AllInnerTextsAsync()));
        }
    }

    /// <summary>The page says that the server has every word. "Saved" alone may still be about an older text.</summary>
    public static Task SavedAsync(IPage page) => Expect(page.Locator("#saving[data-standing=saved]")).ToContainTextAsync("Sparat");

    /// <summary>
    /// The chooser of files that <paramref name="press"/> opens. Playwright asks for choosers only while somebody waits for one, and what it
    /// asks takes another way to the page than a key does: a key that comes first opens the browser's own chooser, which nobody answers.
    /// </summary>
    public static Task<IFileChooser> ChooserAsync(IPage page, Func<Task> press) => page.RunAndWaitForFileChooserAsync(async () =>
    {
        // Goes the way that the asking went: once it is answered, the page knows.
        await page.EvaluateAsync("0");
        await press();
    });

    /// <summary>What the server has of the text.</summary>
    public async Task<string> StoredAsync() => (await Http.DraftAsync(Path)).GetProperty("html").GetString()!;

    /// <summary>What the server has of the headline.</summary>
    public async Task<string> TitleAsync() => (await Http.DraftAsync(Path)).GetProperty("title").GetString()!;

    /// <summary>Waits until the editor has sent this text. What the server's sanitiser then makes of it is tested where that stands.</summary>
    public async Task SendsAsync(string html)
    {
        for (var tries = 0; tries < 600 && AsStored(_sent) != AsStored(html); tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(AsStored(html), AsStored(_sent));
    }

    /// <summary>Opens the editor anew after another program has saved this text.</summary>
    public async Task OpenWithAsync(string html)
    {
        var version = (await Http.DraftAsync(Path)).GetProperty("version").GetInt32();
        using var answer = await Http.PutDraftAsync(Path, new { version, title = "", lead = "", html, client = "ett annat program" });
        Assert.Equal(200, (int)answer.StatusCode);
        await Page.ReloadAsync();
        await ReadyAsync();
    }

    /// <summary>As the server stores it: a line break between two blocks is only for whoever reads the test, and links get their <c>rel</c> from the server.</summary>
    public static string AsStored(string html) =>
        html.Trim().Replace(">\n<", "><", StringComparison.Ordinal).Replace(" rel=\"noopener\"", "", StringComparison.Ordinal);

    /// <summary>Waits until the server has this text: the promise is two seconds, and a busy machine gets more.</summary>
    public async Task StoresAsync(string html)
    {
        html = AsStored(html);
        var stored = "";
        for (var tries = 0; tries < 600 && stored != html; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            stored = AsStored(await StoredAsync());
        }

        Assert.Equal(html, stored);
    }

    /// <summary>Pastes as another program would have copied.</summary>
    public Task PasteAsync(string type, string data) => Text.EvaluateAsync(
        """
        (text, [type, data]) => {
            const clipboard = new DataTransfer();
            clipboard.setData(type, data);
            text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """, new[] { type, data });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Reader.DisposeAsync();
    }
}
