using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Text captures as a stranger might bring them: each mixes several of what the portal does.</summary>
public class ReadingCapturesOfAllKinds
{
    [Fact]
    public void A_month()
    {
        SavedPage page = Saved.Page("""
            ﻿Skogsbloggen  
            Månad: februari 2020   

            Älgen som kom till bussen  

            Av Anna Berg, 20 februari 2020, Politik Bli först att kommentera 8  

            Den stod mitt på vägen.	



            Arkiv över älgar finns på museet.   

            Bli först att kommentera  

            Tre saker att minnas

            Av , , 1 kommentar 8

            Gör så här:

            1. Stanna bilen.
            2. Vänta.
            3. Kör vidare när den gått.

            Ring viltvården på 0101-234 56 eller skriv till alg@skogen.example.

            Det hände 2019

            1 kommentar

            Utan namn men med dag

            Av , 18 februari 2020, 5 kommentarer 3

            Hon sa: "Jag fick

            5 kommentarer

            på en kvart." Det var mycket.

            Vi blev 12

            5 kommentarer
            Arkiv
            RSS Nytt från bladet.example
            """);
        Assert.Equal(["Älgen som kom till bussen", "Tre saker att minnas", "Utan namn men med dag"], page.Titles());
        Assert.Equal(["Anna Berg 2020-02-20 [Politik] [] 0/0 8 –", "– 2020-02 [] [] 0/1 8 –", "– 2020-02-18 [] [] 0/5 3 –"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal("<p>Den stod mitt på vägen.</p><p>Arkiv över älgar finns på museet.</p>", page.Posts[0].Shown());
        Assert.Equal(
            "<p>Gör så här:</p><ol><li>Stanna bilen.</li><li>Vänta.</li><li>Kör vidare när den gått.</li></ol><p>Ring viltvården på 0101-234 56 eller skriv till alg@skogen.example.</p><p>Det hände 2019</p>",
            page.Posts[1].Shown());
        Assert.Equal("<p>Hon sa: \"Jag fick</p><p>5 kommentarer</p><p>på en kvart.\" Det var mycket.</p><p>Vi blev 12</p>", page.Posts[2].Shown());
    }

    [Fact]
    public void A_tag()
    {
        SavedPage page = Saved.Page("""
            Etikett: Umeå

            ”Nu räcker det” – därför skriver jag det här inlägget om gatorna, broarna, parkerna, skolgårdarna och allt det andra som vi alla borde få lov att bry oss om i vår stad

            Av Bo Ek, , Stad 2 kommentarer 11

            – Vad ska vi göra? frågade hon.

            – Vänta, sa jag.

            ”Citat med citattecken”, sa en tredje.

            2 kommentarer

            Andra

            Av , , Kommentarer inaktiverade för Andra 2

            Text.

            Kommentarer inaktiverade för Andra
            """);
        Assert.Equal(167, page.Posts[0].Title.Length);
        Assert.Equal(["Bo Ek  [Stad] [Umeå] 0/2 11 –", "–  [] [Umeå] 0/– 2 –"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(["<p>– Vad ska vi göra? frågade hon.</p><p>– Vänta, sa jag.</p><p>”Citat med citattecken”, sa en tredje.</p>", "<p>Text.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
    }

    [Fact]
    public void A_category_with_a_description()
    {
        SavedPage page = Saved.Page("""
            Kategori: Kultur
            Allt om teater och sång

            Revyn är tillbaka

            Av Cilla Dahl, 3 mars 2019 kl. 18:30, Nöje, Kultur Bli först att kommentera

            Revyn spelar fredag.

            Bli först att kommentera

            Kören söker basar

            Av Cilla Dahl, 1 mars 2019, Bli först att kommentera 1

            Kom på tisdag.
            """);
        Assert.Equal(["Revyn är tillbaka", "Kören söker basar"], page.Titles());
        Assert.Equal(["Cilla Dahl 2019-03-03T18:30:00 [Nöje, Kultur] [] 0/0 – –", "Cilla Dahl 2019-03-01 [Kultur] [] 0/0 1 –"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(["<p>Revyn spelar fredag.</p>", "<p>Kom på tisdag.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
    }

    [Fact]
    public void Excerpts()
    {
        SavedPage page = Saved.Page("""
            Kategori: Sport

            Derbyt

            Av Bo Ek, 2 februari 2018, Bandy Bli först att kommentera 2

            Det började bra men […]

            Läs mer

            Bli först att kommentera

            Läktaren

            Av , , Bli först att kommentera 2

            Kall och blåsig. Läs mer på klubbens sida.

            Bli först att kommentera
            """);
        Assert.Equal(["<p>Det började bra men […]</p>", "<p>Kall och blåsig. Läs mer på klubbens sida.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal([true, false], page.Posts.Select(post => post.IsExcerpt));
    }

    [Fact]
    public void Lines_without_a_space_between_them()
    {
        SavedPage page = Saved.Page("""
            Bloggen om ån
            Isen går
            Av Anna Berg, 20 april 2016, Natur Bli först att kommentera 5
            Isen gick i natt.
            Det dånade.
            Bli först att kommentera
            Fisket börjar
            Av Anna Berg, 12 april 2016, Natur 3 kommentarer 2
            Nu är det dags.
            3 kommentarer
            Arkiv
            april 2016
            mars 2016
            RSS Nytt från bladet.example
            """);
        Assert.Equal(["Isen går", "Fisket börjar"], page.Titles());
        Assert.Equal(["Anna Berg 2016-04-20 [Natur] [] 0/0 5 –", "Anna Berg 2016-04-12 [Natur] [] 0/3 2 –"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(["<p>Isen gick i natt.</p><p>Det dånade.</p>", "<p>Nu är det dags.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
    }

    [Fact]
    public void Comments_below_a_pingback()
    {
        SavedPage page = Saved.Page("""
            Bron stängs

            Av Disa Holm, 7 juni 2015, Trafik 3 kommentarer 9

            Bron stängs i augusti.

            Etiketter: bron, trafik

            3 kommentarer

            3 kommentarer

            Pingback: Bron stängs | Trafikbloggen

            Olle skriver:
            8 juni 2015 kl. 07:12

            Hur kommer man över då?

            Svara

            Disa Holm skriver:
            8 juni 2015 kl. 09:00

            Med båt!

            Svara

            Kommentera

            Namn *

            E-post *

            Arkiv
            RSS Nytt från bladet.example
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Disa Holm 2015-06-07 [Trafik] [bron, trafik] 2/2 9 –", "<p>Bron stängs i augusti.</p>"), (post.Facts(), post.Shown()));
        Assert.Equal(["Olle 2015-06-08T07:12:00: <p>Hur kommer man över då?</p>", "Disa Holm 2015-06-08T09:00:00: <p>Med båt!</p>"], post.Talk());
    }

    [Fact]
    public void Posts_of_which_something_is_missing()
    {
        SavedPage page = Saved.Page("""
            Av , , Bli först att kommentera 4

            Hej!

            Bli först att kommentera

            Dagens bild

            Av , , Bli först att kommentera 2

            Bli först att kommentera

            Dagens bild

            Av , , Bli först att kommentera 3

            På bilden: ån.

            Bli först att kommentera
            """);
        Assert.Equal(["", "Dagens bild", "Dagens bild"], page.Titles());
        Assert.Equal(["<p>Hej!</p>", "", "<p>På bilden: ån.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal([4, 2, 3], page.Posts.Select(post => post.Likes ?? -1));
    }

    [Fact]
    public void Prose_in_the_words_of_the_page()
    {
        SavedPage page = Saved.Page("""
            Det som stod i lådan

            Av , , Bli först att kommentera 3

            I lådan låg:

            Arkiv

            Sök

            Kategorier

            och en lapp med orden Dela och Gilla.

            Dela

            Av alla lappar var den bäst.

            Av Anna, som skrev 2019, fick vi 3

            Senaste kommentarer var hårda.

            Bli först att kommentera

            Nästa

            Av , , Bli först att kommentera

            – 5 kommentarer
            – 3 gilla

            Slut.

            Bli först att kommentera
            Arkiv
            """);
        Assert.Equal(["Det som stod i lådan", "Nästa"], page.Titles());
        Assert.Equal(
            "<p>I lådan låg:</p><p>Arkiv</p><p>Sök</p><p>Kategorier</p><p>och en lapp med orden Dela och Gilla.</p><p>Dela</p><p>Av alla lappar var den bäst.</p>"
            + "<p>Av Anna, som skrev 2019, fick vi 3</p><p>Senaste kommentarer var hårda.</p>",
            page.Posts[0].Shown());
        Assert.Equal("<p>– 5 kommentarer<br>– 3 gilla</p><p>Slut.</p>", page.Posts[1].Shown());
    }

    [Fact]
    public void Windows_line_ends_a_mark_tabs_and_spaces()
    {
        string text = "\uFEFF\tHem\tOm\tKontakt\n\n\tSnö i maj  \n\n\tAv Anna Berg, 4 maj 2017, Väder\tBli först att kommentera\t4\n\n\tDet snöar.\u00A0\u00A0Mycket.\n\n\u00A0\u00A0Barnen är glada.   \n \u00A0 \n\n\tBli först att kommentera\n\n\tÄldre inlägg\n\n\tArkiv\n";
        SavedPost post = Saved.Post(text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(("Snö i maj", "Anna Berg 2017-05-04 [Väder] [] 0/0 4 –", "<p>Det snöar.\u00A0\u00A0Mycket.</p><p>Barnen är glada.</p>"), (post.Title, post.Facts(), post.Shown()));
    }

    [Fact]
    public void Likes_in_words()
    {
        SavedPost post = Saved.Post("Kategori: Okategoriserade\n\nEtt\n\nAv Anna Berg, 20 februari 2020 kl 08:15, Okategoriserade Bli först att kommentera 4 gilla\n\nText.\n\nGilla detta:\n\nGilla Laddar in …\n\nBli först att kommentera");
        Assert.Equal(("Anna Berg 2020-02-20T08:15:00 [Okategoriserade] [] 0/0 4 –", "<p>Text.</p>"), (post.Facts(), post.Shown()));
    }

    [Fact]
    public void Days_between_headlines_and_by_lines_without_one() =>
        Assert.Equal(
            ["Isen: Anna Ek 2015-02-20 [Väder] [] 0/3 5 – <p>Hal.</p>", "Snön: Anna Ek 2015-02-19 [Väder] [] 0/0 2 – <p>Vit.</p>"],
            Saved.Page("Isen\n20 februari 2015\nAv Anna Ek, Väder 3 kommentarer 5\nHal.\n3 kommentarer\nSnön\n19 februari 2015\nAv Anna Ek, Väder Bli först att kommentera 2\nVit.\nBli först att kommentera\nArkiv")
                .Posts.Select(post => $"{post.Title}: {post.Facts()} {post.BodyHtml}").ToArray());

    [Theory]
    [InlineData('\uFFFD')]
    [InlineData('?')]
    public void A_letter_that_a_program_could_not_write(char lost)
    {
        SavedPost post = Saved.Post($"Isen\n\nAv , , Bli f{lost}rst att kommentera 4\n\nHal.\n\nBli f{lost}rst att kommentera\nArkiv");
        Assert.Equal(("Isen", "–  [] [] 0/0 4 –", "<p>Hal.</p>"), (post.Title, post.Facts(), post.BodyHtml));
    }
}
