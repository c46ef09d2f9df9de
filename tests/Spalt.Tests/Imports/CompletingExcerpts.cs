using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Archives;
using static Spalt.Tests.Imports.OldPages;

namespace Spalt.Tests.Imports;

/// <summary>An archive's page holds beginnings of posts, their own pages the whole.</summary>
public sealed class CompletingExcerpts : IAsyncLifetime
{
    private const string Link = "https://blogg.example/bank-nio/2020/02/20/bussen/";

    private static readonly string Beginning = Html(Article("Bussen", "<p>Bussen till byn […]</p>", "2020-02-20", Link), Article("Båten", "<p>Båten går.</p>", "2020-02-19"));
    private static readonly string Whole = Html(Article("Bussen", "<p>Bussen till byn går igen, och det var på tiden.</p>", "2020-02-20", Link));

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

    private Task<Spalt.Imports.ImportCount> TakeInAsync(string page) => _site.TakeInAsync(_network, _blog, page);

    private async Task<string> BodyAsync() => (await _site.PostsAsync(_blog)).Single(p => p.Title == "Bussen").BodyHtml;

    [Fact]
    public async Task The_whole_text_takes_the_place_of_the_excerpt_for_readers_too()
    {
        await TakeInAsync(Beginning);
        var before = await _site.GetAsync("/bank-nio/");
        Assert.Equal(new(0, 1, 0), await TakeInAsync(Whole));
        Assert.Contains("på tiden", await BodyAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("på tiden", before, StringComparison.Ordinal);
        Assert.Contains("på tiden", await _site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_excerpt_never_takes_the_place_of_the_whole()
    {
        await TakeInAsync(Whole);
        await TakeInAsync(Beginning);
        await TakeInAsync(Whole);
        await TakeInAsync(Beginning);
        Assert.Contains("på tiden", await BodyAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await _site.PostsAsync(_blog)).Count);
    }

    [Fact]
    public async Task What_somebody_wrote_on_since_stays()
    {
        await TakeInAsync(Beginning);
        await _site.WithDbAsync(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.BodyHtml, "<p>Omskrivet.</p>")));
        await TakeInAsync(Whole);
        Assert.Equal("<p>Omskrivet.</p>", await BodyAsync());
    }

    [Fact]
    public async Task The_whole_brings_the_tags_and_categories_that_only_its_own_page_has()
    {
        await TakeInAsync(Html(Article("Bussen", "<p>Bussen till byn […]</p>", "2020-02-20", Link, tags: ["buss"])));
        var whole = Html(Article("Bussen", "<p>Bussen till byn går igen.</p>", "2020-02-20", Link, tags: ["buss", "vinter"], categories: ["Trafik"]));
        await TakeInAsync(whole);
        await TakeInAsync(whole);
        foreach (var list in new[] { "tag/buss/", "tag/vinter/", "category/trafik/" })
        {
            Assert.Contains("Bussen", await _site.GetAsync($"/bank-nio/{list}"), StringComparison.Ordinal);
        }

        Assert.Equal([1, 1], await _site.WithDbAsync(db => db.Tags.Where(t => t.BlogId == _blog.Id).Select(t => t.PostCount).ToListAsync()));
        Assert.Equal(1, await _site.WithDbAsync(db => db.Categories.Where(c => c.BlogId == _blog.Id).Select(c => c.PostCount).SingleAsync()));
    }

