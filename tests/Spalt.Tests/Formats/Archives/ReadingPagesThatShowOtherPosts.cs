using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>The page of one post that shows others to go on to, and the static page that is nothing but posts.</summary>
public class ReadingPagesThatShowOtherPosts
{
    [Fact]
    public void Reads_twenty_twenty_five_with_more_posts_below()
    {
        SavedPost post = Saved.Post("""
            <!DOCTYPE html><html lang="sv-SE"><body class="single single-post postid-14 wp-theme-twentytwentyfive"><div class="wp-site-blocks"><main class="wp-block-group"><div class="wp-block-group alignfull"><h1 class="wp-block-post-title">Plogen</h1>
            <div class="wp-block-group"><p>Skriven av</p><div class="wp-block-post-author-name"><a href="https://v.example/author/nils/">Nils Frost</a></div><p>i</p><div class="taxonomy-category wp-block-post-terms"><a href="https://v.example/category/vagar/" rel="tag">Vägar</a></div></div>
            <div class="entry-content wp-block-post-content"><p>Klockan fyra.</p></div><div class="taxonomy-post_tag wp-block-post-terms"><a href="https://v.example/tag/sno/" rel="tag">snö</a></div></div>
            <div class="wp-block-group alignwide"><h2 class="wp-block-heading">Fler inlägg</h2><div class="wp-block-query"><ul class="wp-block-post-template"><li class="wp-block-post post-9 post type-post hentry"><h3 class="wp-block-post-title"><a href="https://v.example/halka/">Halka</a></h3><div class="wp-block-post-date"><time datetime="2024-12-01T05:00:00+01:00">1 december 2024</time></div></li><li class="wp-block-post post-8 post type-post hentry"><h3 class="wp-block-post-title"><a href="https://v.example/is/">Is</a></h3></li></ul></div></div></main></div></body></html>
            """);
        Assert.Equal(("Plogen", "Nils Frost  [Vägar] [snö] 0/– – –", "<p>Klockan fyra.</p>", 14L), (post.Title, post.Facts(), post.Shown(), post.WordPressId));
    }

    [Fact]
    public void Reads_a_post_of_ghost_without_the_cards_below_it()
    {
        SavedPost post = Saved.Post("""
            <!DOCTYPE html><html lang="sv"><head><link rel="canonical" href="https://farled.example/seglet/"></head><body class="post-template tag-segel"><main><article class="gh-article post tag-segel"><header class="gh-article-header"><h1 class="gh-article-title">Seglet</h1></header><section class="gh-content"><p>Nytt segel.</p></section></article></main>
            <section class="gh-container"><h2>Läs mer</h2><article class="gh-card post"><a class="gh-card-link" href="/ror/"><h3 class="gh-card-title">Ror</h3><p class="gh-card-excerpt">Kort.</p></a></article><article class="gh-card post"><a class="gh-card-link" href="/mast/"><h3>Mast</h3><p>Kort.</p></a></article></section></body></html>
            """);
        Assert.Equal(("Seglet", "<p>Nytt segel.</p>", "seglet"), (post.Title, post.Shown(), post.Slug));
    }

    [Fact]
    public void Reads_the_posts_that_a_static_page_of_divi_shows_in_its_body()
    {
        SavedPage page = Saved.Page("""
            <html lang="sv-SE"><body class="page"><div id="main-content"><article id="post-9" class="post-9 page type-page hentry"><div class="entry-content"><div class="et_pb_posts">
            <article id="post-41" class="et_pb_post post-41 post type-post hentry"><a href="https://snickeri.example/kok/" class="entry-featured-image-url"><img src="https://snickeri.example/kok.jpg" alt="Kök"></a><h2 class="entry-title"><a href="https://snickeri.example/kok/">Nytt kök</a></h2><p class="post-meta">av <span class="author vcard"><a href="/author/j/" rel="author">Jan</a></span> | <span class="published">mar 7, 2020</span> | <a href="https://snickeri.example/category/kok/" rel="category tag">Kök</a></p><div class="post-content"><div class="post-content-inner"><p>Vi rev allt.</p></div></div></article>
            <article id="post-40" class="et_pb_post post-40 post type-post hentry"><h2 class="entry-title"><a href="https://snickeri.example/hall/">Hall</a></h2><p class="post-meta"><span class="published">feb 1, 2020</span></p><div class="post-content"><div class="post-content-inner"><p>Hyllor på plats.</p></div><a href="https://snickeri.example/hall/" class="more-link">läs mer</a></div></article>
            <div class="pagination"><a href="/blogg/page/2/">« Äldre inlägg</a></div></div></div></article></div></body></html>
            """);
        Assert.Equal(["Nytt kök: Jan 2020-03-07 [Kök] [] 0/– – kok", "Hall: – 2020-02-01 [] [] 0/– – hall"], page.Posts.Select(post => $"{post.Title}: {post.Facts()}").ToArray());
        Assert.Equal(["<p><img src=\"https://snickeri.example/kok.jpg\" alt=\"Kök\"></p><p>Vi rev allt.</p>", "<p>Hyllor på plats.</p>"], page.Posts.Select(post => post.Shown()).ToArray());
    }

    [Fact]
    public void Keeps_beginnings_of_posts_on_a_list_that_shows_one_of_them_whole()
    {
        SavedPage page = Saved.Page("""
            <body class="home blog"><article class="hentry"><h2 class="entry-title">Isen</h2><div class="entry-content"><p>Hal.</p></div></article>
            <article class="hentry"><h2 class="entry-title">Snön</h2><div class="entry-summary"><p>Vit.</p></div></article></body>
            """);
        Assert.Equal(["Isen", "Snön"], page.Titles());
    }
}
