using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Statistics;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Statistics;

public class ShowingFigures
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blogs_figures_are_there_at_once_for_all_who_write_on_it()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var contributor = await site.SignedInAsync("Kim Gäst", BlogRole.Contributor, blog);
        var post = await site.PostAsync(blog, "Isen bär");
        var empty = await (await owner.AskAsync("/-/write/bank-nio/statistics")).TextAsync();
        Assert.Contains("Inga läsningar har räknats än", empty, StringComparison.Ordinal);

        for (var i = 0; i < 3; i++)
        {
            await CountingReads.ReadAsync(site, $"{blog.Id}/{post.Id}", "tidning.example");
        }

        await CountingReads.ReadAsync(site, $"{blog.Id}", "");
        foreach (var client in (HttpClient[])[owner, contributor])
        {
            var page = await (await client.AskAsync("/-/write/bank-nio/statistics?days=7")).TextAsync();
            Assert.Contains("<b>4</b> läsningar", page, StringComparison.Ordinal);
            Assert.Contains("<a href=\"/bank-nio/2026/03/04/isen-bar/\">Isen bär</a> <b>3</b>", page, StringComparison.Ordinal);
            Assert.Contains("<li>tidning.example <b>3</b></li>", page, StringComparison.Ordinal);
            Assert.Contains("<li>Direkt, eller okänt <b>1</b></li>", page, StringComparison.Ordinal);
        }

        using var editor = await site.SignedInAsync("Eva Redaktör", NetworkRole.Editor, network);
        var all = await (await editor.AskAsync("/-/network/statistics")).TextAsync();
        Assert.Contains("<a href=\"/-/write/bank-nio/statistics?days=30\">Bänk nio</a> <b>4</b>", all, StringComparison.Ordinal);
        owner.Dispose();
    }

    [Fact]
    public async Task Only_the_days_asked_for_are_summed_and_an_odd_number_of_days_is_a_month()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        await CountingReads.ReadAsync(site, $"{blog.Id}", "");
        await site.Services.GetRequiredService<CountKeeper>().WriteAsync(Cancel);
        site.Clock.Now = site.Clock.Now.AddDays(6);
        Assert.Contains("<b>1</b> läsning", await (await owner.AskAsync("/-/write/bank-nio/statistics?days=7")).TextAsync(), StringComparison.Ordinal);
        site.Clock.Now = site.Clock.Now.AddDays(1);
        Assert.Contains("<b>0</b> läsningar", await (await owner.AskAsync("/-/write/bank-nio/statistics?days=7")).TextAsync(), StringComparison.Ordinal);
        foreach (var odd in (string[])["", "?days=30", "?days=29", "?days=x", "?days=99999999999"])
        {
            Assert.Contains("<b>1</b> läsning", await (await owner.AskAsync("/-/write/bank-nio/statistics" + odd)).TextAsync(), StringComparison.Ordinal);
        }

        owner.Dispose();
    }

    [Fact]
    public async Task Nobody_else_sees_them()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        var other = await site.BlogAsync(network, "annan", "Annan");
        using var stranger = await site.SignedInAsync("Åke Annan", BlogRole.Owner, other);
        using var moderator = await site.SignedInAsync("Moa Vakt", NetworkRole.Moderator, network);
        foreach (var (client, path) in new[] { (stranger, "/-/write/bank-nio/statistics"), (stranger, "/-/network/statistics"), (owner, "/-/network/statistics"), (moderator, "/-/network/statistics") })
        {
            using var answer = await client.AskAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var nobody = await site.Http.GetAsync(new Uri("/-/write/bank-nio/statistics", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, nobody.StatusCode);
        Assert.NotEqual(0, blog.Id);
        owner.Dispose();
    }

    [Fact]
    public async Task Those_who_follow_by_feed_are_counted_by_what_services_say_and_one_for_each_other_program()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        foreach (var (path, agent) in new[]
        {
            ("/bank-nio/feed/", "Feedly/1.0 (+feeds; 40 subscribers; like FeedFetcher)"), ("/bank-nio/feed/atom/", "Feedly/1.0 (+feeds; 42 subscribers)"),
            ("/bank-nio/feed/", "NetNewsWire/6"), ("/bank-nio/feed/", "NetNewsWire/6"), ("/bank-nio/feed/", "Liferea/1.15"),
            ("/bank-nio/feed/", "Sokbot/1 (+crawler)"), ("/bank-nio/feed/", "curl/8"), ("/feed/", "Feedly/1.0 (3 subscribers)"), ("/bank-nio/", "NetNewsWire/6"),
            ("/finns-inte/feed/", "Feedly/1.0 (9 subscribers)"), ("/bank-nio/comments/feed/", "Feedly/1.0 (9 subscribers)"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
            using var answer = await site.Http.SendAsync(request, Cancel);
        }

        var page = await (await owner.AskAsync("/-/write/bank-nio/statistics")).TextAsync();
        Assert.Contains("<b>44</b> följer via RSS", page, StringComparison.Ordinal);
        Assert.Contains("<li>Feedly <b>42</b></li>", page, StringComparison.Ordinal);
        Assert.Contains("<li>Egna program <b>2</b></li>", page, StringComparison.Ordinal);
        var rows = await site.WithDbAsync(db => db.FeedSubscribers.AsNoTracking().OrderBy(s => s.BlogId).ThenBy(s => s.Service).ToListAsync(Cancel));
        Assert.Equal(
            ["0 Feedly 3", $"{blog.Id}  2", $"{blog.Id} Feedly 42"],
            rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.BlogId} {r.Service} {r.Subscribers}")));
        owner.Dispose();
    }
}
