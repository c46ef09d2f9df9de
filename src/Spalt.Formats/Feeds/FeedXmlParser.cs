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
    private const int MaxDepth = 100;
    /// <summary>Ten times what two megabytes of an honest feed hold; a document with more is read so far.</summary>
    private const int MaxElements = 200_000;

    private static readonly List<KeyValuePair<string, string>> Undeclared = [];

    private readonly FeedElement _document;
    private readonly CharacterReferences _references = new();
    private readonly XmlCursor _cursor;
    private readonly StringBuilder _buffer = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly NamespaceScope _namespaces = new();
    private FeedElement _current;
    private string _documentType = "";
    private int _elements;

    private FeedXmlParser(string text, Uri? address, string? language)
    {
        _cursor = new XmlCursor(text, _references);
        _document = _current = new FeedElement("#document", "", "", parent: null) { Base = address, Language = language };
    }

    /// <summary>The document as an element without a name, and the name and identifiers of its document type.</summary>
    public static (FeedElement Document, string DocumentType) Parse(string text, Uri? address, string? language)
    {
        var parser = new FeedXmlParser(text, address, language);
        while (!parser._cursor.AtEnd)
        {
            parser.Read();
        }

        parser.FlushText();
        return (parser._document, parser._documentType);
    }

    private void Read()
    {
        _references.AppendResolved(_buffer, _cursor.UpTo('<'));
        var rest = _cursor.Rest;
        if (rest.StartsWith("<!--"))
        {
            _cursor.At += "<!--".Length;
            _cursor.Past("-->");
        }
        else if (rest.StartsWith("<![CDATA["))
        {
            _cursor.At += "<![CDATA[".Length;
            CharacterReferences.AppendClean(_buffer, _cursor.Past("]]>"));
        }
        else if (rest.StartsWith("<?"))
        {
            _cursor.Past("?>");
        }
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            _documentType = _cursor.DocumentType();
        }
        else if (rest.StartsWith("</") && rest.Length > 2 && XmlCursor.IsNameStart(rest[2]))
        {
            ReadEndTag();
        }
        else if (rest.Length > 1 && XmlCursor.IsNameStart(rest[1]))
        {
            ReadStartTag();
        }
        else if (!rest.IsEmpty)
        {
            _buffer.Append('<');
            _cursor.At++;
        }
    }

    private void ReadEndTag()
    {
        FlushText();
        _cursor.At += "</".Length;
        var name = _cursor.Name();
        _cursor.Past(">");
        if (!_open.ContainsKey(name))
        {
            return;
        }

        while (!_current.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            CloseCurrent();
        }

        CloseCurrent();
    }

    private void ReadStartTag()
    {
        FlushText();
        _cursor.At++;
        var name = _cursor.Name();
        var (attributes, empty) = _cursor.Attributes();
        CloseUnclosed(name);
        if (++_elements > MaxElements)
        {
            _cursor.GoToEnd();
            return;
        }

        var element = Build(name, attributes);
        _current.Add(element);
        if (empty || element.Depth >= MaxDepth)
        {
            _namespaces.Close(element);
            return;
        }

        _current = element;
        _open[name] = _open.GetValueOrDefault(name) + 1;
    }

    /// <summary>An item can't stand in an item, nor anything in a link or a date: there an end tag was forgotten.</summary>
    private void CloseUnclosed(string name)
    {
        if (_current.Key is "link" or "guid" or "id" or "pubdate" or "updated" or "published")
        {
            CloseCurrent();
        }

        if (_current.Key is "item" or "entry" && _current.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            CloseCurrent();
        }
    }

    private void CloseCurrent()
    {
        _namespaces.Close(_current);
        if (--_open[_current.Name] == 0)
        {
            _open.Remove(_current.Name);
        }

        _current = _current.Parent!;
    }

    private void FlushText()
    {
        if (_buffer.Length == 0)
        {
            return;
        }

        _current.Add(_buffer.ToString());
        _buffer.Clear();
    }

    private FeedElement Build(string name, List<KeyValuePair<string, string>> attributes)
    {
        var declarations = attributes.Exists(NamespaceScope.IsDeclaration) ? attributes.FindAll(NamespaceScope.IsDeclaration) : Undeclared;
        if (declarations.Count > 0)
        {
            attributes.RemoveAll(NamespaceScope.IsDeclaration);
        }

        var (prefix, address) = _namespaces.Of(name, declarations, isRoot: _current == _document);
        var element = new FeedElement(name, prefix, address, _current)
        {
            Attributes = attributes,
            Base = BaseOf(attributes),
            Language = LanguageOf(attributes),
        };
        _namespaces.Open(element, declarations);
        return element;
    }

    // CDF's BASE is an attribute of the root.
    private Uri? BaseOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:base" || (_current == _document && a.Key.Equals("base", StringComparison.OrdinalIgnoreCase))).Value;
        return written is null ? _current.Base : FeedAddress.Base(_current.Base, written);
    }

    private string? LanguageOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:lang").Value;
        if (written is null)
        {
            return _current.Language;
        }

        return string.IsNullOrWhiteSpace(written) ? null : written.Trim().Replace('_', '-');
    }
}
