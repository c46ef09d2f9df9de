using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Reads the text constructs of all formats (Atom 1.0 section 3.1, Atom 0.3 section 3.1, RSS's unsaid mixture).</summary>
internal static class FeedTexts
{
    private const string Undeclared = "";

    /// <summary>
    /// The text of an element, null where it says nothing. In Atom an undeclared text is plain; RSS never says, so there it is HTML if it looks
    /// like it.
    /// </summary>
    public static FeedText? Read(FeedElement? element, bool atom)
    {
        if (element is null)
        {
            return null;
        }

        var source = FeedAddress.Web(element.Base, element.Attribute("src"));
        var declared = element.Attribute("type");
        var type = TypeOf(declared, element, atom);
        var value = ValueOf(element, declared, ref type);
        if (value.Length == 0 && source is null)
        {
            return null;
        }

        if (type is FeedText.HtmlType or FeedText.XhtmlType)
        {
            value = HtmlText.ResolveLinks(value, element.Base);
        }

        return new FeedText(value, type, element.Language, element.Base, source);
    }

    private static string TypeOf(string? declared, FeedElement element, bool atom)
    {
        var type = declared?.Split(';')[0].Trim().ToLowerInvariant();
        return type switch
        {
            "text" or "plain" or FeedText.PlainType => FeedText.PlainType,
            "html" or FeedText.HtmlType => FeedText.HtmlType,
            "xhtml" or FeedText.XhtmlType => FeedText.XhtmlType,
            not null when type.Contains('/', StringComparison.Ordinal) => type,
            _ => element.Key switch
            {
                "xhtml:body" => FeedText.XhtmlType,
                "content:encoded" or "fullitem" => FeedText.HtmlType,
                _ => atom ? FeedText.PlainType : Undeclared,
            },
        };
    }

    private static string ValueOf(FeedElement element, string? declared, ref string type)
    {
        var mode = element.Attribute("mode");
        string value;
        if (mode is "base64" || IsBinary(type))
        {
            value = FromBase64(element.Text ?? "");
            if (!IsText(type))
            {
                type = Undeclared;
            }
        }
        else if (element.HasElements)
        {
            var xml = type is FeedText.XhtmlType || mode is "xml" || type.EndsWith("xml", StringComparison.Ordinal);
            if (type is FeedText.PlainType)
            {
                type = Undeclared;
            }
            // Atom 1.0's short names come with a wrapping div that is not content (section 3.1.1.3).
            var content = declared is "xhtml" or "html" && Wrapping(element) is { } div ? div : element;
            value = XmlMarkup.Inner(content, escapeText: xml).Trim();
        }
        else
        {
            value = element.Text ?? "";
        }

        if (type is Undeclared)
        {
            type = HtmlText.LooksLikeMarkup(value) ? FeedText.HtmlType : FeedText.PlainType;
        }

        return value;
    }

    private static bool IsText(string type) => type is FeedText.HtmlType or FeedText.XhtmlType || type.StartsWith("text/", StringComparison.Ordinal);

    private static bool IsBinary(string type) => type.Length > 0 && !IsText(type) && !type.EndsWith("xml", StringComparison.Ordinal);

    private static FeedElement? Wrapping(FeedElement element)
    {
        var said = element.Children.Where(c => c.Element is not null || !string.IsNullOrWhiteSpace(c.Text)).Take(2).ToList();
        return said is [{ Element: { Key: "xhtml:div" or "div" } div }] ? div : null;
    }

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Trim() : text;
    }
}
