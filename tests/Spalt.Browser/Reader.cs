using System.Collections.Concurrent;

namespace Spalt.Browser;

/// <summary>One reader's browser, and what happened in it that must not happen on any page.</summary>
public sealed class Reader : IAsyncDisposable
{
    private readonly Uri _site;
    private readonly ConcurrentQueue<string> _wrongs = new();
    private string? _missing;

    public Reader(IBrowserContext context, IPage page, Uri site)
    {
        _site = site;
        Context = context;
        Page = page;
        page.PageError += (_, error) => _wrongs.Enqueue("script failed: " + error);
        page.Console += (_, said) => Note(said);
        page.Request += (_, request) => Note(request);
        page.Dialog += (sender, dialog) =>
        {
            _wrongs.Enqueue("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Errors of scripts and of the console (violations of the content security policy are among them), dialogs, requests to others.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrongs;

    /// <summary>Opens a page of the site, which answers with <paramref name="status"/>, and waits for all that it loads.</summary>
    public async Task OpenAsync(string path, int status = 200)
    {
        _missing = status >= 400 ? new Uri(_site, path).AbsoluteUri : null;
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.Equal(status, response!.Status);
    }

    /// <summary>
    /// Waits until the page that was asked for stands there. Playwright's own WaitForURLAsync looks first and listens after:
    /// a page that arrives in between is waited for in vain.
    /// </summary>
    public async Task ArriveAsync(string path)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(new Uri(_site, path).AbsoluteUri);
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Presses what sends a form, and waits until the page that answers has loaded; to listen after the click would be too late at times.</summary>
    public async Task SendAsync(ILocator button)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Tell(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Tell;
        await button.ClickAsync();
        await loaded.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience));
        Page.Load -= Tell;
    }

    public ILocator One(string selector) => Page.Locator(selector);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    /// <summary>Nothing went wrong so far, and no page left anything behind in the browser.</summary>
    public async Task AssertNothingWrongAsync()
    {
        Assert.Empty(_wrongs);
        Assert.Empty(await Context.CookiesAsync());
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    private void Note(IConsoleMessage said)
    {
        // Chromium says that a page which is not there is not there.
        var isExpected = said.Location.StartsWith(_missing ?? " ", StringComparison.Ordinal) && said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
        if (said.Type is "error" or "warning" && !isExpected)
        {
            _wrongs.Enqueue($"{said.Text} ({said.Location})");
        }
    }

    private void Note(IRequest request)
    {
        var address = new Uri(request.Url);
        if (address.Authority != _site.Authority && address.Scheme is not ("data" or "about" or "blob"))
        {
            _wrongs.Enqueue("request to " + request.Url);
        }
    }
}
