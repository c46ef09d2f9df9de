namespace Spalt.Formats.Feeds;

/// <summary>A text with what is needed to read it (Atom's text construct, RFC 4287 section 3.1).</summary>
/// <param name="Value">Text, or markup exactly as untrusted as the feed; relative addresses in markup are made absolute.</param>
/// <param name="MediaType"><c>text/plain</c>, <c>text/html</c>, <c>application/xhtml+xml</c>, or what the feed said.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Base">What relative addresses were resolved against.</param>
/// <param name="Source">The address of the content where the feed holds only a reference (atom:content's src).</param>
public sealed record FeedText(string Value, string MediaType = FeedText.PlainType, string? Language = null, Uri? Base = null, string? Source = null)
{
    internal const string PlainType = "text/plain";
    internal const string HtmlType = "text/html";
    internal const string XhtmlType = "application/xhtml+xml";

    /// <summary>One line for showing: tags, comments, scripts and control characters gone, character references resolved, white space collapsed.</summary>
    public string Plain => IsMarkup ? HtmlText.Plain(Value) : HtmlText.OneLine(Value);

    internal bool IsMarkup => MediaType is HtmlType or XhtmlType;
}
