using System.Buffers;

namespace Spalt.Formats.Feeds.Writing;

/// <summary>Writes sitemaps and their index (sitemaps.org, protocol 0.9), one address at a time: the caller need not hold them all.</summary>
/// <param name="to">Where the bytes go; the caller flushes as often as it likes.</param>
public sealed class SitemapWriter(IBufferWriter<byte> to)
{
    public const string ContentType = "application/xml; charset=utf-8";

    /// <summary>What one document may hold at most.</summary>
    public const int MostUrls = 50_000;

    private readonly XmlOutput _xml = new(to);

    public void Begin() => _xml.Raw("""
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

        """u8);

    /// <param name="address">Absolute.</param>
    /// <param name="changed">When the page last changed, where that is known.</param>
    public void Url(string address, DateTimeOffset? changed = null)
    {
        _xml.Raw("<url><loc>"u8);
        _xml.Text(address);
        _xml.Raw("</loc>"u8);
        if (changed is { } at)
        {
            _xml.Raw("<lastmod>"u8);
            _xml.Date(at, XmlDates.Rfc3339);
            _xml.Raw("</lastmod>"u8);
        }

        _xml.Raw("</url>\n"u8);
    }

    public void End() => _xml.Raw("</urlset>\n"u8);

    /// <summary>An index of sitemaps by their absolute addresses.</summary>
    public static void WriteIndex(IEnumerable<string> sitemaps, IBufferWriter<byte> to)
    {
        var index = new XmlOutput(to);
        index.Raw("""
            <?xml version="1.0" encoding="UTF-8"?>
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

            """u8);
        foreach (var sitemap in sitemaps)
        {
            index.Raw("<sitemap><loc>"u8);
            index.Text(sitemap);
            index.Raw("</loc></sitemap>\n"u8);
        }

        index.Raw("</sitemapindex>\n"u8);
    }
}
