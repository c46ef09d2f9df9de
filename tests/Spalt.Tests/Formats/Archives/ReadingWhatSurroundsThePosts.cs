using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Text captures: headings, tags, share links, comments, and the portal in English.</summary>
public class ReadingWhatSurroundsThePosts
{
    [Fact]
    public void Takes_the_tags_and_the_share_links_under_a_post_out_of_its_body()
    {
        SavedPost post = Saved.Post("Isen\n\nAv , , Bli först att kommentera 1\n\nBanan är spolad.\n\nEtiketter: Haga, skridskor\n\nDela det här:\n\nFacebook\n\nTweeta\n\nBli först att kommentera");
        Assert.Equal("<p>Banan är spolad.</p>", post.BodyHtml);
        Assert.Equal(["Haga", "skridskor"], post.Tags);
    }

    [Fact]
    public void Says_that_only_the_beginning_of_a_post_is_there()
    {
        SavedPage page = Saved.Page("Isen\n\nAv , , Bli först att kommentera 1\n\nBanan är …\n\nLäs mer →\n\nBli först att kommentera");
        Assert.Equal("<p>Banan är …</p>", page.Posts[0].BodyHtml);
        Assert.Equal([new SavedPageWarning(SavedPageWarningKind.ExcerptOnly, "Isen")], page.Warnings);
    }

    [Fact]
    public void Reads_an_english_page()
    {
        SavedPage page = Saved.Page("""
            Monthly Archives: February 2020

            The rink is open

            By Anna Berg, February 20, 2020, Sports Be the first to comment 4

            Bring skates.

            Be the first to comment

            Bus 9

            By , , 3 comments 2

            Over the bridge.

            3 comments
            Archives
            RSS News from the paper
            """);
        Assert.Equal(["The rink is open", "Bus 9"], page.Titles());
        Assert.Equal(["2020-02-20", "2020-02"], page.Posts.Select(post => post.Published.ToString()).ToArray());
        Assert.Equal("Anna Berg", page.Posts[0].AuthorName);
        Assert.Equal(["Sports"], page.Posts[0].Categories);
        Assert.Equal((3, 2), (page.Posts[1].CommentCount, page.Posts[1].Likes));
    }

    [Theory]
    [InlineData("Månad: februari 2020", "2020-02", DatePrecision.Month)]
    [InlineData("Arkiv för februari 2020", "2020-02", DatePrecision.Month)]
    [InlineData("Månadsarkiv: februari 2020", "2020-02", DatePrecision.Month)]
    [InlineData("Dag: 20 februari 2020", "2020-02-20", DatePrecision.Day)]
    [InlineData("År: 2020", "2020", DatePrecision.Year)]
    [InlineData("Etikett: februari 2020", "", DatePrecision.Unknown)]
    public void Knows_of_a_date_what_the_heading_of_the_archive_says(string heading, string date, DatePrecision precision)
    {
        SavedPage page = Saved.Page($"{heading}\n\nIsen\n\nAv , , Bli först att kommentera\n\nBanan är spolad.\n\nBli först att kommentera");
        Assert.Equal(heading, page.Heading);
        Assert.Equal((date, precision), (page.Posts[0].Published.ToString(), page.Posts[0].Published.Precision));
    }

    [Theory]
    [InlineData("Kategori: Sport", "Av , ,", "Sport")]
    [InlineData("Kategori: Sport", "Av Anna Berg, 20 februari 2020, Politik", "Politik, Sport")]
    [InlineData("Kategori: Sport", "Av Anna Berg, 20 februari 2020, sport", "sport")]
    [InlineData("Arkiv för kategorin ‘Sport’", "Av , ,", "Sport")]
    public void Gives_the_posts_of_a_category_page_their_category(string heading, string byLine, string categories) =>
        Assert.Equal(categories, string.Join(", ", Saved.Post($"{heading}\n\nIsen\n\n{byLine} Bli först att kommentera\n\nBanan.\n\nBli först att kommentera").Categories));

    [Theory]
    [InlineData("<h1 class=site-title>Haga i bild</h1><h1 class=page-title>Kategori: <span>Sport</span></h1>", "Sport")]
    [InlineData("<title>Kategori: Sport – Haga i bild</title>", "Sport")]
    [InlineData("<title>Kategori: Sport-VM – Haga i bild</title>", "Sport-VM")]
    [InlineData("<title>Haga i bild</title>", "")]
    public void Gives_the_posts_of_a_category_page_in_html_their_category(string heading, string categories) =>
        Assert.Equal(categories, string.Join(", ", Saved.Post(heading + "<article class=hentry><h2 class=entry-title>Isen</h2><div class=entry-content><p>Banan.</p></div></article>").Categories));

    [Theory]
    [InlineData("<title>Ämne: skolan – Haga i bild</title>", "<h2 class=entry-title>Ämne: skolan</h2>")]
    [InlineData("<header><h1 class=entry-title>Ämne: skolan</h1></header>", "")]
    public void Takes_no_headline_for_the_heading_of_an_archive(string page, string post) =>
        Assert.Empty(Saved.Post($"{page}<article class=hentry>{post}<div class=entry-content><p>Lov i dag.</p></div></article>").Categories);

    [Fact]
    public void Reads_the_comments_under_the_one_post_of_a_page()
    {
        SavedPage page = Saved.Page("""
            Isen

            Av Anna Berg, 20 februari 2020, Sport 2 kommentarer 3

            Banan är spolad.

            2 kommentarer

            2 kommentarer till "Isen"

            Bo Ek skriver:
            20 februari 2020 kl. 14:05

            Tack!

            Vi ses där.

            Svara

            Cilla Dahl
            21 februari 2020 kl. 08.10

            Är den öppen i kväll?

            Svara

            Lämna ett svar

            Din e-postadress kommer inte publiceras. Obligatoriska fält är märkta *

            Publicera kommentar
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal("<p>Banan är spolad.</p>", post.BodyHtml);
        Assert.Equal(
            [("Bo Ek", "2020-02-20T14:05:00", "<p>Tack!</p>\n<p>Vi ses där.</p>"), ("Cilla Dahl", "2020-02-21T08:10:00", "<p>Är den öppen i kväll?</p>")],
            post.Comments.Select(comment => (comment.AuthorName, comment.Published.ToString(), comment.BodyHtml)));
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Takes_no_pingback_for_a_comment()
    {
        SavedPage page = Saved.Page("""
            Isen

            Av , , 3 kommentarer 3

            Banan är spolad.

            3 kommentarer

            Pingback: Is i byn » Skridskobloggen

            Bo Ek skriver:
            20 februari 2020 kl. 14:05

            Tack!

            Trackback: Annan blogg
            21 februari 2020 kl. 09:00

            Svara
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Bo Ek", "<p>Tack!</p>", 1), (Assert.Single(post.Comments).AuthorName, post.Comments[0].BodyHtml, post.CommentCount));
        Assert.Equal("<p>Banan är spolad.</p>", post.BodyHtml);
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Names_a_post_without_headline_by_its_first_words() =>
        Assert.Equal("Två ord om snön som föll i natt över hela byn och låg kvar…", Saved.Page(
            "A\n\nAv , , Bli först att kommentera\n\nEtt.\n\nBli först att kommentera\n\nAv , , 2 kommentarer 3\n\nTvå ord om snön som föll i natt över hela byn och låg kvar till morgonen.\n\n2 kommentarer").Warnings[0].Detail);
}
