using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>
/// Somebody writes while tab, network and server are killed at random moments, a hundred times. Whatever they had typed stands there
/// afterwards, but for one key at most.
/// </summary>
public sealed class NeverLosingAWord(Chromium chromium)
{
    private const int Kills = 100;

    /// <summary>The text that this browser keeps: what was held, and what is new in it since.</summary>
    private const string Kept =
        """
        () => {
          const all = Object.entries(localStorage), lies = end => JSON.parse(all.find(([key]) => key.endsWith(":since") === end)?.[1] ?? "null");
          const [whole, since] = [lies(false), lies(true)];
          return since ? whole.html.slice(0, since.from) + since.came + whole.html.slice(since.from + since.gone) : whole?.html ?? "";
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Not_even_when_tab_network_and_server_are_killed_a_hundred_times()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        var path = await owner.BeginAsync();
        owner.Dispose();
        var port = FreePort();
        var server = await ServeAsync(site, port);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        try
        {
            await using var reader = await chromium.ReaderAsync(site, o => o.BaseURL = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            using var signedIn = await SignedInAsync(port);
            await Writer.SignInAsync(reader.Context, signedIn, site.Address);
            var page = reader.Page;
            await page.GotoAsync(path);
            await Writer.ReadyAsync(page);
            var typed = new StringBuilder();
            for (var kill = 0; kill < Kills; kill++)
            {
                await page.Locator(".ProseMirror").ClickAsync();
                await page.Keyboard.PressAsync("Control+End");
                await TypeAsync(page, random, typed);
                switch (random.Next(10))
                {
                    case 0:
                        await server.KillAsync();
                        server.Dispose();
                        await TypeAsync(page, random, typed);
                        server = await ServeAsync(site, port);
                        break;
                    case < 4:
                        await reader.Context.SetOfflineAsync(true);
                        await TypeAsync(page, random, typed);
                        break;
                }

                if (random.Next(4) > 0)
                {
                    page = await ReopenAsync(reader, page, path);
                    var there = await page.Locator(".ProseMirror").InnerTextAsync();
                    Assert.True(
                        typed.ToString().StartsWith(there.Trim(), StringComparison.Ordinal) && typed.Length - there.Trim().Length <= 1,
                        $"kill {kill}, seed {seed}: typed …{Tail(typed.ToString())}, there is …{Tail(there)}");
                    typed.Clear().Append(there.Trim());
                }

                await reader.Context.SetOfflineAsync(false);
            }

            await Writer.SavedAsync(page);
            Assert.Equal($"<p>{typed}</p>", (await signedIn.DraftAsync(path)).GetProperty("html").GetString());
        }
        finally
        {
            await server.KillAsync();
            server.Dispose();
        }
    }

    /// <summary>Neither the server nor the browser's database needs to answer: what was typed is there before the next key comes.</summary>
    [Fact]
    public async Task Each_key_is_kept_before_the_next()
    {
        await using var site = await Site.StartAsync();
        await using var writer = await Writer.BeginAsync(chromium, site);
        await writer.OpenWithAsync(string.Concat(Enumerable.Range(0, 400).Select(p => $"<p>Stycke {p} har en del ord i sig, så att det hela blir långt.</p>")));
        await writer.Reader.Context.SetOfflineAsync(true);
        await writer.Text.ClickAsync();
        await writer.Page.Keyboard.PressAsync("Control+End");
        await writer.Page.EvaluateAsync("() => { indexedDB.deleteDatabase('spalt-writing'); IDBDatabase.prototype.transaction = () => { throw new Error('away') } }");
        var typed = "";
        foreach (var letter in "isen")
        {
            await writer.Page.Keyboard.PressAsync(letter.ToString());
            typed += letter;

            Assert.EndsWith($"långt.{typed}</p>", await writer.Page.EvaluateAsync<string>(Kept), StringComparison.Ordinal);
        }

        // However long the post, a key costs a few letters.
        Assert.InRange(await writer.Page.EvaluateAsync<int>("Object.entries(localStorage).find(([key]) => key.endsWith(':since'))?.[1].length ?? 0"), 0, 300);
        await writer.Page.CloseAsync();
        await writer.Reader.Context.SetOfflineAsync(false);
        var next = await writer.Reader.Context.NewPageAsync();
        await next.GotoAsync(writer.Path);
        await Writer.ReadyAsync(next);
        await Expect(next.Locator(".ProseMirror > p").Last).ToHaveTextAsync("Stycke 399 har en del ord i sig, så att det hela blir långt.isen");
    }

    /// <summary>A few letters, now fast, now slow, and at the end a moment that may be too short for anything.</summary>
    private static async Task TypeAsync(IPage page, Random random, StringBuilder typed)
    {
        for (var letters = random.Next(1, 9); letters > 0; letters--)
        {
            var letter = (char)('a' + random.Next(26));
            await page.Keyboard.TypeAsync(letter.ToString());
            typed.Append(letter);
            await Task.Delay(random.Next(3) == 0 ? random.Next(150) : 0, Cancel);
        }

        await Task.Delay(random.Next(4) == 0 ? random.Next(1_500) : random.Next(80), Cancel);
    }

    /// <summary>The tab dies, and a new one is opened when the network is back.</summary>
    private static async Task<IPage> ReopenAsync(Reader reader, IPage page, string path)
    {
        await page.CloseAsync();
        await reader.Context.SetOfflineAsync(false);
        var next = await reader.Context.NewPageAsync();
        await next.GotoAsync(path);
        await Writer.ReadyAsync(next);
        return next;
    }

    private static async Task<SpaltProcess> ServeAsync(Site site, int port)
    {
        var server = SpaltProcess.Start(site.Store, "serve", "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        for (var tries = 0; tries < 300; tries++)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, Cancel);
                return server;
            }
            catch (SocketException)
            {
                await Task.Delay(50, Cancel);
            }
        }

        throw new InvalidOperationException("The server did not come up: " + await server.Errors);
    }

    /// <summary>Signed in at the process itself, whose clock is the real one.</summary>
    private static async Task<HttpClient> SignedInAsync(int port)
    {
#pragma warning disable RS0030, CA2000 // A test is a client from outside: it does not go through PublicHttp.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        };
#pragma warning restore RS0030, CA2000
        using var answer = await client.PostFormAsync("/-/login", ("email", SignedIn.EmailOf("Olga Ägare")), ("password", SignedIn.Password));
        client.DefaultRequestHeaders.Add("Cookie", SignedIn.CookieOf(answer));
        return client;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Tail(string text) => text.Length > 30 ? text[^30..] : text;
}
