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
    const int MaxAttributes = 60;
    /// <summary>Ten times what two megabytes of an honest feed hold; a document with more is read so far.</summary>
    const int MaxElements = 200_000;
    const int MaxNamespaces = 100;

    static readonly List<KeyValuePair<string, string>> None = [];

    readonly string text;
    readonly FeedElement document;
    readonly CharacterReferences references = new();
    readonly StringBuilder buffer = new();
    readonly Dictionary<string, int> open = new(StringComparer.OrdinalIgnoreCase);
    readonly List<(FeedElement Owner, string Prefix, string Address)> namespaces = [];
    FeedElement current;
    string? ownNamespace;
    int elements;
    int at;

    FeedXmlParser(string text, Uri? address, string? language)
    {
        this.text = text;
        document = current = new FeedElement("#document", "", "", parent: null) { Base = address, Language = language };
    }

    /// <summary>The document type's public identifier or whatever stood there, in one string.</summary>
    public string DocumentType { get; private set; } = "";

    public static (FeedElement Document, string DocumentType) Parse(string text, Uri? address, string? language)
    {
        var parser = new FeedXmlParser(text, address, language);
        parser.Run();
        return (parser.document, parser.DocumentType);
    }

    void Run()
    {
        while (at < text.Length)
        {
            var tag = text.IndexOf('<', at);
            var end = tag < 0 ? text.Length : tag;
            references.AppendResolved(buffer, text.AsSpan(at, end - at));
            at = end;
            if (tag >= 0)
                ReadMarkup();
        }

        FlushText();
    }

    void ReadMarkup()
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<!--"))
            at = After("-->", at + 4);
        else if (rest.StartsWith("<![CDATA["))
            ReadCharacterData();
        else if (rest.StartsWith("<?"))
            at = After("?>", at + 2);
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            ReadDocumentType();
        else if (rest.StartsWith("</") && rest.Length > 2 && IsNameStart(rest[2]))
            ReadEndTag();
        else if (rest.Length > 1 && IsNameStart(rest[1]))
            ReadStartTag();
        else
        {
            buffer.Append('<');
            at++;
        }
    }

    int After(string mark, int from)
    {
        var found = text.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + mark.Length;
    }

    void ReadCharacterData()
    {
        var start = at + "<![CDATA[".Length;
        at = After("]]>", start);
        var closed = text.AsSpan(start, at - start).EndsWith("]]>");
        CharacterReferences.AppendClean(buffer, text.AsSpan(start, at - start - (closed ? 3 : 0)));
    }

    void ReadDocumentType()
    {
        var end = text.IndexOf('>', at);
        if (end < 0)
            end = text.Length - 1;
        var subset = text.IndexOf('[', at, end - at);
        if (subset >= 0)
        {
            DocumentType = text[at..subset];
            var close = text.IndexOf(']', subset);
            var inner = close < 0 ? text.AsSpan(subset) : text.AsSpan(subset, close - subset);
            InternalSubset.Declare(inner, references);
            at = close < 0 ? text.Length : After(">", close);
            return;
        }

        DocumentType = text[at..end];
        at = end + 1;
    }

    void ReadEndTag()
    {
        FlushText();
        var start = at + 2;
        at = start;
        var name = ReadName();
        at = After(">", at);
        if (!open.ContainsKey(name))
            return;
        while (!current.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            CloseCurrent();
        CloseCurrent();
    }

    void ReadStartTag()
    {
        FlushText();
        at++;
        var name = ReadName();
        var (attributes, empty) = ReadAttributes();
        CloseUnclosed(name);
        if (++elements > MaxElements)
        {
            at = text.Length;
            return;
        }

        var element = Build(name, attributes);
        current.Add(element);
        if (empty || element.Depth >= MaxDepth)
        {
            DropNamespaces(element);
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
        DropNamespaces(current);
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
        var declarations = attributes.FindAll(IsDeclaration);
        if (declarations.Count > 0)
            attributes.RemoveAll(IsDeclaration);
        var colon = name.IndexOf(':');
        var written = colon < 0 ? "" : name[..colon];
        var declaration = colon < 0 ? "xmlns" : $"xmlns:{written}";
        var address = declarations.Find(d => d.Key.Equals(declaration, StringComparison.Ordinal)).Value ?? Lookup(written);
        var prefix = PrefixFor(written, address);
        var element = new FeedElement(name, prefix, address ?? "", current)
        {
            Attributes = attributes,
            Base = BaseOf(attributes),
            Language = LanguageOf(attributes),
        };
        foreach (var (key, value) in declarations.Take(MaxNamespaces - namespaces.Count))
            namespaces.Add((element, key.Length > "xmlns:".Length ? key["xmlns:".Length..] : "", value.Trim()));
        return element;
    }

    static bool IsDeclaration(KeyValuePair<string, string> attribute) =>
        attribute.Key is "xmlns" || attribute.Key.StartsWith("xmlns:", StringComparison.Ordinal);

    string PrefixFor(string written, string? address)
    {
        if (address is null)
            return written.Length == 0 ? "" : FeedNamespaces.PrefixOfUndeclared(written);
        var prefix = FeedNamespaces.PrefixOf(address);
        // A feed whose root is in a namespace of its own making means the usual names by it.
        if (ownNamespace is null && current == document)
            ownNamespace = prefix is FeedNamespaces.Unknown ? address : "";
        return prefix is FeedNamespaces.Unknown && address.Equals(ownNamespace, StringComparison.Ordinal) ? "" : prefix;
    }

    string? Lookup(string prefix)
    {
        for (var i = namespaces.Count - 1; i >= 0; i--)
        {
            if (namespaces[i].Prefix.Equals(prefix, StringComparison.Ordinal))
                return namespaces[i].Address;
        }

        return null;
    }

    void DropNamespaces(FeedElement element)
    {
        while (namespaces.Count > 0 && namespaces[^1].Owner == element)
            namespaces.RemoveAt(namespaces.Count - 1);
    }

    Uri? BaseOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:base" || (a.Key.Equals("base", StringComparison.OrdinalIgnoreCase) && current == document)).Value;
        return written is null ? current.Base : FeedAddress.Base(current.Base, written);
    }

    string? LanguageOf(List<KeyValuePair<string, string>> attributes)
    {
        var written = attributes.Find(a => a.Key is "xml:lang").Value;
        if (written is null)
            return current.Language;
        return string.IsNullOrWhiteSpace(written) ? null : written.Trim().Replace('_', '-');
    }

    string ReadName()
    {
        var start = at;
        while (at < text.Length && IsName(text[at]))
            at++;
        return text[start..at];
    }

    (List<KeyValuePair<string, string>> Attributes, bool Empty) ReadAttributes()
    {
        var attributes = None;
        while (true)
        {
            while (at < text.Length && text[at] is not ('>' or '<') && !IsNameStart(text[at]))
                at++;
            if (at >= text.Length)
                return (attributes, Empty: false);
            if (text[at] is '>' or '<')
            {
                var empty = text[at - 1] == '/';
                at += text[at] == '>' ? 1 : 0;
                return (attributes, empty);
            }

            var name = ReadName();
            SkipSpace();
            if (at >= text.Length || text[at] != '=')
                continue;
            at++;
            SkipSpace();
            var value = ReadValue();
            if (attributes == None)
                attributes = [];
            if (attributes.Count < MaxAttributes)
                attributes.Add(new(name, value));
        }
    }

    string ReadValue()
    {
        if (at >= text.Length)
            return "";
        var quote = text[at];
        int end;
        if (quote is '"' or '\'')
        {
            at++;
            // A "<" can't stand in a value: before one, the closing quote is missing and the tag's end is the value's.
            end = IndexOf(quote == '"' ? "\"<" : "'<");
            if (end < text.Length && text[end] == '<' && text.AsSpan(at, end - at).IndexOf('>') is >= 0 and var tagEnd)
                end = at + tagEnd;
        }
        else
        {
            end = IndexOf(" \t\r\n><");
        }

        var value = new StringBuilder();
        references.AppendResolved(value, text.AsSpan(at, end - at));
        at = end < text.Length && text[end] == quote ? end + 1 : end;
        return value.ToString();
    }

    int IndexOf(ReadOnlySpan<char> any)
    {
        var found = text.AsSpan(at).IndexOfAny(any);
        return found < 0 ? text.Length : at + found;
    }

    void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or ':';

    static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or ':' or '-' or '.';
}
