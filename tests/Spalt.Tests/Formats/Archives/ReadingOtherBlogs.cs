using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Saved HTML of blogs by other programs than WordPress, abridged, and of themes that go their own ways.</summary>
public class ReadingOtherBlogs
{
    [Fact]
    public void Reads_blogger()
    {
        SavedPage page = Saved.Page("""
            <html dir='ltr'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><title>Fågelskådaren: mars 2013</title></head><body><div class='content'><header><div class='titlewrapper'><h1 class='title'>Fågelskådaren</h1></div></header><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'>
            <div class="date-outer"><h2 class='date-header'><span>söndag 17 mars 2013</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><meta content='https://1.bp.example/t.jpg' itemprop='image_url'/><meta content='555' itemprop='blogId'/><meta content='777' itemprop='postId'/><a name='777'></a><h3 class='post-title entry-title' itemprop='name'><a href='http://fagel.blogspot.example/2013/03/tranorna.html'>Tranorna</a></h3><div class='post-header'><div class='post-header-line-1'></div></div><div class='post-body entry-content' id='post-body-777' itemprop='description articleBody'>De kom i dag.<br /><br />Över <b>hundra</b> stycken.<br /><div class="separator" style="clear: both;"><a href="http://1.bp.example/s1600/trana.jpg"><img border="0" src="http://1.bp.example/s320/trana.jpg" /></a></div><div style='clear: both;'></div></div><div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Upplagd av <span class='fn' itemprop='author' itemscope='itemscope' itemtype='http://schema.org/Person'><meta content='https://p.example/1' itemprop='url'/><a class='g-profile' href='https://p.example/1' rel='author'><span itemprop='name'>Vera Fjäder</span></a></span></span> <span class='post-timestamp'>kl. <meta content='http://fagel.blogspot.example/2013/03/tranorna.html' itemprop='url'/><a class='timestamp-link' href='http://fagel.blogspot.example/2013/03/tranorna.html' rel='bookmark' title='permanent link'><abbr class='published' itemprop='datePublished' title='2013-03-17T18:30:00+01:00'>18:30</abbr></a></span> <span class='post-comment-link'><a class='comment-link' href='https://www.blogger.example/comment.g?blogID=1' onclick=''>3 kommentarer:</a></span> <div class='post-share-buttons goog-inline-block'><a class='goog-inline-block share-button sb-email' href='https://www.blogger.com/share-post.g?x'><span class='share-button-link-text'>Skicka med e-post</span></a></div></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>Etiketter: <a href='http://fagel.blogspot.example/search/label/tranor' rel='tag'>tranor</a>, <a href='http://fagel.blogspot.example/search/label/v%C3%A5r' rel='tag'>vår</a></span></div></div></div></div></div></div>
            </div></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Tranorna", "Vera Fjäder 2013-03-17T18:30:00+01:00 [] [tranor, vår] 0/3 – tranorna"), (post.Title, post.Facts()));
        Assert.StartsWith("<p>De kom i dag.</p><p>Över <b>hundra</b> stycken.</p><p><a href=\"http://1.bp.example/s1600/trana.jpg\"", post.Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_the_comments_of_blogger_and_the_day_above_its_posts()
    {
        SavedPage page = Saved.Page("""
            <html><head><title>Fågelskådaren: Svanen</title></head><body class='item-view'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>måndag 18 mars 2013</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry'><h3 class='post-title entry-title'>Svanen</h3><div class='post-body entry-content'>Ensam.<br/></div><div class='post-footer'><span class='post-author vcard'>Upplagd av <span class='fn'>Vera</span></span> <span class='post-timestamp'>kl. 18:30</span></div></div>
            <div class='comments' id='comments'><a name='comments'></a><h4>2 kommentarer:</h4><div class='comments-content'><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol id="top-ra"><li class="comment" id="c5521"><div class="avatar-image-container"><img src="a.png"></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://p.example">Olof</a></cite><span class="icon user"></span><span class="datetime secondary-text"><a href="https://x">19 mars 2013 kl. 07:30</a></span></div><p class="comment-content">Fin fågel!</p><span class="comment-actions secondary-text"><a class="comment-reply">Svara</a></span></div><div class="comment-replies"><div id="c5521-rt" class="comment-thread inline-thread"><span class="thread-toggle">Svar</span><ol id="c5521-ra" class="thread-chrome"><div><li class="comment" id="c5522"><div class="comment-block"><div class="comment-header"><cite class="user blog-author">Vera</cite><span class="datetime secondary-text"><a>19 mars 2013 kl. 08:00</a></span></div><p class="comment-content">Ja!</p></div></li></div></ol></div></div></li></ol></div></div></div></div></div></div></div></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Svanen", "Vera 2013-03-18 [] [] 2/2 – –", "<p>Ensam.</p>"), (post.Title, post.Facts(), post.Shown()));
        Assert.Equal(["Olof 2013-03-19T07:30:00: <p>Fin fågel!</p>", "n1 Vera 2013-03-19T08:00:00: <p>Ja!</p>"], post.Talk());
    }

    [Fact]
    public void Reads_ghost()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv"><head><title>Fyren</title><link rel="canonical" href="https://ghost.example/fyren/"><meta property="article:published_time" content="2021-08-09T10:11:12.000Z"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","author":{"@type":"Person","name":"Tor Kust"},"headline":"Fyren","url":"https://ghost.example/fyren/","datePublished":"2021-08-09T10:11:12.000Z","keywords":"hav, fyr"}</script></head><body class="post-template tag-hav"><div class="viewport"><header id="gh-head" class="gh-head"><a class="gh-head-logo" href="/">Kusten</a></header><main id="site-main" class="site-main"><article class="article post tag-hav"><header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a href="/tag/hav/">Hav</a></span></div><h1 class="article-title">Fyren</h1><p class="article-excerpt">Om ljuset.</p><div class="article-byline"><section class="article-byline-content"><ul class="author-list"><li class="author-list-item"><a href="/author/tor/" class="author-avatar"><img class="author-profile-image" src="/t.png" alt="Tor Kust"/></a></li></ul><div class="article-byline-meta"><h4 class="author-name"><a href="/author/tor/">Tor Kust</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="2021-08-09">9 aug. 2021</time><span class="byline-reading-time"><span class="bull">&bull;</span> 1 min read</span></div></div></section></div><figure class="article-image"><img src="/content/images/fyr.jpg" alt="Fyren"></figure></header><section class="gh-content gh-canvas"><p>Den blinkar.</p><figure class="kg-card kg-image-card kg-card-hascaption"><img src="/content/images/2.jpg" class="kg-image"><figcaption>Trappan</figcaption></figure><div class="kg-card kg-button-card"><a href="https://ghost.example/biljett/" class="kg-btn">Boka</a></div></section><section class="article-comments gh-canvas"></section></article></main><aside class="read-more-wrap"><div class="read-more"><article class="post-card post"><div class="post-card-content"><h2 class="post-card-title">Hamnen</h2><div class="post-card-excerpt">Om hamnen.</div></div></article></div></aside></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Fyren", "Tor Kust 2021-08-09T10:11:12+00:00 [] [Hav] 0/– – fyren"), (post.Title, post.Facts()));
        Assert.Equal(
            "<p>Om ljuset.</p><figure><img src=\"https://ghost.example/content/images/fyr.jpg\" alt=\"Fyren\"></figure><p>Den blinkar.</p>"
            + "<figure><img src=\"https://ghost.example/content/images/2.jpg\"><figcaption>Trappan</figcaption></figure><p><a href=\"https://ghost.example/biljett/\" rel=\"noopener\">Boka</a></p>",
            post.Shown());
    }

