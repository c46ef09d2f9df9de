using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

public class ReadingATextCapture
{
    private const string TwoPosts = """
        Isen bär igen

        Av , , Bli först att kommentera 4

        I morse spolades banan på Haga.

        Ta med egna skridskor.

        Bli först att kommentera

        Buss 9 byter väg

        Av , , 1 kommentar 8

        Från måndag går nian över bron.

        1 kommentar
        Arkiv
        RSS Nytt från bladet.example
        """;

    [Fact]
    public void Keeps_the_order_of_the_page()
    {
        SavedPage page = Saved.Page(TwoPosts);
        Assert.Equal(["Isen bär igen", "Buss 9 byter väg"], page.Titles());
        Assert.Equal(["<p>I morse spolades banan på Haga.</p>\n<p>Ta med egna skridskor.</p>", "<p>Från måndag går nian över bron.</p>"], page.Bodies());
        Assert.Equal([4, 8], page.Posts.Select(post => post.Likes ?? -1));
        Assert.Equal([0, 1], page.Posts.Select(post => post.CommentCount ?? -1));
    }

    [Fact]
    public void Says_that_stated_comments_are_not_on_the_page() =>
        Assert.Equal([new SavedPageWarning(SavedPageWarningKind.CommentsMissing, "Buss 9 byter väg")], Saved.Page(TwoPosts).Warnings);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\u00A0\n")]
    [InlineData("\n \t\n\n")]
    public void Takes_line_ends_and_blank_lines_of_any_kind(string end) =>
        Assert.Equal(Saved.Page(TwoPosts).Bodies(), Saved.Page(TwoPosts.Replace("\n", end, StringComparison.Ordinal)).Bodies());

