using System.Buffers;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Writes Atom (RFC 4287), comments by its threading extension (RFC 4685).</summary>
public static class AtomWriter
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    public static void Write(OutgoingFeed feed, IBufferWriter<byte> to)
    {
        var xml = new XmlOutput(to);
        xml.Raw("""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="
            """u8);
        xml.Text(feed.Language);
        xml.Raw("\">\n"u8);
        xml.Element("id"u8, feed.Id);
        xml.Element("title"u8, feed.Title);
        if (feed.Description.Length > 0)
        {
            xml.Element("subtitle"u8, feed.Description);
        }

        Link(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\""u8, feed.Self);
        Link(xml, "<link rel=\"alternate\" type=\"text/html\" href=\""u8, feed.Link);
        xml.Element("updated"u8, feed.Updated, XmlDates.Rfc3339);
        if (feed.Publisher is { } publisher)
        {
            Author(xml, publisher, address: null);
        }

        xml.Element("generator"u8, "Spalt");
        foreach (var entry in feed.Entries)
        {
            Write(entry, xml);
        }

        xml.Raw("</feed>\n"u8);
    }

    private static void Write(OutgoingEntry entry, XmlOutput xml)
    {
        if (entry.Language is { } language)
        {
            xml.Raw("<entry xml:lang=\""u8);
            xml.Text(language);
            xml.Raw("\">\n"u8);
        }
        else
        {
            xml.Raw("<entry>\n"u8);
        }

        xml.Element("id"u8, entry.Id);
        xml.Element("title"u8, entry.Title);
        Link(xml, "<link rel=\"alternate\" type=\"text/html\" href=\""u8, entry.Link);
        if (entry.Published is { } published)
        {
            xml.Element("published"u8, published, XmlDates.Rfc3339);
        }

        xml.Element("updated"u8, entry.Updated, XmlDates.Rfc3339);
        Author(xml, entry.Author, entry.AuthorLink);
        foreach (var category in entry.Categories)
        {
            Link(xml, "<category term=\""u8, category);
        }

        Comments(entry, xml);
        if (entry.Summary.Length > 0)
        {
            xml.Element("summary"u8, entry.Summary);
        }

        xml.CData("content type=\"html\""u8, AbsoluteLinks.Make(entry.ContentHtml, entry.Link));
        xml.Raw("</entry>\n"u8);
    }

    private static void Comments(OutgoingEntry entry, XmlOutput xml)
    {
        if (entry.InReplyTo is { } answered)
        {
            xml.Raw("<thr:in-reply-to ref=\""u8);
            xml.Text(answered.Id);
            Link(xml, "\" type=\"text/html\" href=\""u8, answered.Link);
        }

        if (entry.Comments is { } comments)
        {
            Link(xml, "<link rel=\"replies\" type=\"application/atom+xml\" href=\""u8, comments.Feed);
            xml.Element("thr:total"u8, comments.Count);
        }
    }

    private static void Author(XmlOutput xml, string name, string? address)
    {
        xml.Raw("<author>"u8);
        xml.Element("name"u8, name);
        if (address is not null)
        {
            xml.Element("uri"u8, address);
        }

        xml.Raw("</author>\n"u8);
    }

    /// <summary>An empty element whose last attribute is the value.</summary>
    private static void Link(XmlOutput xml, ReadOnlySpan<byte> start, string value)
    {
        xml.Raw(start);
        xml.Text(value);
        xml.Raw("\"/>\n"u8);
    }
}
