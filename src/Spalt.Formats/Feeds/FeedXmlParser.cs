using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Reads XML as feeds contain it, well-formed or not, into elements; never throws, never looks anything up, linear in the text.</summary>
/// <remarks>
/// One reader for good and bad documents, so that one stray ampersand does not change what the rest means. What XML forbids is read as what
/// was probably meant: a loose <c>&lt;</c> or <c>&amp;</c> is text, an end tag closes the nearest element of its name or nothing, a quote
/// that is missing ends where the tag does, and what was never closed ends with its parent.
/// </remarks>
internal sealed class FeedXmlParser
{
    /// <summary>Elements nested deeper become siblings.</summary>
    const int MaxDepth = 100;
    /// <summary>Ten times what two megabytes of an honest feed hold; a document with more is read so far.</summary>
    const int MaxElements = 200_000;

    static readonly List<KeyValuePair<string, string>> Undeclared = [];

    readonly FeedElement document;
    readonly CharacterReferences references = new();
    readonly XmlCursor cursor;
    readonly StringBuilder buffer = new();
    readonly Dictionary<string, int> open = new(StringComparer.OrdinalIgnoreCase);
    readonly NamespaceScope namespaces = new();
    FeedElement current;
    string documentType = "";
    int elements;

    FeedXmlParser(string text, Uri? address, string? language)
    {
        cursor = new XmlCursor(text, references);
        document = current = new FeedElement("#document", "", "", parent: null) { Base = address, Language = language };
    }

    /// <summary>The document as an element without a name, and the name and identifiers of its document type.</summary>
    public static (FeedElement Document, string DocumentType) Parse(string text, Uri? address, string? language)
    {
        var parser = new FeedXmlParser(text, address, language);
        while (!parser.cursor.AtEnd)
            parser.Read();
        parser.FlushText();
        return (parser.document, parser.documentType);
    }

    void Read()
    {
        references.AppendResolved(buffer, cursor.UpTo('<'));
        var rest = cursor.Rest;
        if (rest.StartsWith("<!--"))
        {
            cursor.At += "<!--".Length;
            cursor.Past("-->");
        }
        else if (rest.StartsWith("<![CDATA["))
        {
            cursor.At += "<![CDATA[".Length;
            CharacterReferences.AppendClean(buffer, cursor.Past("]]>"));
        }
        else if (rest.StartsWith("<?"))
            cursor.Past("?>");
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            documentType = cursor.DocumentType();
        else if (rest.StartsWith("</") && rest.Length > 2 && XmlCursor.IsNameStart(rest[2]))
            ReadEndTag();
        else if (rest.Length > 1 && XmlCursor.IsNameStart(rest[1]))
            ReadStartTag();
        else if (!rest.IsEmpty)
        {
            buffer.Append('<');
            cursor.At++;
        }
    }

    void ReadEndTag()
    {
        FlushText();
        cursor.At += "</".Length;
        var name = cursor.Name();
        cursor.Past(">");
        if (!open.ContainsKey(name))
            return;
        while (!current.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            CloseCurrent();
        CloseCurrent();
    }

    void ReadStartTag()
    {
        FlushText();
        cursor.At++;
        var name = cursor.Name();
        var (attributes, empty) = cursor.Attributes();
        CloseUnclosed(name);
        if (++elements > MaxElements)
        {
            cursor.GoToEnd();
            return;
        }

        var element = Build(name, attributes);
        current.Add(element);
        if (empty || element.Depth >= MaxDepth)
        {
            namespaces.Close(element);
            return;
        }

        current = element;
        open[name] = open.GetValueOrDefault(name) + 1;
    }

    /// <summary>An item can't stand in an item, nor anything in a link or a date: there an end tag was forgotten.</summary>
    void CloseUnclosed(string name)
    {
        if (current.Key is "link" or "guid" or "id" or "pubdate" or "updated" or "published")
            CloseCurrent();
        if (current.Key is "item" or "entry" && current.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            CloseCurrent();
    }

    void CloseCurrent()
    {
        namespaces.Close(current);
        if (--open[current.Name] == 0)
            open.Remove(current.Name);
        current = current.Parent!;
    }

    void FlushText()
    {
        if (buffer.Length == 0)
            return;
        current.Add(buffer.ToString());
        buffer.Clear();
    }

    FeedElement Build(string name, List<KeyValuePair<string, string>> attributes)
    {
        var declarations = attributes.Exists(NamespaceScope.IsDeclaration) ? attributes.FindAll(NamespaceScope.IsDeclaration) : Undeclared;
        if (declarations.Count > 0)
            attributes.RemoveAll(NamespaceScope.IsDeclaration);
        var (prefix, address) = namespaces.Of(name, declarations, isRoot: current == document);
        var element = new FeedElement(name, prefix, address, current)
        {
            Attributes = attributes,
            Base = BaseOf(attributes),
            Language = LanguageOf(attributes),
        };
        namespaces.Open(element, declarations);
        return element;
    }

    // CDF's BASE is an attribute of the root.
    Uri? BaseOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:base" || (current == document && a.Key.Equals("base", StringComparison.OrdinalIgnoreCase))).Value;
        return written is null ? current.Base : FeedAddress.Base(current.Base, written);
    }

    string? LanguageOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:lang").Value;
        if (written is null)
            return current.Language;
        return string.IsNullOrWhiteSpace(written) ? null : written.Trim().Replace('_', '-');
    }
}
