using Spalt.Formats.Archives;
using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Saved HTML: buttons, share links and related posts in a body, and what only looks like them.</summary>
public class ReadingFurnishedBodies
{
    private const string Here = "<link rel=canonical href='https://haga.example/isen/'>";

    private static SavedPage Page(string body, string head = Here) =>
        Saved.Page($"{head}<article class=hentry><h2 class=entry-title>Isen</h2><div class=entry-content><p>Banan är spolad.</p>{body}</div></article>");

    private static string Body(string body, string head = Here) => HtmlSanitizer.Clean(Page(body, head).Posts[0].BodyHtml, HtmlPolicy.Post).ReplaceLineEndings("");

    [Theory]
    [InlineData("<p><a href='#'>Till toppen</a></p>")]
    [InlineData("<p><a href='https://haga.example/isen/#'>Visa fler</a> | <a href='javascript:void(0)'>Göm</a></p>")]
    [InlineData("<div><a href='#' class='b'>Gilla</a> <a href='#'>Dela</a></div>")]
    [InlineData("<p><a href='https://haga.example/isen/print/'>Skriv ut</a></p>")]
    [InlineData("<p><a href='/isen/mejla/'>Tipsa en vän</a></p>")]
    [InlineData("<p><a href='https://haga.example/tipsa.asp?id=7'>Tipsa</a> | <a href='/report/7'>Rapportera inlägget</a></p>")]
    [InlineData("<p><a href='https://haga.example/isen/?x=1#top'>Till toppen</a></p>")]
    [InlineData("<p>Dela på <a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a>, <a href='https://twitter.com/intent/tweet?url=x'>Twitter</a></p>")]
    [InlineData("<h4>Dela det här:</h4><ul><li><a href='https://www.facebook.com/sharer.php?u=x'><img src='/fb.png'></a></li><li><a href='mailto:?subject=Isen'>E-post</a></li></ul>")]
    [InlineData("<p><button>Gilla</button></p><div class='wpulike wpulike-default'><span class='count-box'>7</span></div>")]
    [InlineData("<div class='sharedaddy sd-like-enabled'><h3 class=sd-title>Gilla detta:</h3><span>Gilla</span> Laddar in …</div>")]
    [InlineData("<div id='jp-relatedposts' class='jp-relatedposts'><h3>Relaterat</h3><p>Snö</p></div>")]
    [InlineData("<div class='addtoany_share_save_container addtoany_content_bottom'><div class='a2a_kit a2a_kit_size_32'><a class='a2a_button_facebook' href='https://www.addtoany.com/add_to/facebook'>Facebook</a></div></div>")]
    [InlineData("<div class='addthis_inline_share_toolbox'>Dela</div><div class='at-above-post addthis_tool'>Dela</div>")]
    [InlineData("<div class='yarpp yarpp-related'><h3>Liknande inlägg</h3><ol><li>Snö</li></ol></div>")]
    [InlineData("<p><span role=button tabindex=0>Dela</span></p>")]
    [InlineData("<p>Gilla\n detta:</p><p><a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a></p>")]
    [InlineData("<p><a href='#'>Facebook</a> <a href='#'>Visa mer »</a> <a href='#'>×</a></p>")]
    [InlineData("<p><a href='https://www.facebook.com/sharer.php?u=x'>Share</a></p>")]
    public void Leaves_out_what_leads_nowhere_or_shares(string furniture) => Assert.Equal("<p>Banan är spolad.</p>", Body(furniture));

