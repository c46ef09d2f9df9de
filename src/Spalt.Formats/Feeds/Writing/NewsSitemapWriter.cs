using System.Buffers;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>A fresh article for the news sitemap.</summary>
/// <param name="Link">Absolute address.</param>
/// <param name="Title">Its headline, plain text.</param>
/// <param name="Published">When it went out.</param>
/// <param name="Language">ISO 639, two or three letters.</param>
public sealed record NewsArticle(string Link, string Title, DateTimeOffset Published, string Language);

/// <summary>Writes the news sitemap of search engines (schema sitemap-news 0.9): the articles of the last two days.</summary>
public static class NewsSitemapWriter
{
    /// <summary>What one document may hold at most.</summary>
    public const int MostArticles = 1_000;

    /// <param name="publication">The publication's name as its readers know it.</param>
    /// <param name="articles">At most <see cref="MostArticles"/>.</param>
    public static void Write(string publication, IEnumerable<NewsArticle> articles, IBufferWriter<byte> to)
    {
        var xml = new XmlOutput(to);
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">

            """u8);
        foreach (var article in articles)
        {
            xml.Raw("<url>\n"u8);
            xml.Element("loc"u8, article.Link);
            xml.Raw("<news:news>\n<news:publication>\n"u8);
            xml.Element("news:name"u8, publication);
            xml.Element("news:language"u8, article.Language);
            xml.Raw("</news:publication>\n"u8);
            xml.Element("news:publication_date"u8, article.Published, XmlDates.Rfc3339);
            xml.Element("news:title"u8, article.Title);
            xml.Raw("</news:news>\n</url>\n"u8);
        }

        xml.Raw("</urlset>\n"u8);
    }
}
