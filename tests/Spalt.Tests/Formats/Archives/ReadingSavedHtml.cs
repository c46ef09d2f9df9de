using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

public class ReadingSavedHtml
{
    [Fact]
    public void Reads_a_page_of_a_theme_with_hentry()
    {
        SavedPage page = Saved.Page("""
            <!DOCTYPE html>
            <!-- saved from url=(0040)https://blogg.bladet.example/haga/page/2/ -->
            <html lang="sv-SE"><head><meta charset="utf-8"><title>Haga i bild</title></head>
            <body class="blog has-sidebar"><header><h1 class="site-title">Haga i bild</h1><nav><a href="/">Hem</a></nav></header>
            <main id="main" class="site-main">
            <article id="post-123" class="post-123 post type-post status-publish hentry category-sport tag-haga">
              <header class="entry-header"><h2 class="entry-title"><a href="/haga/2020/02/20/isen-b%C3%A4r/" rel="bookmark">Isen bär &amp; håller</a></h2>
              <div class="entry-meta"><span class="posted-on">Publicerat den <a href="/haga/2020/02/20/isen-b%C3%A4r/" rel="bookmark"><time class="entry-date published" datetime="2020-02-20T14:05:00+01:00">20 februari 2020</time><time class="updated" datetime="2020-03-01T08:00:00+01:00">1 mars 2020</time></a></span>
              <span class="byline"> av <span class="author vcard"><a class="url fn n" href="/author/anna/">Anna Berg</a></span></span></div></header>
              <div class="entry-content"><p>Banan är <b>spolad</b>.</p><p>&nbsp;</p>
              <figure class="wp-caption"><img src="/haga/files/is.jpg" alt="En bana" width="600" height="400"><figcaption class="wp-caption-text">På bilden: banan.</figcaption></figure>
              <p><a href="/haga/karta/">Karta</a></p>
              <script>alert(1)</script><div class="sharedaddy sd-sharing-enabled"><h3>Dela det här:</h3><ul><li>Facebook</li></ul></div></div>
              <footer class="entry-footer"><span class="cat-links">Kategorier <a href="/haga/category/sport/" rel="category tag">Sport</a></span>
              <span class="tags-links">Etiketter <a href="/haga/tag/haga/" rel="tag">Haga</a>, <a href="/haga/tag/is/" rel="tag">is</a></span>
              <span class="comments-link"><a href="/haga/2020/02/20/isen-b%C3%A4r/#comments">5 kommentarer<span class="screen-reader-text"> till Isen bär</span></a></span></footer>
            </article>
            <article id="post-120" class="post-120 post hentry"><h2 class="entry-title"><a href="/haga/2020/02/18/buss-9/">Buss 9</a></h2>
              <div class="entry-content"><p>Nian går över bron.</p></div>
              <a href="/haga/2020/02/18/buss-9/#respond">Bli först att kommentera</a></article>
            </main><aside id="secondary" class="widget-area"><article class="hentry"><h2 class="entry-title">Mest läst</h2><div class="entry-content">x</div></article></aside></body></html>
            """);
        Assert.Equal((SavedPageKind.Html, "Haga i bild", "https://blogg.bladet.example/haga/page/2/"), (page.Kind, page.Heading, page.Address));
        Assert.Equal(["Isen bär & håller", "Buss 9"], page.Titles());

        SavedPost post = page.Posts[0];
        Assert.Equal(("Anna Berg", "2020-02-20T14:05:00+01:00", 123L, 5, "sv-SE"), (post.AuthorName, post.Published.ToString(), post.WordPressId, post.CommentCount, post.Language));
        Assert.Equal("https://blogg.bladet.example/haga/2020/02/20/isen-b%C3%A4r/", post.Permalink);
        Assert.Equal("isen-bär", post.Slug);
        Assert.Equal(["Sport"], post.Categories);
        Assert.Equal(["Haga", "is"], post.Tags);
        Assert.Equal([new SavedImage("https://blogg.bladet.example/haga/files/is.jpg", "En bana", "På bilden: banan.")], post.Images);
        Assert.Contains("<p>Banan är <b>spolad</b>.</p>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("href=\"https://blogg.bladet.example/haga/karta/\"", post.BodyHtml, StringComparison.Ordinal);
        foreach (string furniture in (string[])["script", "Dela", "Facebook", "&nbsp;", "Etiketter", "Kategorier"])
        {
            Assert.DoesNotContain(furniture, post.BodyHtml, StringComparison.Ordinal);
        }

        Assert.Equal(("<p>Nian går över bron.</p>", "2020-02-18", 0), (page.Posts[1].BodyHtml, page.Posts[1].Published.ToString(), page.Posts[1].CommentCount));
        Assert.Null(page.Posts[1].AuthorName);
    }