    [Theory]
    [InlineData("<p>Läs om det <a href='#'>här</a> i morgon.</p>", "<p>Läs om det här i morgon.</p>")]
    [InlineData("<p>Vi ses på <a href='https://www.facebook.com/haga'>Facebook</a>.</p>", "Facebook</a>.</p>")]
    [InlineData("<p><a href='https://haga.example/dela-med-dig/'>Dela med dig av skridskorna</a></p>", "Dela med dig av skridskorna</a></p>")]
    [InlineData("<p>Dela frukten i fyra delar.</p>", "<p>Dela frukten i fyra delar.</p>")]
    [InlineData("<p>Följ oss:</p><p><a href='https://haga.example/karta/'>Kartan</a></p>", "<p>Följ oss:</p>")]
    [InlineData("<p><a href='#'><img src='https://haga.example/a.jpg' alt='Bana'></a></p>", "<img src=\"https://haga.example/a.jpg\" alt=\"Bana\"")]
    [InlineData("<h3><a href='#'>Öppettider</a></h3><p>Nio till nio.</p>", "Öppettider</h3><p>Nio till nio.</p>")]
    [InlineData("<p>Is<sup><a href='#not1'>1</a></sup></p>", "<sup>")]
    [InlineData("<p>Gilla läget!</p><p><a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a></p>", "<p>Gilla läget!</p>")]
    [InlineData("<h3>Följ med till Lofoten</h3><p><a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a></p>", "Följ med till Lofoten")]
    [InlineData("<p>Tipsa mig gärna! <a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a></p>", "Tipsa mig gärna!")]
    [InlineData("<ul><li><a href='https://imdb.example/title/tt1049413/'>Upp</a></li></ul>", "Upp</a></li>")]
    [InlineData("<p><a href='https://x.example/r.pdf'>Report</a></p>", "Report</a></p>")]
    [InlineData("<p><a href='https://haga.example/files/r.pdf'>Report</a></p>", "Report</a></p>")]
    [InlineData("<p><a href='/2012/02/likes/'>Gilla</a></p>", "Gilla</a></p>")]
    [InlineData("<p><a href='https://haga.example/isen-2/'>Upp</a></p>", "Upp</a></p>")]
    [InlineData("<p><a href='https://x.example/?p=7'>Top</a></p>", "Top</a></p>")]
    [InlineData("<p><a href='https://x.example/karta/#'>Kartan över isarna</a></p>", "\"https://x.example/karta/#\"")]
    [InlineData("<p><a href='#'>Öppet hela veckan</a></p>", "<p>Öppet hela veckan</p>")]
    [InlineData("<p><a href='https://haga.example/isen/#'>Öppet hela veckan</a> <a href='#'>Dela</a></p>", "<p>Öppet hela veckan")]
    public void Keeps_what_belongs_to_the_text(string body, string expected) => Assert.Contains(expected, Body(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p><a href='https://haga.example/isen/print/'>Skriv ut</a></p>", "")]
    [InlineData("<p><a href='https://haga.example/wp-admin/post.php?post=7'>Redigera</a></p>", "")]
    [InlineData("<p><a href='https://imdb.example/title/tt1049413/'>Upp</a></p>", "<p><a href=\"https://imdb.example/title/tt1049413/\" rel=\"noopener\">Upp</a></p>")]
    public void Keeps_links_to_places_where_the_page_does_not_say_where_it_was(string body, string kept) => Assert.Equal("<p>Banan är spolad.</p>" + kept, Body(body, head: ""));

    [Fact]
    public void Says_that_a_text_breaks_off() =>
        Assert.Equal(SavedPageWarningKind.ExcerptOnly, Assert.Single(Page("<p>Nu kommer den nya maskinen som [&hellip;]</p>").Warnings).Kind);

    [Fact]
    public void Takes_the_likes_that_a_plug_in_counted_in_the_body() =>
        Assert.Equal(7, Page("<div class='wpulike wpulike-heart'><div class='wp_ulike_general_class'><button class='wp_ulike_btn'></button><span class='count-box wp_ulike_counter_up' data-ulike-counter-value='+7'></span></div></div>").Posts[0].Likes);

    [Theory]
    [InlineData("https://haga.example/isen/#more-7", "<p>Hal.</p>", true)]
    [InlineData("/isen/", "<p>Hal.</p>", true)]
    [InlineData("https://tidningen.example/is/", "<p>Hal. <a href=\"https://tidningen.example/is/\" rel=\"noopener\">Läs mer</a></p>", false)]
    public void Takes_a_link_to_read_on_for_one_only_where_it_stays_on_the_blog(string link, string body, bool excerpt)
    {
        SavedPost post = Saved.Post($"<article class=hentry><h2 class=entry-title><a href='https://haga.example/isen/'>Isen</a></h2><div class=entry-content><p>Hal. <a href='{link}'>Läs mer</a></p></div></article>");
        Assert.Equal((body, excerpt), (post.Shown(), post.IsExcerpt));
    }
}
