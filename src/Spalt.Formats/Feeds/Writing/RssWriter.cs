using System.Buffers;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>
/// Writes RSS 2.0 (rssboard.org/rss-specification) with the modules that readers know from WordPress: content:encoded for the full
/// text, dc:creator, atom:link to itself, and slash:comments and wfw:commentRss for the comments.
/// </summary>
public static class RssWriter
{
    public const string ContentType = "application/rss+xml; charset=utf-8";

    public static void Write(OutgoingFeed feed, IBufferWriter<byte> to)
    {
        var xml = new XmlOutput(to);
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
            <channel>

            """u8);
        xml.Element("title"u8, feed.Title);
        xml.Element("link"u8, feed.Link);
        xml.Element("description"u8, AsHtml(feed.Description));
        xml.Element("language"u8, feed.Language);
        xml.Element("lastBuildDate"u8, feed.Updated, XmlDates.Rfc822);
        if (feed.Publisher is { } publisher)
        {
            xml.Element("dc:publisher"u8, publisher);
        }

        xml.Element("generator"u8, "Spalt");
        xml.Raw("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\""u8);
        xml.Text(feed.Self);
        xml.Raw("\"/>\n"u8);
        foreach (var entry in feed.Entries)
        {
            Write(entry, xml);
        }

        xml.Raw("</channel>\n</rss>\n"u8);
    }

    private static void Write(OutgoingEntry entry, XmlOutput xml)
    {
        xml.Raw("<item>\n"u8);
        xml.Element("title"u8, entry.Title);
        xml.Element("link"u8, entry.Link);
        xml.Element("guid isPermaLink=\"false\""u8, entry.Id);
        if (entry.Published is { } published)
        {
            xml.Element("pubDate"u8, published, XmlDates.Rfc822);
        }
        else if (entry.PublishedAbout is { } about)
        {
            xml.Element("dc:date"u8, about);
        }

        xml.Element("dc:creator"u8, entry.Author);
        if (entry.Language is { } language)
        {
            xml.Element("dc:language"u8, language);
        }

        foreach (var category in entry.Categories)
        {
            xml.Element("category"u8, category);
        }

        if (entry.Summary.Length > 0)
        {
            xml.Element("description"u8, AsHtml(entry.Summary));
        }

        xml.CData("content:encoded"u8, AbsoluteLinks.Make(entry.ContentHtml, entry.Link));
        if (entry.Comments is { } comments)
        {
            xml.Element("comments"u8, comments.Link);
            xml.Element("wfw:commentRss"u8, comments.Feed);
            xml.Element("slash:comments"u8, comments.Count);
        }

        xml.Raw("</item>\n"u8);
    }

    /// <summary>RSS does not say so, but readers take descriptions for HTML, and titles for text.</summary>
    private static string AsHtml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
