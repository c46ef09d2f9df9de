using Spalt.Blogs;
using Spalt.Formats.Html;
using static Spalt.Tests.Embeds.EmbeddedFigures;

namespace Spalt.Tests.Embeds;

public sealed class ShowingEmbeds
{
    private const string Film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
    private const string Frame = "data-frame=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0\"";

    private static async Task<(Site Site, Blog Blog)> StartAsync(params (string, string)[] settings)
    {
        var site = await Site.StartAsync(settings);
        return (site, await site.BlogAsync(await site.NetworkAsync()));
    }

    [Fact]
    public async Task A_film_has_room_for_its_frame_a_plain_link_and_no_frame()
    {
        var (site, blog) = await StartAsync();
        await using var _ = site;
        await site.PostAsync(blog, "Isen går", html: $"<p>Före</p>{Figure(Film)}<p>Efter</p>");
        foreach (var path in (string[])["/bank-nio/", $"/bank-nio/{site.Clock.Now:yyyy/MM/dd}/isen-gar/"])
        {
            var (html, policy) = await site.PageAsync(path);
            Assert.Contains(Frame, html, StringComparison.Ordinal);
            Assert.Contains("<button type=\"button\" class=\"button\" hidden>Visa från youtube.com</button>", html, StringComparison.Ordinal);
            Assert.Contains("<p class=\"embed-line\"><span>youtube.com</span> <a href=\"" + Film, html, StringComparison.Ordinal);
            Assert.Contains("<figcaption>Isen går</figcaption>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<iframe", html, StringComparison.Ordinal);
            Assert.EndsWith("; frame-src https://www.youtube-nocookie.com", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_without_one_may_frame_nobody()
    {
        var (site, blog) = await StartAsync();
        await using var _ = site;
        await site.PostAsync(blog, "Med", html: Figure(Film));
        await site.PostAsync(blog, "Utan", html: $"<p><a href=\"{Film}\">{Film}</a></p>{Figure("https://video.example/1")}");
        var (html, policy) = await site.PageAsync($"/bank-nio/{site.Clock.Now:yyyy/MM/dd}/utan/");
        Assert.DoesNotContain("embed-place", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"embed-line\"><span>video.example</span> <a href=\"https://video.example/1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", (await site.PageAsync("/")).Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_page_allows_the_hosts_that_it_shows_and_those_once()
    {
        var (site, blog) = await StartAsync();
        await using var _ = site;
        await site.PostAsync(blog, "Ett", html: Figure(Film) + Figure("https://youtu.be/aaaaaaaaaaa"));
        await site.PostAsync(blog, "Två", html: Figure("https://vimeo.com/123456789"));
        Assert.EndsWith("; frame-src https://player.vimeo.com https://www.youtube-nocookie.com", (await site.PageAsync("/bank-nio/")).Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_hold_the_link_alone()
    {
        var (site, blog) = await StartAsync();
        await using var _ = site;
        await site.PostAsync(blog, "Isen går", html: Figure(Film));
        var feed = await site.GetAsync("/bank-nio/feed/");
        Assert.Contains("class=\"embed-link\"", System.Net.WebUtility.HtmlDecode(feed), StringComparison.Ordinal);
        Assert.DoesNotContain("nocookie", feed, StringComparison.Ordinal);
    }

    [Fact]
    public void No_writer_can_name_a_frame()
    {
        var clean = HtmlSanitizer.Clean(
            $"<figure class=embed><div class='embed-place embed-wide' data-frame='https://evil.example/'></div><a class=embed-link data-frame='https://evil.example/' href='{Film}'>x</a><iframe src='https://evil.example/'></iframe></figure>"
            + "<iframe src=https://evil.example/></iframe>");
        Assert.DoesNotContain("evil", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("data-", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("embed-place", clean, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_operator_has_switched_off_is_a_link()
    {
        var (site, blog) = await StartAsync(("Spalt:Embeds:Without", "youtube, tiktok"));
        await using var _ = site;
        await site.PostAsync(blog, "Isen går", html: Figure(Film) + Figure("https://vimeo.com/123456789"));
        var (html, policy) = await site.PageAsync("/bank-nio/");
        Assert.DoesNotContain("nocookie", html, StringComparison.Ordinal);
        Assert.EndsWith("; frame-src https://player.vimeo.com", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mastodon_is_one_where_the_operator_says_so()
    {
        const string Toot = "https://social.example/@disa/123456789012345678";
        var (site, blog) = await StartAsync(("Spalt:Embeds:MastodonHosts", "social.example"));
        await using var _ = site;
        await site.PostAsync(blog, "Tut", html: Figure(Toot) + Figure(Toot.Replace("social", "annan", StringComparison.Ordinal)));
        var (html, policy) = await site.PageAsync("/bank-nio/");
        Assert.Contains($"data-frame=\"{Toot}/embed\"", html, StringComparison.Ordinal);
        Assert.EndsWith("; frame-src https://social.example", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_host_is_never_framed()
    {
        var (site, blog) = await StartAsync(("Spalt:Embeds:MastodonHosts", "bloggar.example"));
        await using var _ = site;
        await site.PostAsync(blog, "Tut", html: Figure("https://bloggar.example/@disa/123456789012345678"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bank-nio/");
        request.Headers.Host = "bloggar.example";
        using var answer = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("frame-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
