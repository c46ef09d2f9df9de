using Spalt.Headlines;
using Spalt.Outbound;
using Spalt.Posts;

namespace Spalt.Tests.Reading;

public class ReadingLists
{
    private static readonly DateTimeOffset Feb = new(2020, 2, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_blog_shows_ten_whole_posts_a_page_and_each_once()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        for (var i = 1; i <= 34; i++)
        {
            await site.PostAsync(blog, $"Nummer {i:00}", Feb.AddDays(i));
        }

        var first = await site.BodyAsync("/bank-nio/");
        Assert.Equal(10, first.Split("class=\"body e-content\"").Length - 1);
        first.Says("Sida 1 av 4");
        first.Says("<link rel=\"next\" href=\"/bank-nio/page/2/\">");
        var all = "";
        for (var page = 2; page <= 4; page++)
        {
            all += await site.BodyAsync($"/bank-nio/page/{page}/");
        }

        var order = System.Text.RegularExpressions.Regex.Matches(first + all, "p-name\"><a class=\"u-url\" href=\"[^\"]*\">Nummer (\\d\\d)").Select(m => int.Parse(m.Groups[1].Value, null));
        Assert.Equal(Enumerable.Range(1, 34).Reverse(), order);
        await site.BodyAsync("/bank-nio/page/5/", 404);
        await site.LeadsToAsync("/bank-nio/page/1/", "/bank-nio/");
        await site.LeadsToAsync("/bank-nio/page/2", "/bank-nio/page/2/");
        await site.LeadsToAsync("/bank-nio", "/bank-nio/");
        await site.LeadsToAsync("/page/1/", "/");
        (await site.BodyAsync("/page/3/")).Says("Nummer 01");
        await site.BodyAsync("/page/4/", 404);
        (await site.BodyAsync("/bank-nio/author/disa-holm/page/2/")).Says("Nummer 14");
    }

