namespace Spalt.Tests.Formats.Html;

/// <summary>Pieces of markup that have confused parsers and sanitisers, for putting together at random.</summary>
internal static class HostileFragments
{
    private static readonly string[] Names =
    [
        .. ("p div section center font span h1 h2 h3 blockquote pre listing ul ol li dl dt dd table thead tbody tr td th caption colgroup figure figcaption "
            + "b i a em sub sup q code ruby rt rp form button select option object template applet marquee svg math foreignObject desc title mtext mglyph "
            + "annotation-xml style script noscript textarea iframe xmp plaintext noembed address menu body head html frameset video").Split(' '),
    ];

    private static readonly string[] Others =
    [
        "x", " ", "\n", "\n\n", "a b", "\u00a0", "\u200b", "\u0000", "\u0001", "\ud800", "\udc00", "😀", "&nbsp;", "&lt;", "&amp;lt;", "&#0;", "&#13;", "&#10;", "&#x1F600;", "&", "<", ">", "\"", "'",
        "<br>", "<br/>", "</br>", "</p>", "<hr>", "<wbr>", "<img src=/x alt=\"`&quot;><script>\">", "<img src=x onerror=alert(1)>", "<image src=/y>", "<input autofocus onfocus=alert(1)>",
        "<a href=/x>", "<a href=javascript:alert(1)>", "<a href='https://e.se/' title='a&#10;b[caption'>", "<a href=//e.se>", "<svg/>", "<math/>", "<svg><![CDATA[x]]></svg>", "<![CDATA[y]]>",
        "<!--", "-->", "--!>", "<!-->", "<?x?>", "<!doctype html>", "</", "<a/", "<p/>", "<div/>", "<td colspan=3 rowspan=0>", "<th scope=col colspan=x>", "<ol start=-1 type=I reversed>", "<li value=3>",
        "<div class=wp-caption>", "<p class=wp-caption-text>", "<div class=wp-caption-text>", "<dl class=wp-caption>", "<dd class=wp-caption-dd>", "[caption", "[caption]", "[/caption]", "[cap", "tion]",
        "<img src=/z>", "[wp_caption caption=\"q\"]", "[/wp_caption]", "<bdo dir=rtl>", "</bdo>", "<abbr title='<b>'>", "</abbr>", "<blockquote cite=/q>", "<time datetime=2020-02-20>", "</time>", "<div class=gallery>", "<div class='x gallery'>", "<aside class=pullquote>", "<aside class=factbox>", "</aside>", "</section>", "<section class=footnotes>", "<figure class=embed>", "<figure class=embed>",
        "<a class=embed-link href=https://e.se/v>", "<small class=credit>", "</small>", "<sup class=footnote-ref>", "<a href=#fn1 id=fnref1>", "<a href=#fnref1 class=footnote-back>", "<li id=fn1>", "<li id=fn2>",
        "<section class=footnotes><ol><li id=fn1>", "<figure class=embed><a class=embed-link href=https://e.se/v>e", "<div class=gallery><figure><img src=/x></figure><figure><img src=/y></figure>", "<noscript><p title=\"</noscript><img src=x>\">",
    ];

    public static readonly string[] All = [.. Names.Select(name => $"<{name}>"), .. Names.Select(name => $"</{name}>"), .. Others, .. Others];
}
