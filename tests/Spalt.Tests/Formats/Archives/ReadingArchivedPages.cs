using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Pages that somebody fetched from the Wayback Machine, with its toolbar and its addresses.</summary>
public class ReadingArchivedPages
{
    private const string Copy = "https://web.archive.org/web/20110304050607/http://rav.example";

    [Fact]
    public void Have_the_addresses_they_had()
    {
        SavedPage page = Saved.Page($"""
            <!DOCTYPE html><html><head><title>Räv</title><link rel="canonical" href="{Copy}/2009/09/hjortron/"></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><div id="wm-ipp"><h2>4 captures</h2><p>04 Mar 2011</p></div></div><!-- END WAYBACK TOOLBAR INSERT -->
            <div class="post" id="post-31"><h2><a href="{Copy}/2009/09/hjortron/" rel="bookmark">Hjortron</a></h2><div class="entry"><p>Myren var gul. <a href="https://web.archive.org/web/20110304050607/http://annan.example/karta">Karta</a>.</p>
            <p><a href="/web/20110304050607/http://rav.example/myr.jpg"><img src="/web/20110304050607im_/http://rav.example/myr-300.jpg" alt="Myr"></a></p><p><a href="{Copy}/2009/09/hjortron/#more-31">Läs mer »</a></p></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("http://rav.example/2009/09/hjortron/", "http://rav.example/2009/09/hjortron/", "hjortron"), (page.Address, post.Permalink, post.Slug));
        Assert.True(post.IsExcerpt);
        Assert.Equal(
            "<p>Myren var gul. <a href=\"http://annan.example/karta\" rel=\"noopener\">Karta</a>.</p><p><a href=\"http://rav.example/myr.jpg\" rel=\"noopener\">"
            + "<img src=\"https://web.archive.org/web/20110304050607im_/http://rav.example/myr-300.jpg\" alt=\"Myr\"></a></p>",
            post.Shown());
    }

    [Fact]
    public void Were_at_the_address_that_the_browser_noted_behind_the_archives() =>
        Assert.Equal("http://rav.example/isen/", Saved.Page($"<!-- saved from url=(0071){Copy}/isen/ --><article class=hentry><h2 class=entry-title>Isen</h2><div class=entry-content><p>Hal.</p></div></article>").Address);

    [Fact]
    public void Show_no_toolbar_where_the_page_is_read_by_its_text()
    {
        SavedPage page = Saved.Page("<html><body><div id=wm-ipp-base><p>Av , , 4 kommentarer</p></div><h2>Isen</h2><p>Av , , Bli först att kommentera 4</p><p>Hal.</p><p>Bli först att kommentera</p></body></html>");
        Assert.Equal(("Isen", "<p>Hal.</p>"), (Assert.Single(page.Posts).Title, page.Posts[0].Shown()));
    }
}
