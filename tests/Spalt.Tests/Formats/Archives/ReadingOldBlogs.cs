using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>Saved HTML of blogs as programs before 2010 made them, abridged.</summary>
public class ReadingOldBlogs
{
    [Fact]
    public void Reads_the_oldest_pages_of_blogger()
    {
        SavedPage page = Saved.Page("""
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Stugliv: Taket läcker</title></head><body><div id="header"><h1 id="blog-title"><a href="http://stuga.example/">Stugliv</a></h1></div><div id="content"><div id="main"><div id="main2">
            <h2 class="date-header">fredag, maj 12, 2006</h2>
            <div class="post"><a name="114741"></a><h3 class="post-title">Taket läcker</h3><div class="post-body"><p><div style="clear:both;"></div>Regnet kom in.<br /><br />Hinkar överallt.</p></div><p class="post-footer"><em>posted by Gunnel at <a href="http://stuga.example/2006/05/taket.html" title="permanent link">9:41 em</a></em></p></div>
            <div id="comments"><a name="comments"></a><h4>3 Comments:</h4><dl id="comments-block">
            <dt class="comment-poster" id="c1147"><a name="c1147"></a><span class="comment-icon"><img src="http://www.blogger.com/img/b16.gif" alt="Blogger" /></span>&nbsp;<a href="http://www.blogger.com/profile/1" rel="nofollow">Arne</a> said...</dt>
            <dd class="comment-body"><p>Ring en plåtslagare.<br />Genast!</p></dd>
            <dd class="comment-timestamp"><a href="#c1147" title="comment permalink">10:02 em</a><span class="item-control"><a href="http://www.blogger.com/delete-comment.g" title="Delete Comment"><span>&nbsp;</span></a></span></dd>
            <dt class="comment-poster" id="c1148"><a name="c1148"></a>&nbsp;Anonymous said...</dt><dd class="comment-body"><p>Vi hade samma.</p><p>I fjol.</p></dd><dd class="comment-timestamp"><a href="#c1148">lördag, maj 13, 2006 8:00:00 fm</a></dd>
            <dt class="comment-poster" id="c1149">Gunnel said...</dt><dd class="comment-body"><p>Tack båda.</p></dd><dd class="comment-timestamp"><a href="#c1149">maj 13, 2006 9:30 fm</a></dd>
            </dl><p class="comment-timestamp"><a class="comment-link" href="https://www.blogger.com/comment.g?x">Post a Comment</a></p></div></div></div><div id="sidebar"><h2 class="sidebar-title">Previous Posts</h2><ul id="recently"><li><a href="x">Snö</a></li></ul></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Taket läcker", "Gunnel 2006-05-12 [] [] 3/3 – taket"), (post.Title, post.Facts()));
        Assert.Equal("<p>Regnet kom in.</p><p>Hinkar överallt.</p>", post.Shown());
        Assert.Equal(["Arne : <p>Ring en plåtslagare.<br>Genast!</p>", "Anonymous 2006-05-13T08:00:00: <p>Vi hade samma.</p><p>I fjol.</p>", "Gunnel 2006-05-13T09:30:00: <p>Tack båda.</p>"], post.Talk());
        Assert.Equal(["1147", "1148", "1149"], post.Comments.Select(comment => comment.Id).ToArray());
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Reads_bloggers_comments_that_have_a_footer()
    {
        SavedPost post = Saved.Post("""
            <body><div class='blog-posts hfeed'><div class='post hentry'><h3 class='post-title entry-title'>Dasset</h3><div class='post-body entry-content'>Rött.</div></div>
            <div class='comments' id='comments'><h4>2 kommentarer:</h4><div id='Blog1_comments-block-wrapper'><dl class='avatar-comment-indent' id='comments-block'>
            <dt class='comment-author ' id='c501'><div class="avatar-image-container"><img src="x.png"/></div>Anonym sa...</dt><dd class='comment-body' id='Blog1_cmt-501'><p>Fint!</p></dd><dd class='comment-footer'><span class='comment-timestamp'><a href='#c501'>9 juli 2009 kl. 08:13</a><span class='item-control'><a title='Ta bort kommentar'><img src='d.gif'/></a></span></span></dd>
            <dt class='comment-author blog-author' id='c502'><a href='http://www.blogger.com/profile/1' rel='nofollow'>Gunnel</a> sa...</dt><dd class='comment-body'><p>Falu.</p></dd><dd class='comment-footer'><span class='comment-timestamp'><a href='#c502'>9 juli 2009 kl. 10:00</a></span></dd>
            </dl></div></div></div></body>
            """);
        Assert.Equal(["Anonym 2009-07-09T08:13:00: <p>Fint!</p>", "Gunnel 2009-07-09T10:00:00: <p>Falu.</p>"], post.Talk());
    }

    [Fact]
    public void Gives_posts_the_day_that_stands_above_them()
    {
        SavedPage page = Saved.Page("""
            <body><div id="pagebody"><h2>14 september 2010</h2>
            <div class="entry" id="entry-6a01"><h3 class="entry-header"><a href="http://brod.example/surdeg.html">Surdeg</a></h3><div class="entry-content"><div class="entry-body"><p>Degen jäste över.</p></div></div></div>
            <div class="entry" id="entry-6a02"><h3 class="entry-header"><a href="http://brod.example/rag.html">Råg</a></h3><div class="entry-content"><p>Mörkt.</p></div><p class="entry-footer-info">Posted by Maja at 10:00 in <a href="/b">Bröd</a> | <a class="permalink" href="http://brod.example/rag.html">Permalink</a> | <a href="http://brod.example/rag.html#comments">Comments (2)</a></p></div>
            <h2>10 september 2010</h2>
            <div class="entry" id="entry-6a03"><h3 class="entry-header"><a href="http://brod.example/limpa.html">Limpa</a></h3><div class="entry-content"><p>Söt.</p></div></div></div></body>
            """);
        Assert.Equal(["– 2010-09-14 [] [] 0/– – surdeg", "Maja 2010-09-14 [] [] 0/2 – rag", "– 2010-09-10 [] [] 0/– – limpa"], page.Posts.Select(post => post.Facts()).ToArray());
    }

    [Fact]
    public void Reads_drupal_with_its_threads()
    {
        SavedPost post = Saved.Post("""
            <html lang="sv"><body class="page-node node-type-blog"><div id="main"><div id="content"><h1 class="title" id="page-title">Kör i kväll</h1><div id="node-55" class="node node-blog" about="/blogg/kor-i-kvall" typeof="sioct:Post sioct:BlogPost"><div class="meta submitted"><span property="dc:date dc:created" content="2013-11-28T16:40:00+01:00">Skickat av <span class="username">Ingegerd</span> tor, 2013-11-28 16:40</span></div>
            <div class="content clearfix"><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded"><p>Vi sjunger Bach.</p></div></div></div><div class="field field-name-field-tags field-type-taxonomy-term-reference"><h3 class="field-label">Tags: </h3><ul class="links"><li><a href="/taxonomy/term/4">kör</a></li></ul></div></div><div class="link-wrapper"><ul class="links inline"><li><a href="/comment/reply/55#comment-form">Lägg till kommentar</a></li></ul></div>
            <div id="comments" class="comment-wrapper"><h2 class="title">Kommentarer</h2><a id="comment-8"></a><div class="comment" about="/comment/8#comment-8" typeof="sioc:Post sioct:Comment"><div class="attribution"><p class="commenter-name"><span class="username">Sture</span></p><p class="comment-time"><span property="dc:date dc:created" content="2013-11-28T18:00:00+01:00">tor, 2013-11-28 18:00</span></p></div><div class="comment-text"><h3><a class="permalink">Vilken tid</a></h3><div class="content"><div class="field field-name-comment-body"><p>När börjar det?</p></div></div><ul class="links inline"><li><a>svara</a></li></ul></div></div>
            <div class="indented"><a id="comment-9"></a><div class="comment"><div class="attribution"><p><span class="username">Ingegerd</span></p></div><div class="comment-text"><div class="content"><p>Klockan 19.</p></div></div></div></div><a id="comment-10"></a><div class="comment"><span class="username">Maj</span><div class="content"><p>Kommer!</p></div></div></div></div></div></div></body></html>
            """);
        Assert.Equal(("Kör i kväll", "Ingegerd 2013-11-28T16:40:00+01:00 [] [kör] 3/– – –", "<p>Vi sjunger Bach.</p>"), (post.Title, post.Facts(), post.Shown()));
        Assert.Equal(["Sture 2013-11-28T18:00:00+01:00: <p>När börjar det?</p>", "8 Ingegerd : <p>Klockan 19.</p>", "Maj : <p>Kommer!</p>"], post.Talk());
    }

    [Fact]
    public void Reads_a_list_of_drupal_six()
    {
        SavedPage page = Saved.Page("""
            <body><div id="content"><div id="node-7" class="node node-story"><h2><a href="/node/7">Isen</a></h2><span class="submitted">fre, 2009-02-20 10:15 — Bo Ek</span><div class="content"><p>Hal.</p></div><div class="links"><a href="/node/7#comments">2 kommentarer</a></div></div>
            <div id="node-6" class="node node-story"><h2><a href="/node/6">Snön</a></h2><div class="content"><p>Vit.</p></div><div class="terms"><ul><li><a href="/taxonomy/term/2">vinter</a></li></ul></div></div></div></body>
            """);
        Assert.Equal(["Isen: – 2009-02-20T10:15:00 [] [] 0/2 – 7 <p>Hal.</p>", "Snön: –  [] [vinter] 0/– – 6 <p>Vit.</p>"], page.Posts.Select(post => $"{post.Title}: {post.Facts()} {post.Shown()}").ToArray());
    }

    [Fact]
    public void Reads_the_comments_of_movable_type_with_what_they_answer()
    {
        SavedPost post = Saved.Post("""
            <body><div id="entry-41" class="entry-asset asset hentry"><h1 class="asset-name entry-title">Kanonen</h1><div class="asset-content entry-content"><p>Tung.</p></div></div>
            <div id="comments" class="comments"><h2 class="comments-header">2 Comments</h2><div class="comment" id="comment-901"><div class="comment-header"><span class="byline"><span class="vcard author">Sigge</span> | <a href="#comment-901"><abbr class="published" title="2008-04-02T08:00:00+01:00">April 2</abbr></a> | <a href="javascript:void(0);">Reply</a></span></div><div class="comment-content"><p>Hur tung?</p></div></div>
            <div class="comment" id="comment-902"><div class="comment-header"><span class="byline"><span class="vcard author">Harald</span> replied to <a href="#comment-901">comment from Sigge</a> | <a href="#comment-902"><abbr class="published" title="2008-04-02T09:00:00+01:00">April 2</abbr></a></span></div><div class="comment-content"><p>Fem ton.</p></div></div></div></body>
            """);
        Assert.Equal(["Sigge 2008-04-02T08:00:00+01:00: <p>Hur tung?</p>", "901 Harald 2008-04-02T09:00:00+01:00: <p>Fem ton.</p>"], post.Talk());
    }

    [Fact]
    public void Reads_a_comment_whose_date_is_no_element()
    {
        SavedPost post = Saved.Post("<body><article class=hentry><h2 class=entry-title>Taket</h2><div class=entry-content><p>Tätt.</p></div></article><ol class=commentlist><li class=comment id=comment-77><div class='comment-author meta'><strong>Birgitta</strong>oktober 3, 2018 kl. 07:15<a class=comment-reply-link href='#'> - Svara</a></div><div class=comment-text><p>Vad kostade det?</p></div></li></ol></body>");
        Assert.Equal(["Birgitta 2018-10-03T07:15:00: <p>Vad kostade det?</p>"], post.Talk());
    }

    [Fact]
    public void Reads_the_classic_theme_of_wordpress()
    {
        SavedPage page = Saved.Page("""
            <body><div id="rap"><h1 id="header"><a href="http://b.example/">Bryggeriet</a></h1><div id="content"><h2>12 mars, 2006</h2>
            <div class="post" id="post-5"><h3 class="storytitle"><a href="http://b.example/?p=5" rel="bookmark">Malt</a></h3><div class="meta">Arkiverad under: <a href="http://b.example/?cat=3" rel="category tag">Öl</a> &#8212; Göran @ 18:20  </div><div class="storycontent"><p>Ny säck. <img src="http://b.example/icon_smile.gif" alt=":)" class="wp-smiley" /></p></div><div class="feedback"><a href="http://b.example/?p=5#comments">Kommentarer (2)</a></div></div>
            <div class="post" id="post-4"><h3 class="storytitle"><a href="http://b.example/?p=4" rel="bookmark">Humle</a></h3><div class="storycontent"><p>Bitter.</p></div></div></div></div></body>
            """);
        Assert.Equal(["Malt: Göran 2006-03-12 [Öl] [] 0/2 – – <p>Ny säck. :)</p>", "Humle: – 2006-03-12 [] [] 0/– – – <p>Bitter.</p>"], page.Posts.Select(post => $"{post.Title}: {post.Facts()} {post.Shown()}").ToArray());
        Assert.Empty(page.Posts[0].Images);
    }

    [Fact]
    public void Takes_the_introduction_and_the_picture_that_a_newspaper_puts_above_the_text()
    {
        SavedPost post = Saved.Post("<article itemscope itemtype='http://schema.org/BlogPosting'><header><h1 itemprop=headline>Skatten</h1><p class=preamble>Den biter inte.</p></header><figure><img src='/a.jpg' alt='Torg'><figcaption>Torget</figcaption></figure><div itemprop=articleBody><p>Första.</p></div></article>");
        Assert.Equal("<p>Den biter inte.</p><figure><img src=\"/a.jpg\" alt=\"Torg\"><figcaption>Torget</figcaption></figure><p>Första.</p>", post.Shown());
    }

    [Fact]
    public void Says_that_a_post_is_a_beginning_where_the_link_to_read_on_is_under_its_body()
    {
        SavedPage page = Saved.Page("""
            <body><div class="post hentry"><h3 class="entry-title"><a href="https://vav.example/2020/11/varpen.html">Varpen</a></h3><div class="post-body entry-content"><p>Vi satte upp den i går.</p></div><div class="jump-link"><a href="https://vav.example/2020/11/varpen.html#more">Läs mer</a></div></div>
            <div class="post hentry"><h3 class="entry-title"><a href="https://vav.example/2020/11/inslag.html">Inslag</a></h3><div class="post-body entry-content"><p>Ull.</p></div><div class="jump-link"><a href="https://vav.example/2020/11/varpen.html">Läs mer</a></div></div></body>
            """);
        Assert.Equal([true, false], page.Posts.Select(post => post.IsExcerpt));
    }
}
