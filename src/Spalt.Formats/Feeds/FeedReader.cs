namespace Spalt.Formats.Feeds;

/// <summary>Reads feeds: RSS 0.9x–2.0, RDF (RSS 0.90, 1.0), Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, well-formed or not.</summary>
public static class FeedReader
{
    /// <summary>Reads a feed. Takes time linear in its bytes, fetches nothing, and follows no external entity.</summary>
    /// <param name="body">The document.</param>
    /// <param name="contentType">The response's Content-Type header, which may name the charset.</param>
    /// <param name="address">Where it came from, after redirects (Content-Location if there is one): relative links are resolved against it.</param>
    /// <param name="contentLanguage">The response's Content-Language header: the language of what says none of its own.</param>
    /// <exception cref="FeedFormatException">It is no feed.</exception>
    public static Feed Read(ReadOnlyMemory<byte> body, string? contentType = null, Uri? address = null, string? contentLanguage = null)
    {
        var (text, encoding) = FeedEncoding.Decode(body.Span, contentType);
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\0");
        if (start.IsEmpty)
        {
            throw new FeedFormatException("Looked for a feed (RSS, Atom, RDF, CDF or JSON Feed); the document is empty.");
        }

        var language = string.IsNullOrWhiteSpace(contentLanguage) ? null : contentLanguage.Split(',')[0].Trim().Replace('_', '-');
        var against = address is { IsAbsoluteUri: true, OriginalString.Length: <= FeedAddress.Longest } ? address : null;
        return start[0] == '{' ? JsonFeed.Read(start.ToString(), encoding, against, language) : XmlFeed.Read(text, encoding, against, language);
    }
}
