using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Statistics;

namespace Spalt.Tests.Statistics;

public partial class CountingReads
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_says_what_it_is_and_each_read_counts_by_day_and_by_where_readers_came_from()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, post) = await PostAsync(site);
        var page = PageOf(await site.GetAsync("/bank-nio/2026/03/04/isen-bar/"));
        Assert.Equal($"{blog.Id}/{post.Id}", page);
        Assert.Equal($"{blog.Id}", PageOf(await site.GetAsync("/bank-nio/")));
        Assert.Equal("0", PageOf(await site.GetAsync("/")));

        foreach (var from in (string[])["www.tidning.example", "tidning.example", "", "TIDNING.example"])
        {
            await ReadAsync(site, page!, from);
        }

        // 23.30 UTC is the next day in Stockholm.
        site.Clock.Now = new(2026, 3, 4, 23, 30, 0, TimeSpan.Zero);
        await ReadAsync(site, page!, "");
        await ReadAsync(site, $"{blog.Id}", "");
        Assert.Equal(
            [
                (new(2026, 3, 4), blog.Id, post.Id, "", 1), (new(2026, 3, 4), blog.Id, post.Id, "tidning.example", 3),
                (new(2026, 3, 5), blog.Id, 0, "", 1), (new(2026, 3, 5), blog.Id, post.Id, "", 1),
            ],
            await WrittenAsync(site));

        await ReadAsync(site, page!, "tidning.example");
        var all = await WrittenAsync(site);
        Assert.Contains((new DateOnly(2026, 3, 5), blog.Id, post.Id, "tidning.example", 1), all);
        Assert.Equal(network.Id, await site.WithDbAsync(db => db.DayReads.Select(r => r.NetworkId).Distinct().SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_the_server_has_counted_is_written_down_when_it_stops()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await PostAsync(site);
        await ReadAsync(site, $"{blog.Id}", "");
        await site.Services.GetRequiredService<CountKeeper>().StopAsync(Cancel);
        Assert.Equal(1, await site.WithDbAsync(db => db.DayReads.SumAsync(r => r.Reads, Cancel)));
    }

    [Fact]
    public async Task With_the_database_away_the_counts_wait()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, _) = await PostAsync(site);
        await ReadAsync(site, $"{blog.Id}", "");
        await site.TakeAwayDatabaseAsync();
        await site.Services.GetRequiredService<CountKeeper>().WriteAsync(Cancel);
        await site.GiveBackDatabaseAsync();
        Assert.Equal(1, (await WrittenAsync(site)).Single().Reads);
    }

    [Fact]
    public async Task Pages_that_are_not_the_networks_and_people_who_work_here_do_not_count()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, post) = await PostAsync(site);
        using var owner = await site.SignedInAsync("Olga Ägare", BlogRole.Owner, blog);
        var other = await site.BlogAsync(await site.NetworkAsync("annan.example", "Annan"), "annan", "Annan");
        foreach (var page in (string[])[$"{other.Id}", $"{blog.Id}/{post.Id + 1}", $"{other.Id}/{post.Id}", "999999", "999999/1"])
        {
            using var answer = await SendAsync(site.Http, page, "");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        using var hers = await SendAsync(owner, $"{blog.Id}/{post.Id}", "");
        Assert.Equal(HttpStatusCode.NoContent, hers.StatusCode);
        Assert.Empty(await WrittenAsync(site));
        Assert.NotEqual(0, network.Id);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("x", "")]
    [InlineData("-1", "")]
    [InlineData("0/3", "")]
    [InlineData("1/2/3", "")]
    [InlineData("99999999999999999999", "")]
    [InlineData("1", "två ord")]
    [InlineData("1", "https://tidning.example/sida")]
    [InlineData("1", "<script>")]
    public async Task What_no_page_of_ours_sends_is_refused(string page, string from)
    {
        await using var site = await Site.StartAsync();
        await PostAsync(site);
        using var answer = await SendAsync(site.Http, page, from);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await WrittenAsync(site));
    }

    [Fact]
    public async Task From_other_sites_in_heaps_or_at_length_it_is_refused()
    {
        await using var site = await Site.StartAsync();
        await PostAsync(site);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri("/-/read", UriKind.Relative)) { Content = Form("1", "") };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await site.Http.SendAsync(foreign, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var tooLong = await SendAsync(site.Http, "1", new string('a', 4000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);

        // At once: however slow the machine is, they come sooner than one is forgiven.
        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(async _ =>
        {
            using var answer = await SendAsync(site.Http, "0", "");
            return answer.StatusCode;
        }));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task After_thirteen_months_only_the_sums_are_left()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, post) = await PostAsync(site);
        await ReadAsync(site, $"{blog.Id}/{post.Id}", "tidning.example");
        await ReadAsync(site, $"{blog.Id}/{post.Id}", "annan.example");
        await ReadAsync(site, $"{blog.Id}/{post.Id}", "");
        await WrittenAsync(site);
        await ForgetAsync(site, new(2027, 4, 3, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, (await WrittenAsync(site)).Count);
        await ForgetAsync(site, new(2027, 4, 6, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([(new(2026, 3, 4), blog.Id, post.Id, "", 3)], await WrittenAsync(site));
        await ForgetAsync(site, new(2027, 4, 7, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, (await WrittenAsync(site)).Single().Reads);
    }

    private static async Task ForgetAsync(Site site, DateTimeOffset now)
    {
        site.Clock.Now = now;
        await using var scope = site.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ForgetReferrers>(scope.ServiceProvider).DoAsync("", Cancel);
    }

    private static async Task<(Network Network, Blog Blog, Post Post)> PostAsync(Site site)
    {
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        return (network, blog, await site.PostAsync(blog, "Isen bär"));
    }

    internal static async Task ReadAsync(Site site, string page, string from)
    {
        using var answer = await SendAsync(site.Http, page, from);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string page, string from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/-/read", UriKind.Relative)) { Content = Form(page, from) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Host = "bloggar.example";
        return client.SendAsync(request, Cancel);
    }

    private static FormUrlEncodedContent Form(string page, string from) => new(new Dictionary<string, string> { ["page"] = page, ["from"] = from });

    private static async Task<List<(DateOnly Day, long Blog, long Post, string From, int Reads)>> WrittenAsync(Site site)
    {
        await site.Services.GetRequiredService<CountKeeper>().WriteAsync(Cancel);
        var rows = await site.WithDbAsync(db => db.DayReads.AsNoTracking().OrderBy(r => r.Day).ThenBy(r => r.PostId).ThenBy(r => r.Referrer).ToListAsync(Cancel));
        return [.. rows.Select(r => (r.Day, r.BlogId, r.PostId, r.Referrer, r.Reads))];
    }

    private static string? PageOf(string html) => ReadMark().Match(html) is { Success: true } mark ? mark.Groups["page"].Value : null;

    [GeneratedRegex("<body data-read=\"(?<page>[0-9/]+)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadMark();
}
