using System.Buffers;
using System.Text;
using Spalt.Formats.Feeds.Writing;

namespace Spalt.Tests.Formats.Feeds.Writing;

public class WritingASitemap
{
    [Fact]
    public void Says_when_a_page_changed_only_where_that_is_known()
    {
        var to = new ArrayBufferWriter<byte>();
        var sitemap = new SitemapWriter(to);
        sitemap.Begin();
        sitemap.Url("https://bloggar.example/");
        sitemap.Url("https://bloggar.example/?a=1&b=2", Written.Changed);
        sitemap.End();
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>https://bloggar.example/</loc></url>
            <url><loc>https://bloggar.example/?a=1&amp;b=2</loc><lastmod>2026-03-04T11:30:15Z</lastmod></url>
            </urlset>

            """,
            Encoding.UTF8.GetString(to.WrittenSpan));
    }

    [Fact]
    public void Has_an_index_of_its_parts()
    {
        var to = new ArrayBufferWriter<byte>();
        SitemapWriter.WriteIndex(["https://bloggar.example/sitemap-1.xml"], to);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <sitemap><loc>https://bloggar.example/sitemap-1.xml</loc></sitemap>
            </sitemapindex>

            """,
            Encoding.UTF8.GetString(to.WrittenSpan));
    }

    [Fact]
    public void Says_of_news_who_published_it_and_in_which_language()
    {
        var to = new ArrayBufferWriter<byte>();
        NewsSitemapWriter.Write("Älvposten & Co", [new NewsArticle("https://bloggar.example/a/", "Bussen", Written.Changed, "sv")], to);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url>
            <loc>https://bloggar.example/a/</loc>
            <news:news>
            <news:publication>
            <news:name>Älvposten &amp; Co</news:name>
            <news:language>sv</news:language>
            </news:publication>
            <news:publication_date>2026-03-04T11:30:15Z</news:publication_date>
            <news:title>Bussen</news:title>
            </news:news>
            </url>
            </urlset>

            """,
            Encoding.UTF8.GetString(to.WrittenSpan));
    }
}
