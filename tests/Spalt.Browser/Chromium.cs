using Spalt.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(DemoSite))]

namespace Spalt.Browser;

/// <summary>
/// The machine's own Chromium, for all journeys: <c>PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH</c>, else where Debian has it. It can reach
/// loopback only.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long anything is waited for, in milliseconds: who is right does not wait, and a busy machine is not wrong.</summary>
    public const int Patience = 90_000;

    private const string Debian = "/usr/bin/chromium";
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH") is { Length: > 0 } path ? path : Debian,
            Args =
            [
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost", .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
            ],
        });
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>A reader with a browser of their own, at a site.</summary>
    public async Task<Reader> ReaderAsync(Site site, Action<BrowserNewContextOptions>? with = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            Locale = "sv-SE",
            UserAgent = "Mozilla/5.0 (journey)",
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        };
        with?.Invoke(options);
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new Reader(context, await context.NewPageAsync(), site.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
