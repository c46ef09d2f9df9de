using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Posts;
using Spalt.Tests.Jobs;
using Spalt.Tests.Outbound;
using static Spalt.Tests.Embeds.EmbeddedFigures;

namespace Spalt.Tests.Embeds;

public sealed class AskingAboutEmbeds : IAsyncDisposable
{
    private const string Address = "https://www.bilder.example/foto/1?a=1&b=2";
    private string _answer = ScriptedServer.Status("404 Not Found");
    private Site _site = null!;
    private Blog _blog = null!;
    private readonly ScriptedServer _provider;

    public AskingAboutEmbeds() => _provider = new ScriptedServer(_ => _answer);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _site.DisposeAsync();
    }

    private static string Answer(object answer) => ScriptedServer.Ok(JsonSerializer.Serialize(answer), "Content-Type: application/json; charset=utf-8");

    private async Task StartAsync(params (string, string)[] settings)
    {
        const string Provider = "Spalt:Embeds:Providers:bilder";
        _site = await Site.StartAsync([
            ("Spalt:Outbound:AllowNetworks", ScriptedServer.Allowed + "/32"), (Provider + ":Addresses", "www.bilder.example/foto/, bilder.example, www.youtube.com/watch"),
            (Provider + ":Endpoint", _provider.Address + "oembed?key=1"), (Provider + ":FrameHosts", "ram.bilder.example"), .. settings]);
        _blog = await _site.BlogAsync(await _site.NetworkAsync());
    }

    private static string Written(string address) => Figure(address.Replace("&", "&amp;", StringComparison.Ordinal));

    [Fact]
    public async Task A_post_shows_a_link_until_there_is_an_answer_and_then_its_title_and_room_for_the_frame()
    {
        await StartAsync();
        _answer = ScriptedServer.Status("503 Busy");
        await _site.PostAsync(_blog, "Isen går", html: Written(Address));
        await Eventually.TrueAsync(() => _site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == AskAboutEmbed.Kind && j.LastError != null, Cancel)));
        var (before, policy) = await _site.PageAsync("/bank-nio/");
        Assert.DoesNotContain("embed-place", before, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", policy, StringComparison.Ordinal);

        // Asked again a little later.
        _answer = Answer(new { type = "video", title = "Isen & <älven>", width = 4, height = 3, html = "<iframe src=\"https://ram.bilder.example/1?x=1&amp;y=2\"></iframe>" });
        _site.Clock.Now = _site.Clock.Now.AddMinutes(2);
        await Eventually.TrueAsync(() => Task.FromResult(_provider.Requests.Count > 1), TimeSpan.FromMinutes(2));
        await Eventually.TrueAsync(async () => (await _site.PageAsync("/bank-nio/")).Html.Contains("embed-place", StringComparison.Ordinal));
        var (html, allowed) = await _site.PageAsync("/bank-nio/");
        Assert.Contains("<div class=\"embed-place embed-standard\" data-frame=\"https://ram.bilder.example/1?x=1&amp;y=2\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"embed-link\">Isen &amp; &lt;älven&gt;</a>", html, StringComparison.Ordinal);
        Assert.Contains("Visa från bilder.example", html, StringComparison.Ordinal);
        Assert.EndsWith("; frame-src https://ram.bilder.example", allowed, StringComparison.Ordinal);
        Assert.Contains($"GET /oembed?key=1&format=json&maxwidth=576&url={Uri.EscapeDataString(Address)} ", _provider.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_asked_about_once_whoever_shows_it()
    {
        await StartAsync();
        _answer = Answer(new { type = "photo", title = "Isen" });
        await _site.PostAsync(_blog, "Ett", html: Written(Address));
        await _site.IdleAsync();
        await _site.PostAsync(_blog, "Två", html: Written(Address) + Written(Address));
        await _site.IdleAsync();
        Assert.Single(_provider.Requests);
        Assert.Equal(3, (await _site.PageAsync("/bank-nio/")).Html.Split(">Isen</a>").Length - 1);
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_is_not_on_the_list()
    {
        await StartAsync();
        await _site.PostAsync(_blog, "Ett", html: Written("https://andra.example/foto/1") + Written("https://www.bilder.example/konto") + "<p><a href=\"" + Address + "\">x</a></p>");
        await _site.IdleAsync();
        Assert.Empty(_provider.Requests);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Embeds.CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_refused_stays_a_link_and_is_not_asked_about_again()
    {
        await StartAsync();
        foreach (var (number, answer) in (List<(int, string)>)[(1, ScriptedServer.Status("404 Not Found")), (2, ScriptedServer.Ok("<html>", "Content-Type: text/html")), (3, ScriptedServer.Ok("[]", "Content-Type: application/json")),
            (4, ScriptedServer.Ok("{\"title\":\"" + new string('x', 70_000) + "\"}", "Content-Type: application/json"))])
        {
            _answer = answer;
            await _site.PostAsync(_blog, $"Nummer {number}", html: Written($"https://bilder.example/{number}"));
            await _site.IdleAsync();
        }

        Assert.Equal(4, _provider.Requests.Count);
        Assert.Equal(4, await _site.WithDbAsync(db => db.Embeds.CountAsync(e => e.Frame == null && e.Title == null, Cancel)));
        Assert.Equal(0, await _site.WithDbAsync(db => db.Jobs.CountAsync(j => j.Kind == AskAboutEmbed.Kind, Cancel)));
        Assert.DoesNotContain("embed-place", (await _site.PageAsync("/bank-nio/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_compute_ourselves_gets_only_its_title_from_them()
    {
        await StartAsync();
        _answer = Answer(new { type = "video", title = "Never", html = "<iframe src='https://ram.bilder.example/elak'></iframe>" });
        await _site.PostAsync(_blog, "Ett", html: Figure("https://www.youtube.com/watch?v=dQw4w9WgXcQ"));
        await _site.IdleAsync();
        var (html, policy) = await _site.PageAsync("/bank-nio/");
        Assert.Contains(">Never</a>", html, StringComparison.Ordinal);
        Assert.Contains("data-title=\"Never (youtube.com)\"", html, StringComparison.Ordinal);
        Assert.EndsWith("; frame-src https://www.youtube-nocookie.com", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_of_a_host_that_the_operator_has_taken_off_the_list_is_not_shown_any_more()
    {
        await StartAsync();
        await _site.WithDbAsync(async db =>
        {
            var embed = new Embed(Address);
            embed.Learn(new("Isen", "https://gammal.bilder.example/1", Spalt.Formats.Html.Embeds.EmbedShape.Wide), _site.Clock.Now);
            db.Add(embed);
            await db.SaveChangesAsync(Cancel);
        });
        await _site.PostAsync(_blog, "Ett", html: Written(Address));
        var (html, policy) = await _site.PageAsync("/bank-nio/");
        Assert.Contains(">Isen</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("gammal", html + policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blog_s_page_asks_too()
    {
        await StartAsync();
        _answer = Answer(new { type = "photo", title = "Isen" });
        await _site.WithDbAsync(async db =>
        {
            db.Add(BlogPage.Add(await db.Blogs.SingleAsync(Cancel), "om", "Om mig", Written(Address), _site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await _site.IdleAsync();
        Assert.Contains(">Isen</a>", (await _site.PageAsync("/bank-nio/om/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_asks_nobody()
    {
        await StartAsync();
        var author = await _site.AuthorAsync();
        await _site.WithDbAsync(async db =>
        {
            db.Add(Post.Draft(await db.Blogs.SingleAsync(Cancel), author.Id, new PostText("utkast", "Utkast", Written(Address), ""), _site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        await _site.IdleAsync();
        Assert.Empty(_provider.Requests);
    }
}