    [Fact]
    public void Reads_jekyll()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv"><body><header class="site-header"><a class="site-title" href="/">Koden</a></header><main class="page-content"><div class="wrapper"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name" itemprop="name headline">Kompilatorn</h1><p class="post-meta"><time class="dt-published" datetime="2019-11-02T00:00:00+01:00" itemprop="datePublished">2 november 2019</time> • <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span class="p-author h-card" itemprop="name">Lin Bit</span></span></p></header><div class="post-content e-content" itemprop="articleBody"><p>Skriv <code>main</code>.</p><pre><code>int x;
            int y;</code></pre><table><tr><td>a</td></tr></table></div><a class="u-url" href="/kod/2019/11/02/kompilatorn.html" hidden></a></article></div></main></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Kompilatorn", "Lin Bit 2019-11-02T00:00:00+01:00 [] [] 0/– – kompilatorn"), (post.Title, post.Facts()));
        Assert.Contains("<pre><code>int x;", post.Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_hugo()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv"><head><title>Hugo</title></head><body><main><article><header><h1>Myren</h1><span><i class="far fa-calendar"></i> 5 juni 2022</span> <a href="/tags/myr/">myr</a></header><section class="post"><p>Hjortron.</p><p>Blött.</p></section><footer><div class="share"><a href="https://twitter.com/intent/tweet?text=x">Twitter</a></div></footer></article></main></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Myren", "– 2022-06-05 [] [myr] 0/– – –", "<p>Hjortron.</p><p>Blött.</p>"), (post.Title, post.Facts(), post.Shown()));
    }