    [Fact]
    public void Needs_no_empty_lines_at_all()
    {
        SavedPage page = Saved.Page(TwoPosts.Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.Equal(["Isen bär igen", "Buss 9 byter väg"], page.Titles());
        Assert.Equal(Saved.Page(TwoPosts).Bodies(), page.Bodies());
    }

    [Fact]
    public void Drops_what_stands_above_the_first_headline_and_below_the_last_post()
    {
        SavedPage page = Saved.Page("""
            Haga i bild
            Hem Om mig Kontakt

            Etikett: Skridskor

            Isen bär igen

            Av , , Bli först att kommentera

            I morse spolades banan.

            Bli först att kommentera

            Arkiv

            februari 2020 (3)

            januari 2020 (1)

            RSS Nytt från bladet.example

            Brand i en lada utanför Sävar. Ingen kom till skada.
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal("Etikett: Skridskor", page.Heading);
        Assert.Equal("Isen bär igen", post.Title);
        Assert.Equal("<p>I morse spolades banan.</p>", post.BodyHtml);
        Assert.Equal(["Skridskor"], post.Tags);
        Assert.Null(post.Likes);
    }

    [Fact]
    public void Ends_the_last_post_at_the_sidebar_where_its_comment_link_is_lost()
    {
        SavedPost post = Saved.Post("""
            Isen bär igen

            Av , , Bli först att kommentera 4

            Så här såg banan ut i:

            Arkiv

            Bilden kommer från stadens gömmor, som är öppna på tisdagar.

            Arkiv
            RSS Nytt från bladet.example
            En nyhet till
            """);
        Assert.Equal("<p>Så här såg banan ut i:</p>\n<p>Arkiv</p>\n<p>Bilden kommer från stadens gömmor, som är öppna på tisdagar.</p>", post.BodyHtml);
    }

    [Fact]
    public void Ends_the_last_post_at_a_bare_list_of_months() =>
        Assert.Equal("<p>Banan är spolad.</p>", Saved.Post("Isen\n\nAv , , Bli först att kommentera\n\nBanan är spolad.\n\nArkiv\n\nmars 2020 (2)\n\nmaj 2019").BodyHtml);

    [Fact]
    public void Keeps_a_post_without_any_end_to_the_last_line() =>
        Assert.Equal("<p>Ett.</p>\n<p>Två</p>", Saved.Post("Isen\n\nAv , , Bli först att kommentera 2\n\nEtt.\n\nTvå").BodyHtml);

    [Theory]
    [InlineData("Bloggen\nKategori: Skola\nInlägg 3 av 12\n\nEn rubrik som\nbryts på två rader\n\n", "En rubrik som bryts på två rader")]
    [InlineData("Etikett: Umeå\nEn rubrik som\nbryts på två rader\n\n", "En rubrik som bryts på två rader")]
    [InlineData("Etikett: Umeå\nEn rubrik på en\n\n", "En rubrik på en")]
    [InlineData("Bloggen\n\nEn rubrik på en\n\n", "En rubrik på en")]
    [InlineData("Bloggen\nOm mig\nSök\nEn rubrik på en\n\n", "En rubrik på en")]
    public void Joins_a_first_headline_that_stands_on_two_lines(string above, string title) =>
        Assert.Equal(title, Saved.Post(above + "Av , , Bli först att kommentera 4\n\nText.\n\nBli först att kommentera").Title);

    [Fact]
    public void Takes_prose_that_looks_like_furniture_for_prose()
    {
        SavedPage page = Saved.Page("""
            Av kärlek till biblioteket: 12 kommentarer om böcker

            Av , , Bli först att kommentera 5

            Av alla brev som kom handlade de flesta om öppettider.

            5 kommentarer

            Av Anna, Bo och alla andra vid disken fick jag 5 kommentarer

            Arkiv

            Ring 090-12 34 56 eller skriv till disken@bibliotek.example & fråga <tyst>.

            Bli först att kommentera

            Året var 1999

            Av , , 2 kommentarer

            Läs mer i boken.

            2 kommentarer

            2 kommentarer
            """);
        Assert.Equal(["Av kärlek till biblioteket: 12 kommentarer om böcker", "Året var 1999"], page.Titles());
        Assert.Equal(
            """
            <p>Av alla brev som kom handlade de flesta om öppettider.</p>
            <p>5 kommentarer</p>
            <p>Av Anna, Bo och alla andra vid disken fick jag 5 kommentarer</p>
            <p>Arkiv</p>
            <p>Ring 090-12 34 56 eller skriv till disken@bibliotek.example &amp; fråga &lt;tyst&gt;.</p>
            """.ReplaceLineEndings("\n"),
            page.Posts[0].BodyHtml);
        Assert.Equal("<p>Läs mer i boken.</p>", page.Posts[1].BodyHtml);
    }

    [Fact]
    public void Takes_a_headline_that_reads_as_a_comment_link()
    {
        SavedPage page = Saved.Page("A\n\nAv , , Bli först att kommentera 1\n\nEtt.\n\nBli först att kommentera\n\n5 kommentarer\n\nAv , , Bli först att kommentera 2\n\nTvå.\n\nBli först att kommentera\n\nBli först att kommentera\n\nAv , , 3 kommentarer\n\nTre.\n\n3 kommentarer");
        Assert.Equal(["A", "5 kommentarer", "Bli först att kommentera"], page.Titles());
        Assert.Equal(["<p>Ett.</p>", "<p>Två.</p>", "<p>Tre.</p>"], page.Bodies());
    }

    [Fact]
    public void Takes_a_headline_that_reads_as_a_by_line() =>
        Assert.Equal("Av Anna Berg, 5 kommentarer", Saved.Post("Av Anna Berg, 5 kommentarer\n\nAv , , Bli först att kommentera 1\n\nEtt.\n\nBli först att kommentera").Title);

    [Fact]
    public void Leaves_a_post_without_headline_untitled()
    {
        SavedPage page = Saved.Page("A\n\nAv , , Bli först att kommentera\n\nEtt.\n\nBli först att kommentera\n\nAv , , Bli först att kommentera 3\n\nTvå.\n\nBli först att kommentera");
        Assert.Equal(["A", ""], page.Titles());
        Assert.Equal(["<p>Ett.</p>", "<p>Två.</p>"], page.Bodies());
    }

    [Fact]
    public void Takes_a_date_above_the_by_line_for_the_posts_date_and_one_alone_for_its_headline()
    {
        SavedPage page = Saved.Page("Isen\n\n20 februari 2020\n\nAv Anna Berg, , Bli först att kommentera\n\nEtt.\n\nBli först att kommentera\n\n1 maj 2019\n\nAv , , Bli först att kommentera4\n\nBli först att kommentera");
        Assert.Equal(["Isen", "1 maj 2019"], page.Titles());
        Assert.Equal(["2020-02-20", ""], page.Posts.Select(post => post.Published.ToString()).ToArray());
        Assert.Equal(["<p>Ett.</p>", ""], page.Bodies());
        Assert.Equal(4, page.Posts[1].Likes);
    }

    [Fact]
    public void Keeps_a_headline_of_two_hundred_characters_and_one_on_two_lines()
    {
        string title = string.Join(' ', Enumerable.Repeat("Vinterbad", 20));
        SavedPage page = Saved.Page($"{title}\n\nAv , , Bli först att kommentera\n\nEtt.\n\nBli först att kommentera\n\nBuss 9\noch buss 8\n\nAv , , Bli först att kommentera\n\nTvå.\n\nBli först att kommentera");
        Assert.Equal([title, "Buss 9 och buss 8"], page.Titles());
    }

    [Fact]
    public void Keeps_posts_apart_where_no_comment_link_closes_them()
    {
        SavedPage page = Saved.Page("A\n\nAv Anna Berg, 3 mars 2019 Bli först att kommentera\n\nEtt.\n\nB\n\nAv Bo Ek, 1 mars 2019 2 kommentarer 7\n\nTvå.");
        Assert.Equal(["A", "B"], page.Titles());
        Assert.Equal(["<p>Ett.</p>", "<p>Två.</p>"], page.Bodies());
    }

    [Fact]
    public void Makes_lists_only_where_they_are_unmistakable()
    {
        SavedPost post = Saved.Post("""
            Packlista

            Av , , Bli först att kommentera

            1. Skridskor
            2. Termos
            3. Vantar

            • Buss 9

            • Buss 8

            – Det blir kallt, säger vakten.

            – Men roligt.

            2. Börjar inte på ett.

            Bli först att kommentera
            """);
        Assert.Equal(
            """
            <ol>
            <li>Skridskor</li>
            <li>Termos</li>
            <li>Vantar</li>
            </ol>
            <ul>
            <li>Buss 9</li>
            <li>Buss 8</li>
            </ul>
            <p>– Det blir kallt, säger vakten.</p>
            <p>– Men roligt.</p>
            <p>2. Börjar inte på ett.</p>
            """.ReplaceLineEndings("\n"),
            post.BodyHtml);
    }

    [Fact]
    public void Keeps_line_breaks_inside_a_paragraph() =>
        Assert.Equal("<p>Snö på taket,<br>snö på hatten.</p>", Saved.Post("Dikt\n\nAv , , Bli först att kommentera\n\nSnö på taket,\nsnö på hatten.\n\nBli först att kommentera").BodyHtml);

    [Fact]
    public void Joins_lines_that_were_wrapped_at_the_width_of_the_page()
    {
        SavedPost post = Saved.Post("""
            Biblioteket i Ersboda öppnar igen efter flera månaders ombyggnad och har nu
            längre öppettider

            Av Anna Berg, 20 februari 2020, Kultur Bli först att kommentera 4

            Den nya lånedisken står på plats, hyllorna är fyllda och kaffet är varmt för
            den som kommer tidigt. På lördag hålls invigningen klockan tolv med sång,
            tal och en frågesport för barnen, och alla som vill får ett lånekort med sig
            hem.

            Välkomna!

            Bli först att kommentera
            """);
        Assert.Equal("Biblioteket i Ersboda öppnar igen efter flera månaders ombyggnad och har nu längre öppettider", post.Title);
        Assert.Equal(2, post.BodyHtml.Split('\n').Length);
        Assert.DoesNotContain("<br>", post.BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_dump_of_a_text_browser()
    {
        SavedPost post = Saved.Post("""
               [1]Hem [2]Om

            Isen bär

               Av [3]Anna Berg, [4]20 februari 2020, [5]Sport [6]Bli först att kommentera 4

               Banan på Haga är spolad och det går att åka varje dag från klockan nio på
               morgonen till nio på kvällen om vädret håller i sig, vilket det troligen
               gör.

               [7]Bli först att kommentera

            References

               1. https://haga.example/
               2. https://haga.example/om
            """);
        Assert.Equal(("Isen bär", "Anna Berg", "2020-02-20", 4), (post.Title, post.AuthorName, post.Published.ToString(), post.Likes));
        Assert.Equal(["Sport"], post.Categories);
        Assert.Equal("<p>Banan på Haga är spolad och det går att åka varje dag från klockan nio på morgonen till nio på kvällen om vädret håller i sig, vilket det troligen gör.</p>", post.BodyHtml);
    }

    [Fact]
    public void Reads_a_by_line_whose_links_have_lines_of_their_own()
    {
        SavedPost post = Saved.Post("Isen\n\nAv Anna Berg,\n20 februari 2020,\nSport\n5 kommentarer\n3\n\nBanan är spolad.\n\n5 kommentarer");
        Assert.Equal(("Anna Berg", "2020-02-20", 5, 3), (post.AuthorName, post.Published.ToString(), post.CommentCount, post.Likes));
        Assert.Equal(["Sport"], post.Categories);
        Assert.Equal("<p>Banan är spolad.</p>", post.BodyHtml);
    }

    [Fact]
    public void Leaves_the_text_under_a_by_line_without_comment_link_to_the_body()
    {
        SavedPage page = Saved.Page("Umeåbloggen\nFler cykelbanor\nAv Per Sjö, 3 mars 2019, Trafik\nCykelbanan tar slut\nBli först att kommentera\nTvå\nAv Per Sjö, 2 mars 2019, Trafik\nHej.\n3 kommentarer");
        Assert.Equal(["Fler cykelbanor", "Två"], page.Titles());
        Assert.Equal(["<p>Cykelbanan tar slut</p>", "<p>Hej.</p>"], page.Bodies());
        Assert.Equal([0, 3], page.Posts.Select(post => post.CommentCount ?? -1));
        Assert.All(page.Posts, post => Assert.Equal(["Trafik"], post.Categories));
    }

    [Theory]
    [InlineData("Det här är bara en text.\n\nAv alla texter är den kortast.")]
    [InlineData("Recept\n\nAv Anna Berg, 20 februari 2020\n\nTag två ägg.")]
    [InlineData("Bli först att kommentera\n\n5 kommentarer")]
    [InlineData("Av 5 ägg\n\nblir det kaka")]
    public void Refuses_a_text_that_is_no_such_page(string text)
    {
        SavedPageException refusal = Assert.Throws<SavedPageException>(() => Saved.Page(text));
        Assert.Equal(SavedPageProblem.NoPosts, refusal.Problem);
        Assert.Contains("Av …", refusal.Message, StringComparison.Ordinal);
    }
}
