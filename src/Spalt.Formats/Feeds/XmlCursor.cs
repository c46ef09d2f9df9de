using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>A place in an XML text, and the reading of names, attributes and document types from there. Forgiving, and always further on after than before.</summary>
internal sealed class XmlCursor(string text, CharacterReferences references)
{
    private const int MaxAttributes = 60;

    private static readonly List<KeyValuePair<string, string>> None = [];

    public int At { get; set; }

    public bool AtEnd => At >= text.Length;

    public void GoToEnd() => At = text.Length;

    public ReadOnlySpan<char> Rest => text.AsSpan(At);

    public ReadOnlySpan<char> UpTo(char mark)
    {
        var start = At;
        var found = text.IndexOf(mark, start);
        At = found < 0 ? text.Length : found;
        return text.AsSpan(start, At - start);
    }

    /// <summary>Goes on after the mark, or to the end where there is none; gives what was passed.</summary>
    public ReadOnlySpan<char> Past(string mark)
    {
        var start = At;
        var found = text.IndexOf(mark, start, StringComparison.Ordinal);
        At = found < 0 ? text.Length : found + mark.Length;
        return text.AsSpan(start, (found < 0 ? At : found) - start);
    }

    /// <summary>Goes past a document type, which becomes known to the references; gives its name and identifiers.</summary>
    public string DocumentType()
    {
        var start = At;
        var head = UpTo('>');
        var subset = head.IndexOf('[');
        if (subset < 0)
        {
            At = Math.Min(At + 1, text.Length);
            return head.ToString();
        }

        var close = EndOfSubset(start + subset);
        At = close < 0 ? text.Length : close;
        InternalSubset.Declare(text.AsSpan(start + subset, At - start - subset), references);
        Past(">");
        return head[..subset].ToString();
    }

    /// <summary>The bracket before the document type's end, and not one in an entity's value; -1 where there is none.</summary>
    private int EndOfSubset(int from)
    {
        for (var bracket = text.IndexOf(']', from); bracket >= 0; bracket = text.IndexOf(']', bracket + 1))
        {
            if (text.AsSpan(bracket + 1).TrimStart() is ['>', ..])
            {
                return bracket;
            }
        }

        return -1;
    }

    public string Name()
    {
        var start = At;
        while (!AtEnd && (char.IsLetterOrDigit(text[At]) || text[At] is '_' or ':' or '-' or '.'))
        {
            At++;
        }

        return text[start..At];
    }

    /// <summary>Reads to the end of a tag; it is empty if it ends in a slash.</summary>
    public (List<KeyValuePair<string, string>> Attributes, bool Empty) Attributes()
    {
        var attributes = None;
        while (true)
        {
            while (!AtEnd && text[At] is not ('>' or '<') && !IsNameStart(text[At]))
            {
                At++;
            }

            if (AtEnd)
            {
                return (attributes, Empty: false);
            }

            if (text[At] is '>' or '<')
            {
                var empty = text[At - 1] == '/';
                At += text[At] == '>' ? 1 : 0;
                return (attributes, empty);
            }

            var name = Name();
            SkipSpace();
            if (AtEnd || text[At] != '=')
            {
                continue;
            }

            At++;
            SkipSpace();
            var value = Value();
            if (attributes == None)
            {
                attributes = [];
            }

            if (attributes.Count < MaxAttributes)
            {
                attributes.Add(new(name, value));
            }
        }
    }

    private string Value()
    {
        if (AtEnd)
        {
            return "";
        }

        var quote = text[At];
        int end;
        if (quote is '"' or '\'')
        {
            At++;
            // A "<" can't stand in a value: before one, the closing quote is missing and the tag's end is the value's.
            end = IndexOf(quote == '"' ? "\"<" : "'<");
            if (end < text.Length && text[end] == '<' && text.AsSpan(At, end - At).IndexOf('>') is >= 0 and var tagEnd)
            {
                end = At + tagEnd;
            }
        }
        else
        {
            end = IndexOf(" \t\r\n><");
        }

        var value = new StringBuilder();
        references.AppendResolved(value, text.AsSpan(At, end - At));
        At = end < text.Length && text[end] == quote ? end + 1 : end;
        return value.ToString();
    }

    private int IndexOf(ReadOnlySpan<char> any)
    {
        var found = Rest.IndexOfAny(any);
        return found < 0 ? text.Length : At + found;
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[At]))
        {
            At++;
        }
    }

    public static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or ':';
}
