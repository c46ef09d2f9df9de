using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Saved HTML of the themes that most old blogs have, abridged.</summary>
public class ReadingThemesOfWordPress
{
    [Fact]
    public void Reads_twenty_ten()
    {
        SavedPage page = Saved.Page("""
            <!DOCTYPE html><html lang="sv-SE"><head><meta charset="UTF-8"/><title>Ångbåten | Hamnbloggen</title><link rel="canonical" href="https://hamn.example/2011/05/14/angbaten/"/></head>
            <body class="single single-post postid-88 single-format-standard"><div id="wrapper" class="hfeed"><div id="header"><div id="site-title"><span><a href="https://hamn.example/">Hamnbloggen</a></span></div><div id="access"><div class="menu"><ul><li><a href="/">Hem</a></li></ul></div></div></div>
            <div id="main"><div id="container"><div id="content" role="main">
            <div id="nav-above" class="navigation"><div class="nav-previous"><a href="/2011/05/10/tjara/" rel="prev"><span class="meta-nav">&larr;</span> Tjära</a></div></div>
            <div id="post-88" class="post-88 post type-post status-publish format-standard hentry category-batar tag-anga"><h1 class="entry-title">Ångbåten</h1>
            <div class="entry-meta"><span class="meta-prep meta-prep-author">Publicerat</span> <a href="https://hamn.example/2011/05/14/angbaten/" title="10:22" rel="bookmark"><span class="entry-date">14 maj, 2011</span></a> <span class="meta-sep">av</span> <span class="author vcard"><a class="url fn n" href="https://hamn.example/author/sven/" title="Visa alla inlägg av Sven Lod">Sven Lod</a></span></div>
            <div class="entry-content"><p>Hon är 102 år gammal.</p><p><a href="https://hamn.example/files/bat.jpg"><img class="alignleft size-medium" src="https://hamn.example/files/bat-300x200.jpg" alt="Båten" width="300" height="200" /></a></p><p>&nbsp;</p><blockquote><p>Hon går ännu.</p></blockquote><div class="sharedaddy"><div class="sd-block"><h3 class="sd-title">Dela detta:</h3><ul><li><a href="https://hamn.example/?share=twitter"><span>Twitter</span></a></li></ul></div></div></div>
            <div class="entry-utility">Detta inlägg publicerades i <a href="https://hamn.example/category/batar/" rel="category tag">Båtar</a> och märktes <a href="https://hamn.example/tag/anga/" rel="tag">ånga</a>. Bokmärk <a href="https://hamn.example/2011/05/14/angbaten/" rel="bookmark">permalänken</a>.</div></div>
            <div id="nav-below" class="navigation">x</div>
            <div id="comments"><h3 id="comments-title">3 svar på <em>Ångbåten</em></h3><ol class="commentlist">
            <li class="comment even thread-even depth-1" id="li-comment-12"><div id="comment-12"><div class="comment-author vcard"><img alt='' src='https://secure.gravatar.com/a' class='avatar'/> <cite class="fn">Maja</cite> <span class="says">skriver:</span></div><div class="comment-meta commentmetadata"><a href="https://hamn.example/2011/05/14/angbaten/#comment-12">14 maj, 2011 kl. 11:03</a></div><div class="comment-body"><p>Så fin!</p></div><div class="reply"><a rel='nofollow' class='comment-reply-link' href='?replytocom=12#respond'>Svara</a></div></div>
            <ul class="children"><li class="comment byuser bypostauthor depth-2" id="li-comment-13"><div id="comment-13"><div class="comment-author vcard"><cite class="fn">Sven Lod</cite> <span class="says">skriver:</span></div><div class="comment-meta commentmetadata"><a href="#comment-13">14 maj, 2011 kl. 12:00</a></div><div class="comment-body"><p>Tack.</p></div></div></li></ul></li>
            <li class="post pingback"><p>Pingback: <a href='https://annan.example' rel='external nofollow' class='url'>Båtar i hamn</a></p></li>
            </ol><div id="respond"><h3 id="reply-title">Lämna ett svar</h3><form><input/></form></div></div></div></div>
            <div id="primary" class="widget-area"><ul class="xoxo"><li id="archives-2" class="widget-container widget_archive"><h3 class="widget-title">Arkiv</h3><ul><li><a href="/2011/05/">maj 2011</a></li></ul></li></ul></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Ångbåten", "Sven Lod 2011-05-14 [Båtar] [ånga] 2/2 – angbaten"), (post.Title, post.Facts()));
        Assert.StartsWith("<p>Hon är 102 år gammal.</p><p><a href=\"https://hamn.example/files/bat.jpg\"", post.Shown(), StringComparison.Ordinal);
        Assert.EndsWith("</p><blockquote><p>Hon går ännu.</p></blockquote>", post.Shown(), StringComparison.Ordinal);
        Assert.Equal(["Maja 2011-05-14T11:03:00: <p>Så fin!</p>", "12 Sven Lod 2011-05-14T12:00:00: <p>Tack.</p>"], post.Talk());
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Reads_a_category_of_twenty_eleven()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><head><title>Trädgård | Täppan</title></head><body class="archive category"><div id="page" class="hfeed"><header id="branding"><hgroup><h1 id="site-title"><span><a href="/">Täppan</a></span></h1></hgroup></header><div id="main"><section id="primary"><div id="content" role="main"><header class="page-header"><h1 class="page-title">Kategoriarkiv: <span>Trädgård</span></h1></header>
            <article id="post-5" class="post-5 post type-post status-publish format-standard hentry category-rosor"><header class="entry-header"><h1 class="entry-title"><a href="https://tappan.example/2012/06/rosor/" rel="bookmark">Rosor</a></h1><div class="entry-meta"><span class="sep">Publicerat </span><a href="https://tappan.example/2012/06/rosor/" title="09:15" rel="bookmark"><time class="entry-date" datetime="2012-06-03T09:15:00+00:00" pubdate>3 juni, 2012</time></a><span class="by-author"> <span class="sep"> av </span> <span class="author vcard"><a class="url fn n" href="/author/eva/">Eva Rot</a></span></span></div><div class="comments-link"><a href="https://tappan.example/2012/06/rosor/#comments">2</a></div></header>
            <div class="entry-content"><p>De blommar.</p><p><a href="https://tappan.example/2012/06/rosor/#more-5" class="more-link">Fortsätt läsa <span class="meta-nav">&rarr;</span></a></p></div>
            <footer class="entry-meta"><span class="cat-links"><span class="entry-utility-prep">Publicerat i</span> <a href="/category/rosor/" rel="category tag">Rosor</a></span><span class="sep"> | </span><span class="comments-link"><a href="#comments"><b>2</b> svar</a></span></footer></article>
            <article id="post-4" class="post-4 post format-aside hentry"><header class="entry-header"><hgroup><h2 class="entry-title"><a href="https://tappan.example/2012/05/jord/">Jord</a></h2><h3 class="entry-format">Notering</h3></hgroup></header><div class="entry-content"><p>Ny jord köpt.</p></div><footer class="entry-meta"><a href="https://tappan.example/2012/05/jord/"><time class="entry-date" datetime="2012-05-01T10:00:00+00:00">1 maj</time></a></footer></article>
            </div></section></div></div></body></html>
            """);
        Assert.Equal("Kategoriarkiv: Trädgård", page.Heading);
        Assert.Equal(["Eva Rot 2012-06-03T09:15:00+00:00 [Rosor, Trädgård] [] 0/2 – rosor", "– 2012-05-01T10:00:00+00:00 [Trädgård] [] 0/– – jord"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(["<p>De blommar.</p>", "<p>Ny jord köpt.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal([true, false], page.Posts.Select(post => post.IsExcerpt));
    }

    [Fact]
    public void Reads_twenty_sixteen_with_an_introduction_and_a_picture_above_the_text()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="home blog"><div class="site"><header class="site-header"><h1 class="site-title"><a href="/">Ryggsäcken</a></h1></header><div class="site-content"><div class="content-area"><main class="site-main">
            <article id="post-31" class="post-31 post type-post hentry"><header class="entry-header"><span class="sticky-post">Utvald</span><h2 class="entry-title"><a href="https://rygg.example/fjallet/" rel="bookmark">Fjället</a></h2></header>
            <div class="entry-summary"><p>Ingressen för hand.</p></div>
            <a class="post-thumbnail" href="https://rygg.example/fjallet/" aria-hidden="true"><img width="1200" height="800" src="https://rygg.example/wp-content/fjall.jpg" class="attachment-post-thumbnail wp-post-image" alt="Fjäll"/></a>
            <div class="entry-content"><p>Vi gick <em>länge</em>.</p><ol><li>Upp</li><li>Ner</li></ol><div class="wp-block-image"><figure class="aligncenter"><img src="https://rygg.example/wp-content/talt.jpg" alt=""/><figcaption>Tältet</figcaption></figure></div><p class="has-text-align-center"></p></div>
            <footer class="entry-footer"><span class="byline"><span class="author vcard"><img class="avatar"/><span class="screen-reader-text">Författare </span> <a class="url fn n" href="/author/lo">Lo Berg</a></span></span><span class="posted-on"><span class="screen-reader-text">Postat </span><a href="https://rygg.example/fjallet/" rel="bookmark"><time class="entry-date published" datetime="2016-07-04T20:00:00+02:00">4 juli, 2016</time><time class="updated" datetime="2017-01-01T00:00:00+01:00">1 januari, 2017</time></a></span><span class="cat-links"><span class="screen-reader-text">Kategorier </span><a href="/category/vandring/" rel="category tag">Vandring</a></span><span class="comments-link"><a href="https://rygg.example/fjallet/#respond">Lämna en kommentar<span class="screen-reader-text"> till Fjället</span></a></span></footer></article>
            </main></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Fjället", "Lo Berg 2016-07-04T20:00:00+02:00 [Vandring] [] 0/0 – fjallet"), (post.Title, post.Facts()));
        Assert.Equal(
            "<p>Ingressen för hand.</p><p><img src=\"https://rygg.example/wp-content/fjall.jpg\" alt=\"Fjäll\" width=\"1200\" height=\"800\"></p><p>Vi gick <em>länge</em>.</p>"
            + "<ol><li>Upp</li><li>Ner</li></ol><figure><img src=\"https://rygg.example/wp-content/talt.jpg\" alt=\"\"><figcaption>Tältet</figcaption></figure>",
            post.Shown());
    }

    [Fact]
    public void Reads_twenty_twenty()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="home blog"><main id="site-content"><article class="post-2 post type-post hentry" id="post-2"><header class="entry-header has-text-align-center"><div class="entry-header-inner section-inner medium"><div class="entry-categories"><span class="screen-reader-text">Kategorier</span><div class="entry-categories-inner"><a href="/category/hast/" rel="category tag">Häst</a></div></div><h2 class="entry-title heading-size-1"><a href="https://stall.example/foten/">Fölet</a></h2><div class="intro-text section-inner max-percentage small"><p>Ingress.</p></div><div class="post-meta-wrapper post-meta-single post-meta-single-top"><ul class="post-meta"><li class="post-author meta-wrapper"><span class="meta-icon"><svg></svg></span><span class="meta-text">Av <a href="/author/ida/">Ida Hov</a></span></li><li class="post-date meta-wrapper"><span class="meta-text"><a href="https://stall.example/foten/">17 april, 2020</a></span></li><li class="post-comment-link meta-wrapper"><span class="meta-text"><a href="https://stall.example/foten/#comments">4 kommentarer<span class="screen-reader-text"> till Fölet</span></a></span></li></ul></div></div></header><figure class="featured-media"><div class="featured-media-inner section-inner"><img src="https://stall.example/fol.jpg" class="attachment-post-thumbnail size-post-thumbnail wp-post-image" alt=""></div></figure><div class="post-inner thin"><div class="entry-content"><p>Det står.</p></div></div><div class="section-inner"><div class="post-meta-wrapper post-meta-single post-meta-single-bottom"><ul class="post-meta"><li class="post-tags meta-wrapper"><span class="meta-text"><a href="/tag/fol/" rel="tag">föl</a></span></li></ul></div></div></article><hr class="post-separator"></main></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Fölet", "Ida Hov 2020-04-17 [Häst] [föl] 0/4 – foten"), (post.Title, post.Facts()));
        Assert.Equal("<p>Ingress.</p><figure><img src=\"https://stall.example/fol.jpg\" alt=\"\"></figure><p>Det står.</p>", post.Shown());
    }

    [Fact]
    public void Reads_a_tag_of_twenty_twenty_four()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="archive tag"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">Köket</a></p></header><main class="wp-block-group"><h1 class="wp-block-query-title">Etikett: <span>Bröd</span></h1><div class="wp-block-query"><ul class="wp-block-post-template is-layout-flow">
            <li class="wp-block-post post-71 post type-post status-publish format-standard hentry category-bak tag-brod"><h2 class="wp-block-post-title"><a href="https://koket.example/2024/02/surdeg/" target="_self">Surdeg</a></h2><div class="wp-block-template-part"><div class="wp-block-group"><div class="wp-block-post-date"><time datetime="2024-02-11T08:00:00+01:00"><a href="https://koket.example/2024/02/surdeg/">11 februari, 2024</a></time></div><p class="has-contrast-2-color">—</p><p class="has-small-font-size">av</p><div class="wp-block-post-author-name"><a href="/author/ulla/">Ulla Mjöl</a></div><div class="taxonomy-category wp-block-post-terms"><span class="wp-block-post-terms__prefix">i </span><a href="https://koket.example/category/bak/" rel="tag">Bak</a></div></div></div><div class="entry-content wp-block-post-content"><p>Mata den varje dag.</p><div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="#">Skriv ut</a></div></div><div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="https://koket.example/recept.pdf">Hämta receptet</a></div></div></div></li>
            <li class="wp-block-post post-70 post type-post hentry"><h2 class="wp-block-post-title"><a href="https://koket.example/2024/01/limpa/">Limpa</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">Limpan jäste över [&hellip;] </p><p class="wp-block-post-excerpt__more-text"><a class="wp-block-post-excerpt__more-link" href="https://koket.example/2024/01/limpa/">Läs mer</a></p></div></li>
            </ul></div></main></div></body></html>
            """);
        Assert.Equal(["Ulla Mjöl 2024-02-11T08:00:00+01:00 [Bak] [Bröd] 0/– – surdeg", "– 2024-01 [] [Bröd] 0/– – limpa"], page.Posts.Select(post => post.Facts()).ToArray());
        Assert.Equal(
            ["<p>Mata den varje dag.</p><p><a href=\"https://koket.example/recept.pdf\" rel=\"noopener\">Hämta receptet</a></p>", "<p>Limpan jäste över […]</p>"],
            page.Posts.Select(post => post.Shown()).ToArray());
        Assert.Equal([false, true], page.Posts.Select(post => post.IsExcerpt));
    }

    [Fact]
    public void Reads_the_comments_of_twenty_twenty_four_without_its_pingbacks()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><head><title>Limpa – Köket</title></head><body class="post-template-default single single-post postid-70"><div class="wp-site-blocks"><main class="wp-block-group"><div class="wp-block-group"><h1 class="wp-block-post-title">Limpa</h1><div class="wp-block-post-date"><time datetime="2024-01-09T07:00:00+01:00">9 januari, 2024</time></div></div><div class="entry-content wp-block-post-content"><p>Limpan jäste över kanten.</p><p>Det gick bra ändå.</p></div>
            <div class="wp-block-comments"><h2>Kommentarer</h2><h2 id="comments" class="wp-block-comments-title">4 svar till ”Limpa”</h2><ol class="wp-block-comment-template">
            <li id="comment-3" class="comment even thread-even depth-1"><div class="wp-block-columns"><div class="wp-block-column"><div class="wp-block-avatar"><img src="a"></div></div><div class="wp-block-column"><div class="wp-block-comment-author-name"><a href="https://x.example">Kalle</a></div><div class="wp-block-group"><div class="wp-block-comment-date"><time datetime="2024-01-09T09:00:00+01:00"><a href="#comment-3">9 januari, 2024</a></time></div></div><div class="wp-block-comment-content"><p>Hur lång tid?</p></div><div class="wp-block-comment-reply-link"><a href="?replytocom=3">Svara</a></div></div></div>
            <ol><li id="comment-4" class="comment byuser depth-2"><div class="wp-block-comment-author-name">Ulla Mjöl</div><div class="wp-block-comment-date"><time datetime="2024-01-09T10:00:00+01:00">x</time></div><div class="wp-block-comment-content"><p>En timme.</p></div></li></ol></li>
            <li id="comment-5" class="pingback depth-1"><div class="wp-block-comment-author-name">Brödbloggen</div><div class="wp-block-comment-content"><p>[&#8230;] limpan [&#8230;]</p></div></li>
            <li id="comment-6" class="trackback depth-1"><div class="wp-block-comment-author-name">Jästbloggen</div><div class="wp-block-comment-content"><p>[&#8230;]</p></div></li>
            </ol></div></main></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal("– 2024-01-09T07:00:00+01:00 [] [] 2/2 – –", post.Facts());
        Assert.Equal(["Kalle 2024-01-09T09:00:00+01:00: <p>Hur lång tid?</p>", "3 Ulla Mjöl 2024-01-09T10:00:00+01:00: <p>En timme.</p>"], post.Talk());
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Reads_a_post_of_kubrick_that_tells_its_date_inside_the_text()
    {
        SavedPage page = Saved.Page("""
            <html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Slöjdbloggen &raquo; Blog Archive &raquo; Täljkniven</title></head><body><div id="page"><div id="header"><div id="headerimg"><h1><a href="/">Slöjdbloggen</a></h1><div class="description">Trä</div></div></div><hr />
            <div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">&laquo; <a href="/?p=40">Björk</a></div></div><div class="post" id="post-41"><h2>Täljkniven</h2><div class="entry"><p>Vässa den.</p><p class="postmetadata alt"><small>This entry was posted on torsdag, oktober 11th, 2007 at 21:04 and is filed under <a href="/?cat=3" rel="category tag">Verktyg</a>. You can follow any responses through the <a href="/?feed=rss2&p=41">RSS 2.0</a> feed.</small></p></div></div>
            <h3 id="comments">2 Responses to &#8220;Täljkniven&#8221;</h3><ol class="commentlist"><li class="alt" id="comment-8"><cite><a href='http://nils.example' rel='external nofollow'>Nils</a></cite> Says: <br /><small class="commentmetadata"><a href="#comment-8" title="">oktober 12th, 2007 at 08:00</a></small><p>Med vad?</p></li><li id="comment-9"><cite>Per</cite> Says: <br/><small class="commentmetadata"><a href="#comment-9">oktober 12th, 2007 at 09:00</a> </small><p>Bryne.</p></li></ol><h3 id="respond">Leave a Reply</h3><form></form></div>
            <div id="footer"><p>drivs med WordPress</p></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Täljkniven", "– 2007-10-11T21:04:00 [Verktyg] [] 2/2 – –", "<p>Vässa den.</p>"), (post.Title, post.Facts(), post.Shown()));
        Assert.Equal(["Nils 2007-10-12T08:00:00: <p>Med vad?</p>", "Per 2007-10-12T09:00:00: <p>Bryne.</p>"], post.Talk());
    }

    [Fact]
    public void Reads_genesis_without_its_trackbacks()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="post-template-default single single-post postid-9 genesis"><div class="site-container"><header class="site-header"><p class="site-title" itemprop="headline"><a href="/">Löpning</a></p></header><div class="site-inner"><div class="content-sidebar-wrap"><main class="content"><article class="post-9 post type-post status-publish format-standard category-lopp entry" itemscope itemtype="https://schema.org/CreativeWork"><header class="entry-header"><h1 class="entry-title" itemprop="headline">Milen</h1><p class="entry-meta"><time class="entry-time" itemprop="datePublished" datetime="2014-09-01T06:00:00+00:00">1 september, 2014</time> av <span class="entry-author" itemprop="author" itemscope itemtype="https://schema.org/Person"><a href="/author/asa" class="entry-author-link" itemprop="url" rel="author"><span class="entry-author-name" itemprop="name">Åsa Steg</span></a></span> <span class="entry-comments-link"><a href="/milen/#comments">2 kommentarer</a></span></p></header><div class="entry-content" itemprop="text"><p>49 minuter.</p></div><footer class="entry-footer"><p class="entry-meta"><span class="entry-categories">Under: <a href="/category/lopp/" rel="category tag">Lopp</a></span> <span class="entry-tags">Taggad: <a href="/tag/mil/" rel="tag">mil</a></span></p></footer></article>
            <div class="entry-comments" id="comments"><h3>Kommentarer</h3><ol class="comment-list"><li class="comment even thread-even depth-1" id="comment-21"><article itemprop="comment" itemscope itemtype="https://schema.org/Comment"><header class="comment-header"><p class="comment-author" itemprop="author" itemscope itemtype="https://schema.org/Person"><img class="avatar"/><span itemprop="name">Jan</span> <span class="says">says</span></p><p class="comment-meta"><time class="comment-time" datetime="2014-09-01T07:00:00+00:00" itemprop="datePublished"><a class="comment-time-link" href="#comment-21" itemprop="url">1 september, 2014 at 07:00</a></time></p></header><div class="comment-content" itemprop="text"><p>Snabbt!</p></div><div class="comment-reply"><a href="#">Svara</a></div></article></li></ol></div>
            <div class="entry-pings" id="pings"><h3>Trackbacks</h3><ol class="ping-list"><li class="pingback even depth-1" id="comment-22"><article><header class="comment-header"><p class="comment-author"><cite class="fn">Löpbloggen</cite> <span class="says">says</span></p></header><div class="comment-content"><p>[...] milen [...]</p></div></article></li></ol></div></main></div></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Milen", "Åsa Steg 2014-09-01T06:00:00+00:00 [Lopp] [mil] 1/1 – –", "<p>49 minuter.</p>"), (post.Title, post.Facts(), post.Shown()));
        Assert.Equal(["Jan 2014-09-01T07:00:00+00:00: <p>Snabbt!</p>"], post.Talk());
        Assert.Empty(page.Warnings);
    }
}