    [Fact]
    public void Reads_a_single_post_with_its_threads()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv"><head><link rel="canonical" href="https://blogg.bladet.example/haga/2020/02/20/isen/"></head><body class="single postid-7">
            <article class="post hentry"><h1 class="entry-title">Isen</h1><div class="entry-content"><p>Spolad.</p></div></article>
            <div id="comments" class="comments-area"><h2 class="comments-title">4 kommentarer till ”Isen”</h2>
            <ol class="comment-list">
              <li id="comment-31" class="comment even depth-1 parent"><article id="div-comment-31" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Bo Ek</b> <span class="says">skriver:</span></div>
                <div class="comment-metadata"><a href="#comment-31"><time datetime="2020-02-20T15:00:00+01:00">20 februari 2020 kl. 15:00</time></a></div></footer>
                <div class="comment-content"><p>Tack!</p></div><div class="reply"><a class="comment-reply-link" href="?replytocom=31">Svara</a></div></article>
                <ol class="children"><li id="comment-32" class="comment depth-2"><article id="div-comment-32" class="comment-body"><footer class="comment-meta"><b class="fn">Anna Berg</b> <time datetime="2020-02-20T16:00:00+01:00"></time></footer><div class="comment-content"><p>Varsågod.</p></div></article></li></ol></li>
              <li id="comment-33" class="comment depth-1"><article class="comment-body"><b class="fn">Cilla</b><div class="comment-content"><p>Öppet i kväll?</p></div></article></li>
              <li id="comment-34" class="pingback">Pingback: annan blogg</li>
            </ol><div id="respond" class="comment-respond"><h3>Lämna ett svar</h3></div></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("<p>Spolad.</p>", 7L, 3, "isen", "2020-02-20"), (post.BodyHtml, post.WordPressId, post.CommentCount, post.Slug, post.Published.ToString()));
        Assert.Equal(
            [("31", null, "Bo Ek", "2020-02-20T15:00:00+01:00", "<p>Tack!</p>"), ("32", "31", "Anna Berg", "2020-02-20T16:00:00+01:00", "<p>Varsågod.</p>"), ("33", null, "Cilla", "", "<p>Öppet i kväll?</p>")],
            post.Comments.Select(comment => (comment.Id, comment.ParentId, comment.AuthorName, comment.Published.ToString(), comment.BodyHtml)));
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void Reads_the_oldest_default_theme()
    {
        SavedPage page = Saved.Page("""
            <html><body><div id="page"><div id="content" class="narrowcolumn"><h2 class="pagetitle">Arkiv för februari 2020</h2>
            <div class="post" id="post-12"><h2><a href="https://bladet.example/?p=12" rel="bookmark">Buss 9</a></h2><small>20 februari, 2020 <!-- av anna --></small>
            <div class="entry"><p>Nian går.</p><p><a href="https://bladet.example/?p=12" class="more-link">Läs mer &raquo;</a></p></div>
            <p class="postmetadata">Publicerat i <a href="https://bladet.example/category/trafik/" rel="category tag">Trafik</a> | <a href="https://bladet.example/?p=12#respond">Inga kommentarer &#187;</a></p></div>
            <div class="post" id="post-11"><h2><a href="https://bladet.example/?p=11">Isen</a></h2><div class="entry"><p>Hal.</p></div></div>
            </div><ol class="commentlist"><li class="alt" id="comment-5"><cite><a href="https://bo.example/">Bo</a></cite> Says:<br><small class="commentmetadata"><a href="#comment-5">21 februari 2020 kl. 08:10</a></small><p>Bra!</p></li></ol></div></body></html>
            """);
        Assert.Equal("Arkiv för februari 2020", page.Heading);
        SavedPost post = page.Posts[0];
        Assert.Equal(("Buss 9", "<p>Nian går.</p>", "2020-02-20", 12L, 0), (post.Title, post.BodyHtml, post.Published.ToString(), post.WordPressId, post.CommentCount));
        Assert.Equal(["Trafik"], post.Categories);
        Assert.Null(post.Slug);
        Assert.Contains(new SavedPageWarning(SavedPageWarningKind.ExcerptOnly, "Buss 9"), page.Warnings);
        Assert.Equal("2020-02", page.Posts[1].Published.ToString());
    }

    [Fact]
    public void Reads_the_comments_of_the_oldest_default_theme()
    {
        SavedComment comment = Assert.Single(Saved.Post("""
            <div class="post" id="post-12"><h2>Buss 9</h2><div class="entry"><p>Nian går.</p></div></div><h3 id="comments">1 kommentar till &#8220;Buss 9&#8221;</h3>
            <ol class="commentlist"><li class="alt" id="comment-5"><cite><a href="https://bo.example/">Bo</a></cite> Says:<br><small class="commentmetadata"><a href="#comment-5">21 februari 2020 kl. 08:10</a></small><p>Bra!</p></li></ol>
            """).Comments);
        Assert.Equal(("5", "Bo", "2020-02-21T08:10:00", "<p>Bra!</p>"), (comment.Id, comment.AuthorName, comment.Published.ToString(), comment.BodyHtml));
    }

    [Fact]
    public void Reads_a_block_theme()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="single single-post postid-44"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title">Haga</p></header>
            <main class="wp-block-group"><div class="wp-block-group"><h1 class="wp-block-post-title">Biblioteket</h1>
            <div class="wp-block-post-date"><time datetime="2024-03-01T09:30:00+01:00">1 mars, 2024</time></div><div class="wp-block-post-author-name">Cilla Dahl</div>
            <div class="taxonomy-category wp-block-post-terms"><a href="https://haga.example/category/kultur/" rel="tag">Kultur</a></div></div>
            <figure class="wp-block-post-featured-image"><img src="https://haga.example/disk.jpg" alt="Disken"></figure>
            <div class="entry-content wp-block-post-content"><p>Nu är det öppet.</p></div>
            <div class="taxonomy-post_tag wp-block-post-terms"><a href="https://haga.example/tag/bocker/" rel="tag">böcker</a></div>
            <div class="wp-block-comments"><ol class="wp-block-comment-template"><li id="comment-9" class="comment depth-1"><div><div class="wp-block-comment-author-name">Bo</div><div class="wp-block-comment-date"><time datetime="2024-03-01T10:00:00+01:00">1 mars</time></div><div class="wp-block-comment-content"><p>Fint.</p></div></div></li></ol></div></main></div></body></html>
            """);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Biblioteket", "2024-03-01T09:30:00+01:00", "Cilla Dahl", 44L), (post.Title, post.Published.ToString(), post.AuthorName, post.WordPressId));
        Assert.Equal(["Kultur"], post.Categories);
        Assert.Equal(["böcker"], post.Tags);
        Assert.EndsWith("<p>Nu är det öppet.</p>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Equal([new SavedImage("https://haga.example/disk.jpg", "Disken", null)], post.Images);
        Assert.Equal(("Bo", "<p>Fint.</p>"), (post.Comments[0].AuthorName, post.Comments[0].BodyHtml));
    }

    [Fact]
    public void Reads_a_list_of_a_block_theme_as_excerpts()
    {
        SavedPage page = Saved.Page("""
            <main><ul class="wp-block-post-template"><li class="wp-block-post post-3 post hentry"><h2 class="wp-block-post-title"><a href="https://haga.example/tre/">Tre</a></h2><div class="wp-block-post-excerpt"><p>Början …</p></div></li>
            <li class="wp-block-post post-2 post hentry"><h2 class="wp-block-post-title"><a href="https://haga.example/tva/">Två</a></h2><div class="wp-block-post-excerpt"><p>Mer …</p></div></li></ul></main>
            """);
        Assert.Equal(["Tre", "Två"], page.Titles());
        Assert.Equal(["tre", "tva"], page.Posts.Select(post => post.Slug ?? "").ToArray());
        Assert.All(page.Warnings, warning => Assert.Equal(SavedPageWarningKind.ExcerptOnly, warning.Kind));
        Assert.Equal(2, page.Warnings.Count);
    }

    [Fact]
    public void Reads_h_entry()
    {
        SavedPost post = Saved.Post("""
            <html lang="sv"><div class="h-feed"><article class="h-entry"><h1 class="p-name">Vinterbad</h1><a class="u-url" href="https://bo.example/2021/bad"><time class="dt-published" datetime="2021-01-02">i lördags</time></a>
            <span class="p-author h-card"><a class="p-name u-url" href="https://bo.example/">Bo Ek</a></span><div class="e-content"><p>Kallt.</p></div><a class="p-category" href="/t/bad">bad</a>
            <div class="u-like h-cite"></div><div class="u-like h-cite"></div><div class="u-comment h-cite"><span class="p-author h-card">Anna</span><time class="dt-published" datetime="2021-01-03T10:00:00Z"></time><div class="e-content p-name">Brr!</div></div></article></div></html>
            """);
        Assert.Equal(("Vinterbad", "<p>Kallt.</p>", "Bo Ek", "2021-01-02", "https://bo.example/2021/bad", 2), (post.Title, post.BodyHtml, post.AuthorName, post.Published.ToString(), post.Permalink, post.Likes));
        Assert.Equal(["bad"], post.Tags);
        Assert.Equal(("Anna", "Brr!", "2021-01-03T10:00:00+00:00"), Assert.Single(post.Comments.Select(comment => (comment.AuthorName, comment.BodyHtml, comment.Published.ToString()))));
    }

    [Fact]
    public void Reads_microdata()
    {
        SavedPost post = Saved.Post("""
            <div itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">Museet</h2><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Cilla Dahl</span></span>
            <meta itemprop="datePublished" content="2019-05-06"><span itemprop="articleSection">Kultur</span><meta itemprop="keywords" content="fri entré, konst"><div itemprop="articleBody"><p>Ny utställning.</p></div>
            <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Bo</span><p itemprop="text">Ska dit.</p></div></div>
            """);
        Assert.Equal(("Museet", "<p>Ny utställning.</p>", "Cilla Dahl", "2019-05-06"), (post.Title, post.BodyHtml, post.AuthorName, post.Published.ToString()));
        Assert.Equal(["Kultur"], post.Categories);
        Assert.Equal(["fri entré", "konst"], post.Tags);
        Assert.Equal("Ska dit.", Assert.Single(post.Comments).BodyHtml);
    }

    [Fact]
    public void Completes_a_plain_article_from_structured_data()
    {
        SavedPost post = Saved.Post("""
            <html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Person","@id":"#anna","name":"Anna Berg"},
            {"@type":"BlogPosting","headline":"Museet","author":{"@id":"#anna"},"datePublished":"2019-05-06T10:00:00+02:00","articleSection":["Kultur"],"keywords":["konst"],"url":"https://haga.example/museet/","commentCount":4}]}</script>
            <script type="application/ld+json">{ broken</script></head><body><main><article><h1>Museet</h1><p>Ny utställning.</p></article></main></body></html>
            """);
        Assert.Equal(("Museet", "<p>Ny utställning.</p>", "Anna Berg", "2019-05-06T10:00:00+02:00", 4), (post.Title, post.BodyHtml, post.AuthorName, post.Published.ToString(), post.CommentCount));
        Assert.Equal(["Kultur"], post.Categories);
    }

    [Fact]
    public void Reads_plain_articles_with_a_heading()
    {
        SavedPage page = Saved.Page("<body><article><h2>Ett</h2><p>Av <a rel=author>Bo</a>, <time datetime=2018-01-02>2/1</time></p><p>Första.</p></article><article><h2>Två</h2><p>Andra.</p></article><article><p>Annons</p></article></body>");
        Assert.Equal(["Ett", "Två"], page.Titles());
        Assert.Equal(("Bo", "2018-01-02"), (page.Posts[0].AuthorName, page.Posts[0].Published.ToString()));
        Assert.Contains("<p>Första.</p>", page.Posts[0].BodyHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div class=\"hentry\"><h2 class=\"entry-title\">Isen</h2><p class=\"meta\">Av <a>Anna Berg</a>, <a>20 februari 2020</a>, <a>Sport</a> <a href=\"#respond\">Bli först att kommentera</a> <span>4</span></p><div class=\"entry-content\"><p>Spolad.</p><p><a href=\"#respond\">Bli först att kommentera</a></p></div></div>")]
    [InlineData("<div class=\"hentry\"><h2 class=\"entry-title\">Isen</h2><div class=\"entry-content\"><p>Av <a>Anna Berg</a>, <a>20 februari 2020</a>, <a>Sport</a> <a>Bli först att kommentera</a> 4</p><p>Spolad.</p><p><a>Bli först att kommentera</a></p></div></div>")]
    [InlineData("<div><h2>Isen</h2><div>Av <a>Anna Berg</a>, <a>20 februari 2020</a>, <a>Sport</a> <a href=\"#respond\">Bli först att kommentera</a> <span>4</span></div><div><p>Spolad.</p></div><div><a>Bli först att kommentera</a></div></div><div>Arkiv</div>")]
    public void Reads_the_portal_however_it_is_marked_up(string html)
    {
        SavedPost post = Saved.Post($"<html><body>{html}</body></html>");
        Assert.Equal(("Isen", "<p>Spolad.</p>", "Anna Berg", "2020-02-20", 4, 0), (post.Title, post.Shown(), post.AuthorName, post.Published.ToString(), post.Likes, post.CommentCount));
        Assert.Equal(["Sport"], post.Categories);
    }

    [Fact]
    public void Takes_by_line_and_date_out_of_an_article_without_any_class()
    {
        SavedPage page = Saved.Page("""
            <body><article><h2><a href="/2021/05/06/vat-var/">Våt vår</a> <a href="#x">#</a></h2><div class="meta">6 maj 2021 | <a href="/kategori/natur/">Natur</a></div><p class="lead">Det regnar.</p><ul><li>Paraply</li></ul><a href="/2021/05/06/vat-var/#comments">2 kommentarer</a></article>
            <article class="entry"><header><h2>Två</h2><p>Publicerad av <a href="/u">Anna Berg</a> den 3 mars 2019 i <a href="/category/news/">Nytt</a></p></header><p>Text.</p><footer><a href="/tag/x/" rel="tag">x</a></footer></article></body>
            """);
        Assert.Equal(["Våt vår", "Två"], page.Titles());
        Assert.Equal(["<p class=\"lead\">Det regnar.</p><ul><li>Paraply</li></ul>", "<p>Text.</p>"], page.Bodies());
        Assert.Equal(["2021-05-06", "2019-03-03"], page.Posts.Select(post => post.Published.ToString()).ToArray());
        Assert.Equal(["Natur", "Nytt"], page.Posts.SelectMany(post => post.Categories).ToArray());
        Assert.Equal("Anna Berg", page.Posts[1].AuthorName);
    }

    [Fact]
    public void Reads_a_capture_that_was_wrapped_in_html() =>
        Assert.Equal("<p>Spolad.</p>", Saved.Post("<html><body><pre>Isen\n\nAv , , Bli först att kommentera 4\n\nSpolad.\n\nBli först att kommentera</pre></body></html>").BodyHtml);

    [Fact]
    public void Reads_a_post_that_only_structured_data_holds()
    {
        SavedPost post = Saved.Post("""<html><head><script type="application/ld+json">{"@type":"BlogPosting","headline":"Isen","articleBody":"Ett.\n\nTvå <b>.","datePublished":"2020-02-20"}</script></head><body><div>tomt</div></body></html>""");
        Assert.Equal(("Isen", "<p>Ett.</p>\n<p>Två &lt;b&gt;.</p>", "2020-02-20"), (post.Title, post.BodyHtml, post.Published.ToString()));
    }

    [Fact]
    public void Reads_threads_whose_comments_have_their_number_on_an_inner_element()
    {
        SavedPost post = Saved.Post("""
            <div id="post-9" class="hentry"><h1 class="entry-title">Isen</h1><div class="entry-content"><p>Hej.</p></div></div>
            <div id="comments"><ol class="commentlist"><li class="comment depth-1" id="li-comment-5"><div id="comment-5"><div class="comment-author vcard"><cite class="fn">Bo</cite> <span class="says">skriver:</span></div><div class="comment-meta commentmetadata"><a href="#comment-5">20 februari, 2020 kl. 15:00</a></div><div class="comment-body"><p>Bra</p></div><div class="reply"><a>Svara</a></div></div>
            <ul class="children"><li class="comment depth-2" id="li-comment-6"><div id="comment-6"><cite class="fn">Anna</cite><div class="comment-body"><p>Tack</p></div></div></li></ul></li></ol></div>
            """);
        Assert.Equal([("5", null, "Bo", "2020-02-20T15:00:00", "<p>Bra</p>"), ("6", "5", "Anna", "", "<p>Tack</p>")],
            post.Comments.Select(comment => (comment.Id, comment.ParentId, comment.AuthorName, comment.Published.ToString(), comment.BodyHtml)));
    }

    [Fact]
    public void Leaves_articles_inside_a_post_and_its_comments_to_it() =>
        Assert.Equal(["Isen"], Saved.Page("<article class=hentry><h2 class=entry-title>Isen</h2><div class=entry-content><p>Se:</p><article class=h-entry><h3 class=p-name>Citat</h3></article></div><div id=comments><article class='comment hentry'><h3>Bo</h3><p>Hej</p></article></div></article>").Titles());

    [Fact]
    public void Gives_late_images_their_address_and_leaves_those_saved_beside_the_page()
    {
        SavedPost post = Saved.Post("<base href='https://haga.example/'><article class=hentry><h2 class=entry-title>Isen</h2><div class=entry-content><p><img src='data:image/gif;base64,R0' data-src='/a.jpg'><img src='./Isen_files/b.jpg'></p><noscript><img src='/a.jpg'></noscript></div></article>");
        Assert.Equal(["https://haga.example/a.jpg", "./Isen_files/b.jpg"], post.Images.Select(image => image.Source).ToArray());
    }

    [Theory]
    [InlineData("<html><body><h1>Priser</h1><p>Bord 500 kr.</p></body></html>")]
    [InlineData("<html></html>")]
    [InlineData("<!doctype html><body><div class=comment><article><h2>x</h2><p>y</p></article></div></body>")]
    public void Refuses_html_that_holds_no_post(string html)
    {
        SavedPageException refusal = Assert.Throws<SavedPageException>(() => Saved.Page(html, "sida.html"));
        Assert.Contains("hentry", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("BlogPosting", refusal.Message, StringComparison.Ordinal);
    }
}
