using System.Collections;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Archives;
using Spalt.Posts;
using static Spalt.Tests.Imports.OldPages;

namespace Spalt.Tests.Imports;

public sealed class ImportingPages : IAsyncLifetime
{
    private Site _site = null!;
    private Networks.Network _network = null!;
    private Blogs.Blog _blog = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        _network = await _site.NetworkAsync();
        _blog = await _site.BlogAsync(_network);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task<Spalt.Imports.ImportCount> TakeInAsync(string page, DateTimeOffset? asOf = null) => _site.TakeInAsync(_network, _blog, page, asOf: asOf);

    private Task<string[]> OriginsAsync() => _site.WithDbAsync(db => db.PostOrigins.Where(o => !o.Key.StartsWith("text:")).OrderBy(o => o.Key).Select(o => o.Key).ToArrayAsync());

    [Fact]
    public async Task Sets_one_undated_page_below_the_one_before()
    {
        await TakeInAsync(Capture("Ettan kom först", "Tvåan kom sedan"));
        await TakeInAsync(Capture("Trean kom därpå", "Fyran kom sist"));
        Assert.Equal(["Ettan kom först", "Tvåan kom sedan", "Trean kom därpå", "Fyran kom sist"], await _site.TitlesAsync(_blog));
    }

    [Fact]
    public async Task Sets_what_is_new_on_an_overlapping_page_above_what_it_knows()
    {
        await TakeInAsync(Capture("Ettan kom först", "Tvåan kom sedan"));
        Assert.Equal(new(2, 1, 0), await TakeInAsync(Capture("Nyaste inlägget hittills", "Näst nyaste inlägget", "Ettan kom först")));
        Assert.Equal(["Nyaste inlägget hittills", "Näst nyaste inlägget", "Ettan kom först", "Tvåan kom sedan"], await _site.TitlesAsync(_blog));
    }

    [Fact]
    public async Task Sets_undated_posts_no_later_than_the_day_the_page_was_saved()
    {
        var saved = new DateTimeOffset(2022, 1, 31, 22, 59, 59, TimeSpan.Zero);
        await TakeInAsync(Html(Article("Nyare än sidan", date: "2022-02-01"), Article("Äldre än sidan", date: "2022-01-30")));
        await TakeInAsync(Capture("Ettan kom först", "Tvåan kom sedan"), saved);
        await TakeInAsync(Capture("Trean kom därpå"), saved);
        Assert.Equal(["Nyare än sidan", "Ettan kom först", "Tvåan kom sedan", "Trean kom därpå", "Äldre än sidan"], await _site.TitlesAsync(_blog));
        Assert.All((await _site.PostsAsync(_blog)).Where(p => p.PublishedPrecision == PublishedPrecision.Unknown), p => Assert.True(p.PublishedAt <= saved));
    }

    [Fact]
    public async Task Keeps_the_order_of_posts_of_one_minute()
    {
        await TakeInAsync(Html(Article("Första", date: "2020-02-20T10:00:00+01:00"), Article("Andra", date: "2020-02-20T10:00:00+01:00"), Article("Tredje", date: "2020-02-20T10:00:00+01:00")));
        Assert.Equal(["Första", "Andra", "Tredje"], await _site.TitlesAsync(_blog));
    }

