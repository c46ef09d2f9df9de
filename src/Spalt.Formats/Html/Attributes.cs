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
        or "colspan" or "rowspan" or "scope" or "datetime" or "cite" or "dir" or "class";

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
            case "bdo" or "bdi": WriteOneOf(output, "dir", "ltr", "rtl"); break;
            case "blockquote" or "q" when WebAddress.Link(this["cite"]) is { } address: output.Attribute("cite", address); break;
        }

        output.Markup(">");
    }

    /// <summary>Writes the start tag of a link, or nothing if it leads nowhere that is allowed.</summary>
    public void WriteLink(Output output, string rel)
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
            output.Attribute("rel", rel);
        }

        output.Markup(">");
    }

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
