using Microsoft.EntityFrameworkCore;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Likes;

namespace Spalt.Tests.Reading;

/// <summary>What stands around the texts: invitations, titles, numbers, addresses.</summary>
public class ReadingTheFurniture
{
    private static readonly DateTimeOffset Feb = new(2020, 2, 20, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_place_for_answers_invites_and_promises_only_what_is_so()
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen går", Feb);
        var page = await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/");
        page.Says("<h2 id=\"respond-title\">Bli först att kommentera</h2>");
        page.Says("Publicera kommentaren");
        page.SaysNot("Redaktionen läser");
        page.SaysNot("inom kort");
    }

    [Fact]
    public async Task A_blog_has_its_own_colour_below_the_newspapers_masthead()
    {
        await using var site = await Site.StartAsync();
        await site.BlogAsync(await site.NetworkAsync());
        (await site.BodyAsync("/bank-nio/")).Says("\"/-/theme/0a5a63.css\"");
        await site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync()).Describe(tagline: null, aboutHtml: null, "#703000", portraitId: null);
            await db.SaveChangesAsync();
        });
        (await site.BodyAsync("/bank-nio/")).Says("\"/-/theme/0a5a63-703000.css\"");
    }

    [Theory]
    [InlineData("Posten Debatt", "Posten <em>Debatt</em>")]
    [InlineData("Postens bloggar", "Postens <em>bloggar</em>")]
    [InlineData("Posten’s Blogs", "Posten’s <em>Blogs</em>")]
    [InlineData("Postenkuriren bloggar", "Postenkuriren bloggar")]
    public async Task The_nameplate_sets_what_it_is_apart_from_whose_it_is(string name, string plate)
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync(name: name);
        await site.WithDbAsync(async db =>
        {
            (await db.Networks.SingleAsync(n => n.Id == network.Id)).Describe(tagline: null, publisher: null, "Posten", newspaperUrl: null, accent: null);
            await db.SaveChangesAsync();
        });
        (await site.BodyAsync("/")).Says($"<h1 class=\"nameplate\"><a href=\"/\">{plate}</a></h1>");
    }

    [Fact]
    public async Task A_post_in_English_on_a_Swedish_network_speaks_English_all_around()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var author = await site.AuthorAsync();
        await site.WithDbAsync(db =>
        {
            var post = Post.Draft(blog, author.Id, new PostText("the-bus", "The bus", "<p>It runs.</p>", "It runs.") { Language = "en" }, Feb);
            post.Publish(Feb, PublishedPrecision.Exact, Feb);
            db.Add(post);
            return db.SaveChangesAsync();
        });
        var page = await site.BodyAsync("/bank-nio/2020/02/20/the-bus/");
        page.Says("<meta property=\"og:locale\" content=\"en_GB\">");
        page.Says("id=\"respond\" lang=\"en\"");
        page.Says("Publish the comment");
        page.Says("role=\"status\" lang=\"en\" data-liked=\"You like");
        var front = await site.BodyAsync("/");
        front.Says("<span>By <a rel=\"author\"");
        front.Says("<meta property=\"og:locale\" content=\"sv_SE\">");
        front.Says("role=\"status\" data-liked=\"Du gillar");
    }

    [Fact]
    public async Task What_is_liked_in_the_week_counts_the_week()
    {
        await using var site = await Site.StartAsync(LikingReaders.BehindProxy);
        var post = await site.LikedPostAsync();
        await site.LikeAsync(post, agent: "Då/1");
        await site.LikeAsync(post, agent: "Då/2");
        site.Clock.Now += TimeSpan.FromDays(8);
        await site.LikeAsync(post, agent: "Nu/1");
        (await site.BodyAsync("/")).Says("Disa Holm · 1 gillar den här veckan");
        var liked = await site.BodyAsync("/-/liked");
        liked.Says("<span>1 gillar den här veckan</span>");
        liked.SaysNot("3 gillar");
        liked.Says("<h2 class=\"headline p-name\">");
        liked.SaysNot("<h3");
    }

    [Theory]
    [InlineData("/page/2/", "<title>Älvposten · Sida 2</title>", "id=\"newest\">Senaste inläggen · Sida 2</h2>")]
    [InlineData("/bank-nio/page/2/", "<title>Bänk nio · Sida 2 | Älvposten</title>", "page-number\">Sida 2</p>")]
    [InlineData("/bank-nio/2020/page/2/", "<title>Inlägg från 2020 · Sida 2 | Bänk nio | Älvposten</title>", "<h1>Inlägg från 2020 · Sida 2</h1>")]
    public async Task The_second_page_says_so_in_title_and_heading(string path, string title, string heading)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        for (var i = 0; i < 21; i++)
        {
            await site.PostAsync(blog, $"Nummer {i}", Feb.AddDays(i));
        }

        var page = await site.BodyAsync(path);
        page.Says(title);
        page.Says(heading);
        (await site.BodyAsync(path.Replace("page/2/", "", StringComparison.Ordinal))).SaysNot("Sida 2</");
    }

    [Fact]
    public async Task With_ten_stories_a_second_stands_below_the_lead_and_each_is_shown_once()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        for (var i = 0; i < 10; i++)
        {
            await site.PostAsync(blog, $"Nummer {i}", Feb.AddDays(i));
        }

        var front = await site.BodyAsync("/");
        var main = front[front.IndexOf("leads-main", StringComparison.Ordinal)..front.IndexOf("leads-side", StringComparison.Ordinal)];
        main.Says(">Nummer 9</a>");
        main.Says(">Nummer 8</a>");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(2, front.Split($"class=\"u-url\" href=\"/bank-nio/2020/02/{20 + i}/nummer-{i}/\"").Length);
        }
    }

    [Fact]
    public async Task Who_shares_a_post_without_picture_shares_the_portrait()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.PostAsync(blog, "Bussen går", Feb);
        (await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/")).SaysNot("og:image");
        await site.WithDbAsync(async db =>
        {
            var portrait = new MediaFile(network.Id, new string('a', 64), "png", 320, 240, 99, Feb);
            db.Add(portrait);
            await db.SaveChangesAsync();
            (await db.Blogs.FindAsync([blog.Id], TestContext.Current.CancellationToken))!.Describe(null, null, null, portrait.Id);
            await db.SaveChangesAsync();
        });
        foreach (var path in new[] { "/bank-nio/2020/02/20/bussen-gar/", "/bank-nio/" })
        {
            var page = await site.BodyAsync(path);
            page.Says($"<meta property=\"og:image\" content=\"https://bloggar.example/-/media/{new string('a', 64)}.png\">");
            page.Says("<meta property=\"og:image:width\" content=\"320\">");
            page.Says("<meta property=\"og:image:height\" content=\"240\">");
            page.Says("<meta property=\"og:image:alt\" content=\"Bänk nio\">");
            page.Says("content=\"summary\"");
        }
    }

    [Fact]
    public async Task A_name_in_capitals_leads_to_the_blog_if_there_is_one()
    {
        await using var site = await Site.StartAsync();
        await site.PostAsync(await site.BlogAsync(await site.NetworkAsync()), "Bussen går", Feb);
        await site.LeadsToAsync("/Bank-Nio/", "/bank-nio/");
        await site.LeadsToAsync("/BANK-NIO/2020/?a=b%20c", "/bank-nio/2020/?a=b%20c");
        await site.LeadsToAsync("/Bank-Nio/2020/02/20/g%C3%A5r/", "/bank-nio/2020/02/20/g%C3%A5r/");
        await site.BodyAsync("/Bank-Tio/", 404);
        await site.BodyAsync("/%2F%2FEVIL/", 404);
    }

    [Theory]
    [InlineData(null, "<p>Älvposten</p>")]
    [InlineData("Ada Ek", "Ansvarig utgivare: <b>Ada Ek</b>.")]
    public async Task The_foot_names_the_publisher_where_known_and_otherwise_the_network(string? publisher, string foot)
    {
        await using var site = await Site.StartAsync();
        await site.WithDbAsync(db =>
        {
            var network = Network.Start("bloggar.example", "Älvposten", "sv", Feb);
            network.Describe(null, publisher, null, " ", null);
            db.Add(network);
            return db.SaveChangesAsync();
        });
        (await site.BodyAsync("/")).Says(foot);
    }
}
