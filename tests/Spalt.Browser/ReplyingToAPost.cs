using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Writing;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>Whoever a post is about replies to it, and the reply stands at its head as large as it is; each page of it is open to everybody.</summary>
public sealed class ReplyingToAPost(Chromium chromium) : IAsyncLifetime
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";

    /// <summary>Font sizes of headline and text, left edge and width of text, and where each begins, of the post and of the reply in it.</summary>
    private const string Measured =
        """
        () => {
          const of = (headline, text) => {
            const [h, p] = [document.querySelector(headline), document.querySelector(text)];
            const [a, b] = [h.getBoundingClientRect(), p.getBoundingClientRect()];
            return [getComputedStyle(h).fontSize, getComputedStyle(p).fontSize, getComputedStyle(p).fontFamily, getComputedStyle(p).color, b.left, b.width, a.left, a.top].map(String);
          };
          return [...of("h1.headline", ".body.e-content"), ...of(".reply-box h2", ".reply-box .body"), String(document.querySelector(".body.e-content").getBoundingClientRect().top)];
        }
        """;

    private readonly Wcag _wcag = new();
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        _network = await _site.NetworkAsync();
        _blog = await _site.BlogAsync(_network);
        _post = await _site.PostAsync(_blog, "Isen bär", html: string.Concat(Enumerable.Repeat("<p>Det sägs att Rut Åsberg ljög om isen, och att ingen mätte den på hela vintern.</p>", 6)));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_foot_of_the_post_to_its_head(bool withScript)
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await using var reader = await chromium.ReaderAsync(_site, o => o.JavaScriptEnabled = withScript);
        await reader.OpenAsync(Address);
        await reader.One($"a[href='/-/posts/{_post.Id}/reply']").ClickAsync();
        await FillAsync(reader, "rut");
        await Expect(reader.One("#email-error")).ToBeVisibleAsync();
        await Expect(reader.One("#text")).ToHaveValueAsync("Isen mättes varje dag.");
        await reader.One("#email").FillAsync("rut@exempel.se");
        await reader.One("main button.button").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Vi har fått din begäran om genmäle");
        var mine = reader.Page.Url;

        await using var editor = await chromium.ReaderAsync(_site, o => o.JavaScriptEnabled = withScript);
        await Writer.SignInAsync(editor.Context, edit, _site.Address);
        await editor.OpenAsync("/-/moderation/cases");
        await editor.One("#replies ~ .queued a").ClickAsync();
        await editor.One("button[value=grant]").ClickAsync();
        await Expect(editor.One(".said")).ToHaveTextAsync("Genmälet är publicerat. Den som begärde det får besked.");

        await reader.Page.GotoAsync(mine);
        await reader.One("main a[href*='jag-ljog-inte']").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Jag ljög inte");
        await reader.One(".corrected a").ClickAsync();
        await Expect(reader.One(".reply-box h2")).ToHaveTextAsync("Jag ljög inte");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(820)]
    [InlineData(1440)]
    public async Task It_is_as_large_as_what_it_answers_and_stands_before_it(int width)
    {
        await GrantedAsync("Jag ljög inte, och här är mätningarna från varje enskild dag under hela den långa vintern, med datum och vem som mätte dem");
        await using var reader = await chromium.ReaderAsync(_site);
        await reader.Page.SetViewportSizeAsync(width, 900);
        await reader.OpenAsync(Address);
        var all = await reader.Page.EvaluateAsync<string[]>(Measured);
        var (post, reply) = (all[..8], all[8..16]);
        Assert.Equal(post[0], reply[0]);
        Assert.Equal(post[1], reply[1]);
        Assert.Equal(post[2], reply[2]);
        Assert.Equal(post[3], reply[3]);
        Assert.Equal(Number(post[4]), Number(reply[4]), 0.5);
        Assert.Equal(Number(post[5]), Number(reply[5]), 0.5);
        Assert.Equal(Number(post[6]), Number(reply[6]), 0.5);

        // Below the headline, before the text, and on the first screen.
        Assert.InRange(Number(reply[7]), Number(post[7]), Number(all[16]));
        Assert.InRange(Number(reply[7]), 0, 900);
        await reader.AssertNothingWrongAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_page_of_it_is_open_to_everybody(bool withScript)
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var olga = await _site.SignedInAsync("Olga Ägare", BlogRole.Owner, _blog);
        await GrantedAsync("Jag ljög inte");
        await ReviseAsync(edit);
        await using var reader = await ReaderAsync(withScript);
        foreach (var path in (string[])[Address, "/bank-nio/", $"/-/posts/{_post.Id}/reply", $"/-/posts/{_post.Id}/history", Address + "?vid=2026-03-04", "/bank-nio/2026/03/04/jag-ljog-inte/"])
        {
            await reader.OpenAsync(path);
            await _wcag.LookAsync(reader.Page, path);
        }

        await reader.OpenAsync(Address + "?vid=aldrig", 400);
        await _wcag.LookAsync(reader.Page, "no such moment");
        await reader.OpenAsync($"/-/posts/{_post.Id}/reply");
        await FillAsync(reader, "rut");
        await _wcag.LookAsync(reader.Page, "asking, refused");
        await reader.One("#email").FillAsync("rut@exempel.se");
        await reader.One("main button.button").ClickAsync();
        await _wcag.LookAsync(reader.Page, "case");

        _site.Clock.Now = _site.Clock.Now.AddDays(9);
        foreach (var (who, paths) in new[] { (edit, new[] { "/-/moderation/cases", "/-/moderation/cases/replies/2" }), (olga, ["/-/write/bank-nio/replies"]) })
        {
            await using var worker = await ReaderAsync(withScript);
            await Writer.SignInAsync(worker.Context, who, _site.Address);
            foreach (var path in paths)
            {
                await worker.OpenAsync(path);
                await _wcag.LookAsync(worker.Page, path);
            }
        }

        _wcag.AssertNothingFound();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task FillAsync(Reader reader, string email)
    {
        await reader.One("#name").FillAsync("Rut Åsberg");
        await reader.One("#email").EvaluateAsync("field => { field.type = 'text' }");
        await reader.One("#email").FillAsync(email);
        await reader.One("#concerns").FillAsync("Jag är den som sägs ha ljugit.");
        await reader.One("#headline").FillAsync("Jag ljög inte");
        await reader.One("#text").FillAsync("Isen mättes varje dag.");
        await reader.One("main button.button").ClickAsync();
    }

    private async Task GrantedAsync(string headline)
    {
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        using var asked = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/reply", ("name", "Rut Åsberg"), ("email", "rut@exempel.se"), ("concerns", "Jag nämns."), ("headline", headline), ("text", string.Join("\n\n", Enumerable.Repeat("Isen mättes varje dag, och det finns papper på det.", 4))));
        Assert.Equal(303, (int)asked.StatusCode);
        using var granted = await ulla.PostFormAsync("/-/moderation/cases/replies/1", ("do", "grant"));
        Assert.Equal(303, (int)granted.StatusCode);
    }

    private async Task ReviseAsync(HttpClient editor)
    {
        using var revised = await editor.WriteAsync($"/-/write/bank-nio/{_post.Id}", "publish", ("body", "<p>Isen mättes ibland.</p>"), ("change", "correction"), ("correction", "Den mättes."));
        Assert.Equal(303, (int)revised.StatusCode);
    }

    private async Task<Reader> ReaderAsync(bool withScript)
    {
        // A colour that is still on its way from day to night is neither. Axe is a script: without means that the pages' own does not come.
        var reader = await chromium.ReaderAsync(_site, o => o.ReducedMotion = ReducedMotion.Reduce);
        if (!withScript)
        {
            await reader.Context.RouteAsync("**/*.js", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/javascript", Body = "" }));
        }

        return reader;
    }
}