    [Fact]
    public async Task Takes_a_date_that_has_not_been_for_unknown()
    {
        List<string> notes = [];
        var page = SavedPage.Read(System.Text.Encoding.UTF8.GetBytes(Html(Article("Ur framtiden", date: "2189-01-01"), Article("Sparad före", date: "2020-02-21"), Article("Senare än så", date: "2020-02-23"))), "sida.html");
        await _site.TakeInAsync(_network, _blog, page, asOf: new DateTimeOffset(2020, 2, 20, 23, 0, 0, TimeSpan.Zero), notes: notes.Add);
        Assert.Equal(
            [PublishedPrecision.Unknown, PublishedPrecision.Day, PublishedPrecision.Unknown],
            (await _site.PostsAsync(_blog)).Select(p => p.PublishedPrecision).ToArray());
        Assert.All(await _site.PostsAsync(_blog), p => Assert.True(p.PublishedAt <= new DateTimeOffset(2020, 2, 22, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(2, notes.Count);
        Assert.Contains("Ur framtiden", notes[0], StringComparison.Ordinal);
        Assert.Contains("2189-01-01", notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Feed", "feed-2")]
    [InlineData("Page", "page-2")]
    [InlineData("Odaterat", "odaterat-2")]
    [InlineData("12", "12-2")]
    [InlineData("112", "112")]
    public async Task Leaves_the_words_of_addresses_free(string title, string slug)
    {
        await TakeInAsync(Html(Article(title, date: "2020-02-20")));
        Assert.Equal(slug, Assert.Single(await _site.PostsAsync(_blog)).Slug);
    }

    [Theory]
    [InlineData("<p>Bussen går nu.</p>", "Bussen…", "bussen")]
    [InlineData("<p>Bussen går nu från torget till stranden, och det är på tiden att den gör det igen.</p>", "Bussen går nu från torget till stranden, och det är på…", "bussen-gar-nu-fran-torget-till-stranden-och-det-ar-pa")]
    [InlineData("<p>Bussen!</p>", "Utan rubrik", "bussen")]
    public async Task Calls_a_post_without_headline_by_its_first_words(string body, string title, string slug)
    {
        await TakeInAsync(Html(Article("", body, date: "2020-02-20")));
        var post = Assert.Single(await _site.PostsAsync(_blog));
        Assert.Equal((title, slug), (post.Title, post.Slug));
    }

    [Fact]
    public async Task Files_nothing_under_what_is_no_category()
    {
        await TakeInAsync(Html(Article("Bussen", categories: ["Okategoriserade", "Skola", "Uncategorized"])));
        Assert.Equal(["Skola"], await _site.WithDbAsync(db => db.Categories.Select(c => c.Name).ToArrayAsync()));
    }

    [Fact]
    public async Task Leaves_out_what_turns_the_direction_of_text()
    {
        await TakeInAsync(Html(Article("Buss\u202Egpj.txt\u2069 nio", date: "2020-02-20")));
        Assert.Equal(["Bussgpj.txt nio"], await _site.TitlesAsync(_blog));
    }

    [Fact]
    public async Task Keeps_address_date_and_id()
    {
        var page = Html(Article("Bussen till byn", date: "2020-02-20T10:30:00+01:00", link: "https://blogg.example/bank-nio/2020/02/20/bussen-till/", id: 664));
        await TakeInAsync(page);
        var post = Assert.Single(await _site.PostsAsync(_blog));
        Assert.Equal(("bussen-till", PublishedPrecision.Exact), (post.Slug, post.PublishedPrecision));
        Assert.Equal(new DateTimeOffset(2020, 2, 20, 9, 30, 0, TimeSpan.Zero), post.PublishedAt);
        Assert.Equal(["id:664", "path:2020/02/20/bussen-till"], await OriginsAsync());

        // Its words may have changed since, or its address: it is the same post.
        Assert.Equal(0, (await TakeInAsync(page.Replace("Ett stycke", "Ett annat stycke", StringComparison.Ordinal))).Added);
    }

    [Fact]
    public async Task Learns_the_address_of_a_post_that_it_knew_by_its_words()
    {
        await TakeInAsync(Capture("Bussen till byn"));
        Assert.Equal(0, (await TakeInAsync(Html(Article("Bussen till byn", "<p>Här står vad det handlar om, nämligen Bussen till byn.</p>", link: "/2020/02/20/bussen/")))).Added);
        Assert.Equal(["path:2020/02/20/bussen"], await OriginsAsync());
    }

    [Fact]
    public async Task Gives_posts_of_one_headline_different_slugs()
    {
        await TakeInAsync(Html([.. Enumerable.Range(1, 3).Select(i => Article("Dagens bild", $"<p>Bild {i}</p>"))]));
        await TakeInAsync(Html([.. Enumerable.Range(4, 2).Select(i => Article("Dagens bild", $"<p>Bild {i}</p>"))]));
        Assert.Equal(["dagens-bild", "dagens-bild-2", "dagens-bild-3", "dagens-bild-4", "dagens-bild-5"], (await _site.PostsAsync(_blog)).Select(p => p.Slug).ToArray());
    }

    [Fact]
    public async Task Takes_the_same_words_under_two_addresses_for_two_posts()
    {
        await TakeInAsync(Html(Article("Dagens bild", link: "/2020/02/20/dagens-bild/")));
        Assert.Equal(1, (await TakeInAsync(Html(Article("Dagens bild", link: "/2020/02/21/dagens-bild/")))).Added);
        Assert.Equal(0, (await TakeInAsync(Html(Article("Dagens bild", link: "/2020/02/21/dagens-bild/")))).Added);
    }

    [Fact]
    public async Task Takes_an_address_that_several_posts_share_for_none_of_theirs()
    {
        await TakeInAsync(Html(Article("Första", "<p>Ett.</p>", link: "/arkiv.html#1"), Article("Andra", "<p>Två.</p>", link: "/arkiv.html#2")));
        Assert.Equal(["forsta", "andra"], (await _site.PostsAsync(_blog)).Select(p => p.Slug).ToArray());
        Assert.Empty(await OriginsAsync());
    }

    [Fact]
    public async Task Takes_an_excerpt_and_the_whole_on_one_page_for_one_post()
    {
        await TakeInAsync(Html(Article("Bussen", "<p>Början …</p>", link: "/2020/02/20/bussen/"), Article("Bussen", "<p>Början och hela resten.</p>", link: "/2020/02/20/bussen/")));
        Assert.Contains("hela resten", Assert.Single(await _site.PostsAsync(_blog)).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_counts_by_tag_category_and_month()
    {
        await TakeInAsync(Html(
            Article("Första", "<p>Ett.</p>", date: "2020-02-20", tags: ["Umeå", "Skola"], categories: ["Politik"]),
            Article("Andra", "<p>Två.</p>", date: "2020-02-19", tags: ["umeå", "مدرسة"]),
            Article("Tredje", "<p>Tre.</p>")));
        var tags = await _site.WithDbAsync(db => db.Tags.OrderBy(t => t.Id).Select(t => new { t.Name, t.PostCount }).ToListAsync());
        Assert.Equal(["Umeå 2", "Skola 1", "مدرسة 1"], tags.OrderByDescending(t => t.PostCount).ThenBy(t => t.Name, StringComparer.Ordinal).Select(t => $"{t.Name} {t.PostCount}").ToArray());
        Assert.Equal(["202002 2", "0 1"], await _site.WithDbAsync(db => db.BlogMonths.OrderByDescending(m => m.Month).Select(m => m.Month + " " + m.PostCount).ToArrayAsync()));
        Assert.Equal((1, 3), await _site.WithDbAsync(async db => (await db.Categories.SumAsync(c => c.PostCount), await db.Blogs.SumAsync(b => b.PostCount))));
    }

    [Fact]
    public async Task Takes_one_name_on_two_blogs_for_two_people()
    {
        var other = await _site.BlogAsync(_network, "annan", "En annan");
        await TakeInAsync(Html(Article("Här", author: "Disa Holm")));
        await TakeInAsync(Html(Article("Här igen", author: " Disa  Holm ")));
        await _site.TakeInAsync(_network, other, Html(Article("Där", author: "Disa Holm")));
        Assert.Equal(["disa-holm", "disa-holm-2"], await _site.WithDbAsync(db => db.Accounts.OrderBy(a => a.Slug).Select(a => a.Slug).ToArrayAsync()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task Asks_who_wrote_a_post_that_names_nobody(string? author)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => _site.TakeInAsync(_network, _blog, Html(Article("Namnlös")), author));
        Assert.Contains("Namnlös", error.Message, StringComparison.Ordinal);
        Assert.Equal(CommandLine.BadInput, error.ExitCode);
        Assert.Empty(await _site.PostsAsync(_blog));
    }

    [Fact]
    public async Task Leaves_nothing_of_a_page_that_fails_in_the_middle()
    {
        var post = new SavedPost("Halv", "<p>Ord.</p>") { Tags = ["Tagg"], Comments = new Broken() };
        var page = new SavedPage(SavedPageKind.Html, null, "utf-8", null, [new SavedPost("Hel", "<p>Ord.</p>"), post], []);
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(_site.Services);
        var import = new Spalt.Imports.PageImport(scope.ServiceProvider, _network, _blog, "Disa Holm", asOf: null, fetchImages: false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => import.TakeInAsync("sida.html", page, _ => { }, TestContext.Current.CancellationToken));
        Assert.Equal("0 0 0 0 0", await RowsAsync());

        // Nor is it remembered by the next page.
        await import.TakeInAsync("sida.html", page with { Posts = [new SavedPost("Hel", "<p>Ord.</p>")] }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal("1 1 1 0 1", await RowsAsync());
    }

    private Task<string> RowsAsync() => _site.WithDbAsync(async db => string.Join(' ', [
        await db.Posts.CountAsync(), await db.PostOrigins.CountAsync(), await db.Accounts.CountAsync(), await db.Tags.CountAsync(), await db.Blogs.SumAsync(b => b.PostCount)]));

    [Fact]
    public async Task Makes_text_that_no_database_takes_into_text_that_it_does()
    {
        var post = new SavedPost("Halvt \uD83D tecken\u0000 och\u001B[31m rött", "<p>\uD83D och \u0000.</p>") { AuthorName = "Disa\u0007 Holm", Slug = "\uD83D", Tags = ["\uD83D"], Permalink = "/2020/01/%00%ED%A0%BD/" };
        await _site.TakeInAsync(_network, _blog, new SavedPage(SavedPageKind.Html, null, "utf-8", null, [post], []));
        Assert.Equal("Halvt \uFFFD tecken och [31m rött", Assert.Single(await _site.TitlesAsync(_blog)));
    }

    [Fact]
    public async Task Finds_a_headline_for_a_post_without_one()
    {
        await TakeInAsync(Html(Article("", "<p>Kort hälsning från sjön.</p>", link: "/2020/01/01/a/"), Article("", "<p><img src=\"https://b.example/a.jpg\"></p>", link: "/2020/01/01/b/")));
        Assert.All(await _site.TitlesAsync(_blog), title => Assert.False(string.IsNullOrWhiteSpace(title)));
    }

    private sealed class Broken : IReadOnlyList<SavedComment>
    {
        public int Count => 1;

        public SavedComment this[int index] => throw new InvalidOperationException();

        public IEnumerator<SavedComment> GetEnumerator() => throw new InvalidOperationException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
