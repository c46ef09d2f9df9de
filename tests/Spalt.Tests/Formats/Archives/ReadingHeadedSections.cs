using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Pages that name nothing, neither in their markup nor in their text: headings with paragraphs under them.</summary>
public class ReadingHeadedSections
{
    [Theory]
    [InlineData("<h1>Rutan</h1><h2>Isen</h2><p>Den är hal.</p><h2>Snön</h2><p>Den är vit.</p><p>Och kall.</p><ul><li>Skotta</li></ul><h2>Tö</h2><p>Det droppar.</p>")]
    [InlineData("<table><tr><td><h1>Rutan</h1><p>Om väder och vind</p><h2>Isen</h2><p>Den är hal.</p><h2>Snön</h2><p>Den är vit.</p><p>Och kall.</p><ul><li>Skotta</li></ul><h2>Tö</h2><p>Det droppar.</p><h2>Arkiv</h2><p><a href='/1'>Maj 2008</a></p></td><td><h3>Länkar</h3><ul><li><a href=/x>SMHI</a></li></ul></td></tr></table>")]
    [InlineData("<h1>Rutan</h1><div><div><h3>Isen</h3><p>Den är hal.</p></div><div><h3>Snön</h3><p>Den är vit.</p><p>Och kall.</p><ul><li>Skotta</li></ul></div><div><h3>Tö</h3><p>Det droppar.</p></div></div>")]
    public void Are_posts_where_there_are_three_of_equal_rank(string body)
    {
        SavedPage page = Saved.Page($"<html><head><title>Rutan</title></head><body>{body}</body></html>");
        Assert.Equal(["Isen", "Snön", "Tö"], page.Titles());
        Assert.Equal(["<p>Den är hal.</p>", "<p>Den är vit.</p><p>Och kall.</p><ul><li>Skotta</li></ul>", "<p>Det droppar.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal("Rutan", page.Heading);
    }

    [Theory]
    [InlineData("<h2>Isen</h2><p>3 februari 2008 14:22</p><p>Hal</p><h2>Snön</h2><p>1 februari 2008 09:00</p><p>Vit</p>", "– 2008-02-03T14:22:00 [] [] 0/– – –", "– 2008-02-01T09:00:00 [] [] 0/– – –")]
    [InlineData("<p>En lång inledning om bloggen, som handlar om allt mellan himmel och jord men mest om det som ligger på marken om vintern.</p><h2><a href='/2008/02/isen'>Isen</a></h2><p>Hal</p><h2><a href='/2008/02/snon'>Snön</a></h2><p>Vit</p>", "– 2008-02 [] [] 0/– – isen", "– 2008-02 [] [] 0/– – snon")]
    [InlineData("<h2>Isen</h2><p>Hal</p><p><a href='/x'>Kommentarer (4)</a></p><h2>Snön</h2><p>Vit</p><p><a href='/y'>Kommentarer (0)</a></p>", "–  [] [] 0/4 – –", "–  [] [] 0/0 – –")]
    public void Are_posts_where_they_tell_so_themselves(string body, string first, string second)
    {
        SavedPage page = Saved.Page($"<html><body><h1>Rutan</h1>{body}</body></html>");
        Assert.Equal(["Isen", "Snön"], page.Titles());
        Assert.Equal([first, second], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(["<p>Hal</p>", "<p>Vit</p>"], page.Posts.Select(post => post.Shown()).ToArray());
    }

    [Theory]
    [InlineData("<h1>Priser</h1><h2>Bord</h2><p>500 kr</p><h2>Stolar</h2><p>200 kr</p><h2>Lampor</h2><p>90 kr</p>")]
    [InlineData("<h1>Umeälven</h1><p>Älven rinner upp i fjällen vid gränsen mot Norge och når havet söder om staden, efter att ha passerat flera kraftverk och sjöar.</p><h2>Lopp</h2><p>Den är lång.</p><h2>Historia</h2><p>Den är gammal.</p><h2>Källor</h2><p>Det finns några.</p>")]
    [InlineData("<h2>Isen</h2><p>Den är hal.</p><h2>Snön</h2><p>Den är vit.</p>")]
    [InlineData("<h2>Isen</h2><p>Den är hal.</p><h2>Snön</h2><h2>Tö</h2><p>Det droppar.</p>")]
    [InlineData("<div><h2>Isen</h2><p>Den är hal.</p><h2>Snön</h2><p>Den är vit.</p><h2>Tö</h2><p>Det droppar.</p></div><div><h3>Nytt</h3><p>En buss brann.</p><h3>Sport</h3><p>Björklöven vann.</p><h3>Väder</h3><p>Det blir kallt.</p></div>")]
    [InlineData("<h2>Isen</h2><p>Den är hal.</p><h1>Snön</h1><h2>Mer</h2><p>Den är vit.</p><h2>Tö</h2><p>Det droppar.</p>")]
    public void Are_no_posts_where_it_is_not_evident(string body) =>
        Assert.Equal(SavedPageProblem.NoPosts, Assert.Throws<SavedPageException>(() => Saved.Page($"<html><body>{body}</body></html>", "sida.html")).Problem);
}