    [Fact]
    public async Task A_text_that_was_whole_stays_when_its_page_says_more_later()
    {
        await TakeInAsync(Whole);
        await TakeInAsync(Whole.Replace("på tiden", "på tiden, sa alla", StringComparison.Ordinal));
        Assert.DoesNotContain("sa alla", await BodyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_taken_away_since_stays_away_and_nobody_is_told_otherwise()
    {
        await TakeInAsync(Beginning);
        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Title == "Bussen")).Remove(_site.Clock.Now);
            return await db.SaveChangesAsync();
        });
        List<string> notes = [];
        await _site.TakeInAsync(_network, _blog, SavedPage.Read(Encoding.UTF8.GetBytes(Whole), "sida.html"), notes: notes.Add);
        Assert.Empty(notes);
        Assert.DoesNotContain("på tiden", await _site.WithDbAsync(db => db.Posts.Where(p => p.Title == "Bussen").Select(p => p.BodyHtml).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_whole_counts_as_an_excerpt_no_more()
    {
        await TakeInAsync(Beginning);
        Assert.Equal(1, await ExcerptsAsync());
        await TakeInAsync(Whole);
        Assert.Equal(0, await ExcerptsAsync());
        await TakeInAsync(Beginning);
        Assert.Equal(0, await ExcerptsAsync());
    }

    private Task<int> ExcerptsAsync() => _site.WithDbAsync(db => db.PostOrigins.CountAsync(o => o.Key.StartsWith("excerpt:")));

    private const string Start = "Bussen till byn går igen efter en lång vinter";
    private const string All = Start + ", och det var på tiden.";

    private static string Captured(string text) => $"Bussen\n\nAv , , Bli först att kommentera 3\n\n{text}\n\nBli först att kommentera";

    [Theory]
    [InlineData(Start + " …\n\nLäs mer", All, 1)]
    [InlineData(All, Start + " […]", 1)]
    [InlineData(Start, All, 2)]
    [InlineData("En annan buss till byn går inte alls på hela vintern …\n\nLäs mer", All, 2)]
    [InlineData("Bussen till byn går igen …\n\nLäs mer", All, 2)]
    [InlineData(All, "Bussen till byn går igen […]", 2)]
    [InlineData("Bussen till byn går igen efter en lång vint […]", All, 2)]
    [InlineData(All, "Bussen till byn går igen efter en lång vint […]", 2)]
    public async Task Without_addresses_headline_and_beginning_tell(string first, string second, int posts)
    {
        await TakeInAsync(Captured(first));
        await TakeInAsync(Captured(second));
        await TakeInAsync(Captured(first));
        await TakeInAsync(Captured(second));
        var kept = await _site.PostsAsync(_blog);
        Assert.Equal(posts, kept.Count);
        Assert.Contains(kept, p => p.BodyHtml == $"<p>{All}</p>");
    }

    private const string Greeting = "<p>God morgon, kära läsare, och välkomna till veckans tips! […]</p>";
    private const string Column = "<p>God morgon, kära läsare, och välkomna till veckans tips! Ta skridskorna med.</p>";

    [Theory]
    [InlineData("2020-02-01", "2020-02-08", 2)]
    [InlineData("2020-02-01T08:00:00+01:00", "2020-02-08T08:00:00+01:00", 2)]
    [InlineData("2020-02-01", "2020-02-01T00:15:00+01:00", 1)]
    [InlineData("2020-02-01", "2020-01-31T23:45:00+01:00", 2)]
    [InlineData("2020-02-01", null, 1)]
    [InlineData(null, "2020-02-08", 1)]
    public async Task A_column_of_another_day_is_another_post(string? excerpt, string? whole, int posts)
    {
        string[] pages = [Html(Article("Veckans tips", Greeting, excerpt)), Html(Article("Veckans tips", Column, whole))];
        var other = await _site.BlogAsync(_network, "haga");
        foreach (var page in pages)
        {
            await _site.TakeInAsync(_network, _blog, page);
        }

        foreach (var page in pages.Reverse())
        {
            await _site.TakeInAsync(_network, other, page);
        }

        string[] bodies = posts == 1 ? [Column] : [Greeting, Column];
        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await _site.PostsAsync(_blog)).Select(p => p.BodyHtml).Order(StringComparer.Ordinal));
        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await _site.PostsAsync(other)).Select(p => p.BodyHtml).Order(StringComparer.Ordinal));
    }
}