    [Fact]
    public async Task Archives_hold_what_their_names_say()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Februari", Feb, tags: ["Umeå"], categories: ["Kultur"]);
        await site.PostAsync(blog, "Mars", Feb.AddMonths(1), tags: ["Umeå"]);
        await site.PostAsync(blog, "Hela året", new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), precision: PublishedPrecision.Year);
        await site.PostAsync(blog, "Någon gång", Feb, precision: PublishedPrecision.Unknown);
        var month = await site.BodyAsync("/bank-nio/2020/02/");
        month.Says("Inlägg från februari 2020");
        month.Says("/februari/\">Februari</a>");
        month.SaysNot(">Mars</a></h2>");
        month.SaysNot("Hela året");
        month.SaysNot("Någon gång");
        var year = await site.BodyAsync("/bank-nio/2020/");
        year.Says("Hela året");
        year.Says("3 inlägg");
        year.SaysNot("Någon gång");
        (await site.BodyAsync("/bank-nio/odaterat/")).Says("Någon gång");
        var tag = await site.BodyAsync("/bank-nio/tag/umea/");
        tag.Says("<h1>Etikett: Umeå</h1>");
        tag.Says("2 inlägg");
        tag.Says("href=\"/bank-nio/tag/umea/feed/\"");
        await site.LeadsToAsync("/bank-nio/tag/Ume%C3%A5", "/bank-nio/tag/umea/");
        (await site.BodyAsync("/bank-nio/category/kultur/")).Says("<h1>Kategori: Kultur</h1>");
        (await site.BodyAsync("/bank-nio/author/disa-holm/")).Says("<h1>Inlägg av Disa Holm</h1>");
    }

    [Fact]
    public async Task An_empty_network_and_an_empty_blog_say_so_kindly()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        (await site.BodyAsync("/")).Says("Inget tryckt ännu");
        (await site.BodyAsync("/-/blogs")).Says("Inget tryckt ännu");
        (await site.BodyAsync("/-/liked")).Says("En stillsam vecka");
        await site.BlogAsync(network);
        (await site.BodyAsync("/bank-nio/")).Says("Sidan är ännu blank");
        (await site.BodyAsync("/")).Says("Inget inlägg ännu");
        await site.BodyAsync("/bank-nio/page/2/", 404);
        await site.BodyAsync("/bank-nio/odaterat/", 404);
    }

    [Fact]
    public async Task The_directory_calls_nothing_the_latest_of_which_nobody_knows_when_it_was_written()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.PostAsync(await site.BlogAsync(network, "gammal", "Gammal"), "Någon gång", Feb, precision: PublishedPrecision.Unknown);
        foreach (var path in new[] { "/", "/-/blogs" })
        {
            var page = await site.BodyAsync(path);
            page.Says("<a href=\"/gammal/\">Gammal</a>");
            page.SaysNot("Senast:");
            page.SaysNot("Inget inlägg ännu");
        }

        await site.PostAsync(await site.BlogAsync(network), "Bussen går", Feb);
        (await site.BodyAsync("/-/blogs")).Says("<p>Senast: <a href=\"/bank-nio/2020/02/20/bussen-gar/\"");
    }

    [Fact]
    public async Task An_english_network_speaks_english()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync(name: "The Courier", language: "en"), title: "Ferry");
        await site.PostAsync(blog, "Low water", Feb);
        var page = await site.BodyAsync("/bank-nio/");
        page.Says("<html lang=\"en\">");
        page.Says("20 February 2020");
        page.Says("Be the first to comment");
        page.Says("Follow by RSS");
        (await site.BodyAsync("/bank-nio/2020/02/")).Says("Posts from February 2020");
        (await site.BodyAsync("/finns-inte/", 404)).Says("The page does not exist");
    }

    [Fact]
    public async Task The_front_tells_the_newspapers_day_until_midnight()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        site.Clock.Now = new DateTimeOffset(2026, 3, 4, 22, 59, 0, TimeSpan.Zero);
        (await site.BodyAsync("/")).Says("<time datetime=\"2026-03-04\">onsdag 4 mars 2026</time>");
        site.Clock.Now = site.Clock.Now.AddMinutes(2);
        (await site.BodyAsync("/")).Says("torsdag 5 mars 2026");
    }

    [Fact]
    public async Task Headlines_are_text_and_web_links_only_and_tell_their_age()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.BlogAsync(network);
        (await site.BodyAsync("/bank-nio/")).SaysNot("Nytt från");
        await site.WithDbAsync(async db =>
        {
            var feed = HeadlineFeed.Follow(network.Id, "https://alvposten.example/rss", site.Clock.Now);
            db.Add(feed);
            await db.SaveChangesAsync();
            for (var i = 0; i < 10; i++)
            {
                db.Add(new Headline(feed.Id, new FreshHeadline($"{i}", $"Nyhet {i} <b>fet</b>", $"https://alvposten.example/{i}", site.Clock.Now.AddHours(-i)), site.Clock.Now));
            }

            db.Add(new Headline(feed.Id, new FreshHeadline("ond", "Ond", "javascript:alert(1)", site.Clock.Now.AddYears(1)), site.Clock.Now.AddSeconds(-1)));
            feed.WasRead("alvposten.se", Validators.None, TimeSpan.FromMinutes(10), changed: true, site.Clock.Now);
            await db.SaveChangesAsync();
        });
        var page = await site.BodyAsync("/bank-nio/");
        page.Says("Nytt från alvposten.se");
        page.Says(">12.30</time> <span>Nyhet 0 &lt;b&gt;fet&lt;/b&gt;</span>");
        page.Says("Hämtat <time data-age");
        page.Says("kl. 12.30");
        page.SaysNot("javascript:");
        page.SaysNot("Nyhet 8");
    }

    [Fact]
    public async Task Most_liked_counts_the_week()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var old = await site.PostAsync(blog, "Förra veckan", Feb);
        var two = await site.PostAsync(blog, "Tvåa", Feb);
        var one = await site.PostAsync(blog, "Etta", Feb);
        await site.WithDbAsync(db =>
        {
            byte reader = 0;
            foreach (var (post, likes, days) in new[] { (old, 5, 8), (two, 1, 1), (one, 2, 1) })
            {
                for (var i = 0; i < likes; i++)
                {
                    db.Add(new Spalt.Likes.Like(new Spalt.Likes.Likeable(network.Id, post.Id), [++reader, .. new byte[15]], site.Clock.Now.AddDays(-days)));
                }
            }

            return db.SaveChangesAsync();
        });
        var page = await site.BodyAsync("/-/liked");
        page.SaysNot("Förra veckan");
        Assert.True(page.IndexOf("Etta", StringComparison.Ordinal) < page.IndexOf("Tvåa", StringComparison.Ordinal));
    }
}