    [Fact]
    public void Reads_a_page_that_is_nothing_but_structured_data()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv"><head><title>Tåget</title><script type="application/ld+json">[{"@type":"WebSite","name":"Rälsen"},{"@context":"https://schema.org","@type":["BlogPosting"],"headline":"T&#229;get som gick","articleBody":"Det gick klockan åtta.\n\nSedan kom nästa.","datePublished":"2018-03-04","author":[{"@type":"Person","name":"Ali Räls"}],"commentCount":2,"articleSection":"Resor","url":"https://rals.example/taget/"}]</script></head><body><div id="root"></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Tåget som gick", "Ali Räls 2018-03-04 [Resor] [] 0/2 – taget", "<p>Det gick klockan åtta.</p><p>Sedan kom nästa.</p>"), (post.Title, post.Facts(), post.Shown()));
    }

    [Fact]
    public void Reads_divi()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="single single-post postid-4 et_divi_theme"><div id="main-content"><div class="container"><div id="content-area"><div id="left-area"><article id="post-4" class="et_pb_post post-4 post type-post"><div class="et_post_meta_wrapper"><h1 class="entry-title">Taket</h1><p class="post-meta"> av <span class="author vcard"><a href="/author/x" rel="author">Rolf</a></span> | <span class="published">5 mar, 2020</span> | <a href="/category/hus/" rel="category tag">Hus</a> | <span class="comments-number"><a href="/taket/#respond">0 Kommentarer</a></span></p></div><div class="entry-content"><p>Lagat.</p><div class="et_social_inline"><a href="https://www.facebook.com/sharer.php?u=1"></a></div></div></article></div><div id="sidebar"><div class="et_pb_widget"><h4>Sök</h4></div></div></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Taket", "Rolf 2020-03-05 [Hus] [] 0/0 – –", "<p>Lagat.</p>"), (post.Title, post.Facts(), post.Shown()));
    }

    [Fact]
    public void Reads_a_page_of_wordpress_com_that_a_browser_saved()
    {
        SavedPage page = Saved.Page("""
            <!DOCTYPE html>
            <!-- saved from url=(0058)https://snickaren.wordpress.example/2014/02/03/en-ny-byra/ -->
            <html lang="sv"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>En ny byrå | Snickaren</title></head><body class="single postid-77"><article id="post-77" class="post-77 post hentry"><header><h1 class="entry-title">En ny byrå</h1></header><div class="entry-content"><p>Ek &amp; al.</p><p><a href="./byra_files/stor.jpg"><img src="./byra_files/liten.jpg" alt="Byrån"></a></p><div id="atatags-1"></div><div class="wpcnt"><div class="wpa">Reklam</div></div><div id="jp-post-flair" class="sharedaddy sd-like-enabled sd-sharing-enabled"><div class="sharedaddy sd-sharing-enabled"><h3>Dela detta:</h3></div><div class="sharedaddy sd-block sd-like jetpack-likes-widget-wrapper"><h3 class="sd-title">Gilla</h3><div class="likes-widget-placeholder"><span class="button"><span>Gilla</span></span> <span class="loading">Laddar in …</span></div></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Relaterade</h3></div></div></div><footer class="entry-meta">Det här inlägget postades i <a href="https://snickaren.wordpress.example/category/mobler/" rel="category tag">Möbler</a> den <a href="https://snickaren.wordpress.example/2014/02/03/en-ny-byra/" rel="bookmark"><time class="entry-date" datetime="2014-02-03T19:22:00+00:00">3 februari, 2014</time></a> av <span class="author vcard"><a class="url fn n" href="/author/kaj">Kaj Hyvel</a></span>.</footer></article></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("En ny byrå", "Kaj Hyvel 2014-02-03T19:22:00+00:00 [Möbler] [] 0/– – en-ny-byra"), (post.Title, post.Facts()));
        Assert.Equal("<p>Ek &amp; al.</p><p><a href=\"./byra_files/stor.jpg\"><img src=\"./byra_files/liten.jpg\" alt=\"Byrån\"></a></p>", post.Shown());
    }

    private const string PlainDivs = """
        <html><head><meta charset="utf-8"><title>Bertils blogg</title></head><body><div><div><h1>Bertils blogg</h1><p>En blogg om ån</p></div><div><h2><a href="https://blogg.bladet.example/bertil/2020/02/20/isen-gar/">Isen går</a></h2><p>Av <a href="/author/bertil">Bertil Å</a>, <a href="/2020/02/20/">20 februari 2020</a>, <a href="/natur/">Natur</a> <a href="#respond">Bli först att kommentera</a> <span>4</span></p><p>Nu <b>dånar</b> det. Se <a href="https://smhi.example/">prognosen</a>.</p><p><img src="https://blogg.bladet.example/is.jpg"></p><p>På bilden: ån.</p><p>&nbsp;</p><p><a href="#respond">Bli först att kommentera</a></p></div><div><h2>Öringen</h2><p>Av , , <a href="#c">2 kommentarer</a> 7</p><p>Den hoppar.</p><ul><li>Ett</li><li>Två</li></ul><p><a href="#c">2 kommentarer</a></p></div><div><h3>Arkiv</h3><ul><li>februari 2020</li></ul><h3>RSS Nytt från bladet.example</h3><ul><li>Bro stängd</li></ul></div></div></body></html>
        """;

    private const string PlainHeadings = """
        <html><head><meta charset="utf-8"><title>Bertils blogg</title></head><body><h1>Bertils blogg</h1><p>En blogg om ån</p><h2><a href="https://blogg.bladet.example/bertil/2020/02/20/isen-gar/">Isen går</a></h2><p>Av <a href="/author/bertil">Bertil Å</a>, 20 februari 2020, Natur <a href="#respond">Bli först att kommentera</a> 4</p><p>Nu <b>dånar</b> det. Se <a href="https://smhi.example/">prognosen</a>.</p><p><img src="https://blogg.bladet.example/is.jpg"></p><p>På bilden: ån.</p><p>&nbsp;</p><p><a href="#respond">Bli först att kommentera</a></p><h2>Öringen</h2><p>Av , , <a href="#c">2 kommentarer</a> 7</p><p>Den hoppar.</p><ul><li>Ett</li><li>Två</li></ul><p><a href="#c">2 kommentarer</a></p><h3>Arkiv</h3><ul><li>februari 2020</li></ul><h3>RSS Nytt från bladet.example</h3><ul><li>Bro stängd</li></ul></body></html>
        """;

    [Theory]
    [InlineData(PlainDivs)]
    [InlineData(PlainHeadings)]
    public void Reads_the_portal_where_nothing_has_a_class(string html)
    {
        SavedPage page = Saved.Page(html);
        Assert.Equal(["Isen går", "Öringen"], page.Titles());
        Assert.Equal(["Bertil Å 2020-02-20 [Natur] [] 0/0 4 isen-gar", "–  [] [] 0/2 7 –"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(
            [
                "<p>Nu <b>dånar</b> det. Se <a href=\"https://smhi.example/\" rel=\"noopener\">prognosen</a>.</p><p><img src=\"https://blogg.bladet.example/is.jpg\"></p><p>På bilden: ån.</p>",
                "<p>Den hoppar.</p><ul><li>Ett</li><li>Två</li></ul>",
            ],
            page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal([new SavedPageWarning(SavedPageWarningKind.CommentsMissing, "Öringen")], page.Warnings);
    }
}
