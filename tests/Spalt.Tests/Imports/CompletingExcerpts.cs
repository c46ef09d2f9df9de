using Microsoft.EntityFrameworkCore;
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
    public async Task A_text_that_was_whole_stays_when_its_page_says_more_later()
    {
        await TakeInAsync(Whole);
        await TakeInAsync(Whole.Replace("på tiden", "på tiden, sa alla", StringComparison.Ordinal));
        Assert.DoesNotContain("sa alla", await BodyAsync(), StringComparison.Ordinal);
    }

    private static string Captured(string text) => $"Bussen\n\nAv , , Bli först att kommentera 3\n\n{text}\n\nBli först att kommentera";

    [Theory]
    [InlineData("Bussen till byn …\n\nLäs mer", "Bussen till byn går igen.", 1)]
    [InlineData("Bussen till byn går igen.", "Bussen till byn […]", 1)]
    [InlineData("Bussen till byn går", "Bussen till byn går igen.", 2)]
    [InlineData("En annan buss …\n\nLäs mer", "Bussen till byn går igen.", 2)]
    public async Task Without_addresses_headline_and_beginning_tell(string first, string second, int posts)
    {
        await TakeInAsync(Captured(first));
        await TakeInAsync(Captured(second));
        await TakeInAsync(Captured(first));
        await TakeInAsync(Captured(second));
        var kept = await _site.PostsAsync(_blog);
        Assert.Equal(posts, kept.Count);
        Assert.Contains(kept, p => p.BodyHtml == "<p>Bussen till byn går igen.</p>");
    }
}
