using System.Globalization;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Spalt.Formats.Html;

/// <summary>A start tag's attributes as the source has them, and the few of them that are written.</summary>
internal readonly struct Attributes(StructAttributes source)
{
    private const int LongestText = 2_000;

    public bool IsEmpty => source.Count == 0;

    /// <summary>Whether anything of this name is read at all; the tokeniser forgets the others.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => name is
        "href" or "title" or "src" or "alt" or "width" or "height" or "start" or "type" or "reversed" or "value"
        or "colspan" or "rowspan" or "scope" or "datetime" or "cite" or "dir" or "class" or "id";

    public bool HasClass(ReadOnlySpan<char> name)
    {
        var value = this["class"];
        foreach (var range in value.SplitAny(" \t\n\r\f"))
        {
            if (value[range].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the start tag of a block or phrase.</summary>
    public void WriteTag(Output output, Element element)
    {
        output.Markup(element.StartTag.AsSpan(0, element.StartTag.Length - 1));
        switch (element.Tag)
        {
            case "ol":
                WriteNumber(output, "start", int.MinValue, int.MaxValue);
                WriteOneOf(output, "type", "1", "a", "A", "i", "I");
                if (Has("reversed"))
                {
                    output.Attribute("reversed", "");
                }

                break;
            case "li": WriteNumber(output, "value", int.MinValue, int.MaxValue); break;
            case "td" or "th":
                WriteNumber(output, "colspan", 2, 100);
                WriteNumber(output, "rowspan", 2, 1_000);
                if (element.Tag is "th")
                {
                    WriteOneOf(output, "scope", "row", "col", "rowgroup", "colgroup");
                }

                break;
            case "abbr" or "dfn": WriteText(output, "title"); break;
            case "time" or "del" or "ins": WriteText(output, "datetime"); break;
            case "sup" when HasClass("footnote-ref"): output.Attribute("class", "footnote-ref"); break;
            case "bdo" or "bdi": WriteOneOf(output, "dir", "ltr", "rtl"); break;
            case "blockquote" or "q" when WebAddress.Link(this["cite"]) is { } address: output.Attribute("cite", address); break;
        }

        output.Markup(">");
    }

    /// <summary>Writes the start tag of a link, or nothing if it leads nowhere that is allowed.</summary>
    public void WriteLink(Output output, HtmlPolicy policy)
    {
        if (WebAddress.Link(this["href"]) is not { } address)
        {
            return;
        }

        output.Markup("<a");
        output.Attribute("href", address);
        WriteText(output, "title");
        if (WebAddress.IsExternal(address))
        {
            output.Attribute("rel", policy.LinkRel);
        }
        else if (policy.HasFootnotes && HasClass("footnote-back") && NumberAfter("#fnref", address) is not null)
        {
            output.Attribute("class", "footnote-back");
        }

        output.Markup(">");
    }

    /// <summary>What an inline element is besides, in the places that <see cref="InlineStack"/> knows; null for most.</summary>
    public Special? Special(Element element, HtmlPolicy policy)
    {
        if (!policy.HasFootnotes)
        {
            return null;
        }

        if (element.Role is not Role.Link)
        {
            return element.Tag is "small" && HasClass("credit") ? new Special(SpecialKind.Credit, " class=\"credit\"") : null;
        }

        if (WebAddress.Link(this["href"]) is not { } address)
        {
            return null;
        }

        if (WebAddress.IsExternal(address))
        {
            return HasClass("embed-link") ? new Special(SpecialKind.EmbedLink, " class=\"embed-link\"") : null;
        }

        return NumberAfter("#fn", address) is { } number && number == NumberAfter("fnref", this["id"])
            ? new Special(SpecialKind.FootnoteReference, $" id=\"fnref{number}\"")
            : null;
    }

    /// <summary>The number of the footnote that a list's item says it is.</summary>
    public int? Footnote => NumberAfter("fn", this["id"]);

    /// <summary>The address of a picture, or null if it may not be shown.</summary>
    public string? PictureAddress => WebAddress.Image(this["src"]);

    public void WritePicture(Output output, string address)
    {
        output.Markup("<img");
        output.Attribute("src", address);
        if (Has("alt"))
        {
            output.Attribute("alt", Text("alt"));
        }

        WriteLength(output, "width");
        WriteLength(output, "height");
        WriteText(output, "title");
        output.Markup(">");
    }

    private ReadOnlySpan<char> this[ReadOnlySpan<char> name]
    {
        get
        {
            for (var i = 0; i < source.Count; i++)
            {
                if (source[i].Name.Memory.Span.SequenceEqual(name))
                {
                    return source[i].Value.Memory.Span;
                }
            }

            return [];
        }
    }

    private bool Has(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < source.Count; i++)
        {
            if (source[i].Name.Memory.Span.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static int? NumberAfter(string start, ReadOnlySpan<char> value) =>
        value.StartsWith(start) && value[start.Length..] is [>= '1' and <= '9', ..] and { Length: <= 4 } digits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private ReadOnlySpan<char> Text(string name)
    {
        var text = this[name];
        if (text.Length > LongestText)
        {
            text = text[..(LongestText - (char.IsHighSurrogate(text[LongestText - 1]) ? 1 : 0))];
        }

        return Characters.Fit(text);
    }

    private void WriteText(Output output, string name)
    {
        if (Text(name).Trim() is { IsEmpty: false } text)
        {
            output.Attribute(name, text);
        }
    }

    private void WriteNumber(Output output, string name, int least, int most)
    {
        if (int.TryParse(this[name], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            output.Attribute(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteLength(Output output, string name)
    {
        var value = this[name].Trim();
        if (value.EndsWith("px"))
        {
            value = value[..^2];
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels is > 0 and < 10_000)
        {
            output.Attribute(name, pixels.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteOneOf(Output output, string name, params ReadOnlySpan<string> allowed)
    {
        var value = this[name];
        foreach (var choice in allowed)
        {
            if (value.SequenceEqual(choice))
            {
                output.Attribute(name, choice);
            }
        }
    }
}
