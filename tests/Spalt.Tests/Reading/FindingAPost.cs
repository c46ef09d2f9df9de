using Spalt.Posts;

namespace Spalt.Tests.Reading;

public class FindingAPost
{
    private static readonly DateTimeOffset Feb = new(2020, 2, 20, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PublishedPrecision.Exact, "/bank-nio/2020/02/20/bussen-gar/")]
    [InlineData(PublishedPrecision.Day, "/bank-nio/2020/02/20/bussen-gar/")]
    [InlineData(PublishedPrecision.Month, "/bank-nio/2020/02/bussen-gar/")]
    [InlineData(PublishedPrecision.Year, "/bank-nio/2020/bussen-gar/")]
    [InlineData(PublishedPrecision.Unknown, "/bank-nio/odaterat/bussen-gar/")]
    public async Task Its_address_says_as_much_of_the_date_as_is_known(PublishedPrecision precision, string address)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb, precision: precision);
        (await site.BodyAsync(address)).Says("<h1 class=\"headline p-name\">Bussen går</h1>");
        await site.LeadsToAsync(address.TrimEnd('/'), address);
        await site.LeadsToAsync("/bank-nio/2019/01/01/bussen-gar/", address);
        await site.LeadsToAsync("/bank-nio/bussen-gar", address);
        (await site.BodyAsync("/bank-nio/")).Says($"href=\"{address}\"");
    }

    [Theory]
    [InlineData("sv", "odaterat", "undated")]
    [InlineData("en", "undated", "odaterat")]
    public async Task Without_a_date_both_words_answer_and_one_is_right(string language, string right, string other)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync(language: language));
        await site.PostAsync(blog, "Utan datum", precision: PublishedPrecision.Unknown);
        await site.LeadsToAsync($"/bank-nio/{other}/utan-datum/", $"/bank-nio/{right}/utan-datum/");
        await site.LeadsToAsync($"/bank-nio/{other}", $"/bank-nio/{right}/");
        (await site.BodyAsync($"/bank-nio/{right}/")).Says("Utan datum");
    }

    [Fact]
    public async Task The_day_in_the_address_is_the_newspapers()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Nyår", new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero));
        await site.BodyAsync("/bank-nio/2026/01/01/nyar/");
        (await site.BodyAsync("/bank-nio/2026/01/")).Says("Nyår");
        (await site.BodyAsync("/bank-nio/2026/")).Says("Inlägg från 2026");
        await site.BodyAsync("/bank-nio/2025/", 404);
        await site.BodyAsync("/bank-nio/2025/12/", 404);
    }

    [Fact]
    public async Task Old_names_lead_to_where_it_is_now()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var other = await site.BlogAsync(await site.NetworkAsync(host: "annan.example"), "annan");
        var post = await site.PostAsync(blog, "Bussen går", Feb);
        var foreign = await site.PostAsync(other, "Någon annans", Feb);
        await site.WithDbAsync(db =>
        {
            db.AddRange(new PostOrigin(blog.Id, PostOrigin.OfPath("2012/03/gamla-bussen"), post.Id), new PostOrigin(blog.Id, PostOrigin.OfId(4711), post.Id));
            return db.SaveChangesAsync();
        });
        site.Http.DefaultRequestHeaders.Host = "bloggar.example";
        const string Now = "/bank-nio/2020/02/20/bussen-gar/";
        await site.LeadsToAsync("/bank-nio/2012/03/gamla-bussen/", Now);
        await site.LeadsToAsync("/bank-nio/2012/03/gamla-bussen", Now);
        await site.LeadsToAsync("/bank-nio/?p=4711", Now);
        await site.LeadsToAsync($"/bank-nio/?p={post.Id}", Now);
        await site.BodyAsync($"/bank-nio/?p={foreign.Id}", 404);
        await site.BodyAsync("/bank-nio/?p=99999999999999999999", 404);
        await site.BodyAsync("/annan/", 404);
    }

    [Fact]
    public async Task An_old_address_goes_before_a_namesake()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Tack", Feb);
        var meant = await site.PostAsync(blog, "Tack igen", Feb.AddYears(-8));
        await site.WithDbAsync(db =>
        {
            db.Add(new PostOrigin(blog.Id, PostOrigin.OfPath("2012/02/20/tack"), meant.Id));
            return db.SaveChangesAsync();
        });
        await site.LeadsToAsync("/bank-nio/2012/02/20/tack/", "/bank-nio/2012/02/20/tack-igen/");
        await site.LeadsToAsync("/bank-nio/2013/02/20/tack/", "/bank-nio/2020/02/20/tack/");
    }

    [Fact]
    public async Task The_link_to_answer_leads_to_the_place_where_one_writes()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb);
        await site.LeadsToAsync("/bank-nio/2020/02/20/bussen-gar/?replytocom=664", "/bank-nio/2020/02/20/bussen-gar/#respond", 302);
        (await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/")).Says("id=\"respond\"");
    }

    [Fact]
    public async Task A_day_of_the_old_calendar_leads_to_its_month()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb);
        await site.LeadsToAsync("/bank-nio/2020/02/20/", "/bank-nio/2020/02/");
        await site.BodyAsync("/bank-nio/2020/02/21/", 404);
        await site.LeadsToAsync("/bank-nio/2020/2", "/bank-nio/2020/02/");
    }

    [Fact]
    public async Task What_was_removed_is_gone_and_what_is_not_out_was_never_here()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        var post = await site.PostAsync(blog, "Bussen går", Feb);
        var author = await site.AuthorAsync();
        await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/");
        await site.WithDbAsync(async db =>
        {
            (await db.Posts.FindAsync(post.Id))!.Remove(site.Clock.Now);
            var coming = Post.Draft(blog, author.Id, new PostText("snart", "Snart", "<p>Snart.</p>", ""), site.Clock.Now);
            coming.Schedule(site.Clock.Now.AddDays(1));
            db.Add(coming);
            db.Add(Post.Draft(blog, author.Id, new PostText("utkast", "Utkast", "<p>Nej.</p>", ""), site.Clock.Now));
            await db.SaveChangesAsync();
        });
        (await site.BodyAsync("/bank-nio/2020/02/20/bussen-gar/", 410)).Says("Inlägget är borttaget");
        await site.BodyAsync("/bank-nio/snart/", 404);
        await site.BodyAsync("/bank-nio/2026/03/05/snart/", 404);
        await site.BodyAsync("/bank-nio/utkast/", 404);
        var front = await site.BodyAsync("/bank-nio/");
        front.SaysNot("Bussen går");
        front.SaysNot("Snart");
    }

    [Theory]
    [InlineData("/bank-nio/finns-inte/")]
    [InlineData("/bank-nio/2020/02/20/finns-inte/")]
    [InlineData("/bank-nio/2020/13/")]
    [InlineData("/bank-nio/0000/00/")]
    [InlineData("/bank-nio/0001/01/")]
    [InlineData("/bank-nio/0001/01/01/")]
    [InlineData("/bank-nio/9999/12/31/")]
    [InlineData("/bank-nio/9998/12/31/")]
    [InlineData("/bank-nio/tag/%EF%BF%BE/")]
    [InlineData("/bank-nio/category/a%EF%BF%BF/")]
    [InlineData("/bank-nio/author/%EF%BF%BE/")]
    [InlineData("/bank-nio/9999/")]
    [InlineData("/bank-nio/99999999999/")]
    [InlineData("/bank-nio/odaterat/")]
    [InlineData("/bank-nio/tag/finns-inte/")]
    [InlineData("/bank-nio/category/finns-inte/")]
    [InlineData("/bank-nio/author/finns-inte/")]
    [InlineData("/bank-nio/page/2/")]
    [InlineData("/bank-nio/page/0/")]
    [InlineData("/bank-nio/page/99999999999/")]
    [InlineData("/bank-nio/2020/02/page/2/")]
    [InlineData("/bank-nio/%00/%FF/")]
    public async Task Where_nothing_is_the_page_leads_to_the_blog_and_its_newest_posts(string path)
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Bussen går", Feb);
        using var response = await site.AskAsync(path);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)response.StatusCode == 400)
        {
            Assert.Contains("%00", path, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(404, (int)response.StatusCode);
        page.Says("Sidan finns inte");
        page.Says("href=\"/bank-nio/\"");
        page.Says("href=\"/bank-nio/2020/02/20/bussen-gar/\"");
    }
}
