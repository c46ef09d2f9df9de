using System.Globalization;
using System.Text;

namespace Spalt.Formats.Html;

/// <summary>The words of clean HTML, as <see cref="HtmlSanitizer"/> writes it. Other HTML may lose text.</summary>
public static class HtmlText
{
    private const string Ellipsis = "…";

    /// <summary>The text: an empty line between paragraphs, a newline between items, rows and where the line breaks.</summary>
    public static string Plain(string cleanHtml)
    {
        var text = new StringBuilder(cleanHtml.Length);
        var newlines = 0;
        foreach (var piece in new Pieces(cleanHtml))
        {
            if (piece.IsTag)
            {
                newlines = Math.Max(newlines, NewlinesAt(piece.Name));
                continue;
            }

            if (text.Length > 0)
            {
                text.Append('\n', newlines);
            }

            newlines = 0;
            AppendDecoded(text, piece.Content);
        }

        return text.ToString();
    }

    /// <summary>How many words it has: runs of characters between white space that hold a letter or a digit.</summary>
    public static int CountWords(string cleanHtml)
    {
        var words = 0;
        var inWord = false;
        foreach (var piece in new Pieces(cleanHtml))
        {
            if (piece.IsTag)
            {
                inWord &= NewlinesAt(piece.Name) == 0;
                continue;
            }

            foreach (var c in piece.Content)
            {
                if (char.IsWhiteSpace(c))
                {
                    inWord = false;
                }
                else if (!inWord && char.IsLetterOrDigit(c))
                {
                    inWord = true;
                    words++;
                }
            }
        }

        return words;
    }

    /// <summary>The beginning of the running text for a list of posts: whole sentences where they fit, else whole words and an ellipsis.</summary>
    /// <param name="cleanHtml">Clean HTML; its captions, headings, tables, preformatted text, boxes and the numbers of footnotes are passed over.</param>
    /// <param name="maxChars">The most characters it may have.</param>
    public static string Lead(string cleanHtml, int maxChars = 220)
    {
        var text = new StringBuilder(maxChars * 2);
        var aside = 0;
        var inReference = false;
        foreach (var piece in new Pieces(cleanHtml))
        {
            if (piece.IsTag && IsAside(piece.Name))
            {
                if (text.ToString().TrimEnd() is [.. var announcing, ':'])
                {
                    // "The results:" and what follows the table would make a sentence that nobody wrote.
                    return Cut(announcing.TrimEnd(' ', '\n', '\u00A0', ':') + Ellipsis, maxChars);
                }

                aside += piece.IsEnd ? -1 : 1;
            }

            inReference = (inReference && piece.Content is not "</sup>") || piece.Content is "<sup class=\"footnote-ref\">";
            if (aside > 0 || inReference)
            {
                continue;
            }

            if (!piece.IsTag)
            {
                AppendDecoded(text, piece.Content);
            }
            else if (NewlinesAt(piece.Name) > 0 && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }

            if (text.Length > maxChars + 64)
            {
                break;
            }
        }

        return Cut(text.ToString().Trim(), maxChars);
    }

    private static string Cut(string text, int maxChars)
    {
        if (text.Length <= maxChars)
        {
            return text;
        }

        var end = SentenceEnd(text, maxChars);
        if (end >= maxChars / 3)
        {
            return text[..end];
        }

        end = text.AsSpan(0, maxChars - Ellipsis.Length + 1).LastIndexOfAny(" \n\u00A0");
        if (end <= 0)
        {
            end = maxChars - Ellipsis.Length - (char.IsHighSurrogate(text[maxChars - Ellipsis.Length - 1]) ? 1 : 0);
        }

        return text.AsSpan(0, end).TrimEnd(" \n\u00A0,;:–-").ToString() + Ellipsis;
    }

    private static int SentenceEnd(string text, int maxChars)
    {
        for (var end = Math.Min(maxChars, text.Length - 1); end > 1; end--)
        {
            if (char.IsWhiteSpace(text[end]) && IsSentence(text.AsSpan(0, end)) && !char.IsLower(NextVisible(text.AsSpan(end))) && IsClosed(text.AsSpan(0, end)))
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>Whether no parenthesis and no quotation, Swedish or English, is left open.</summary>
    private static bool IsClosed(ReadOnlySpan<char> text) =>
        text.Count('(') <= text.Count(')') && int.IsEvenInteger(text.Count('”') + text.Count('“'));

    // "P. O. Enquist" and "den 3. maj" have full stops that end no sentence, nor do those before a small letter.
    private static bool IsSentence(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd("”\")»");
        if (text.IsEmpty || text[^1] is not ('.' or '!' or '?' or '…'))
        {
            return false;
        }

        var word = text[(text.LastIndexOfAny(" \n\u00A0") + 1)..^1];
        return text[^1] != '.' || !((word.Length == 1 && char.IsLetter(word[0])) || (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100));
    }

    private static char NextVisible(ReadOnlySpan<char> text) => text.TrimStart() is [var next, ..] ? next : ' ';

    private static int NewlinesAt(ReadOnlySpan<char> tag) => tag switch
    {
        "p" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "pre" or "ul" or "ol" or "dl" or "table" or "figure" or "hr" => 2,
        "br" or "li" or "dt" or "dd" or "tr" or "td" or "th" or "caption" or "figcaption" => 1,
        _ => 0,
    };

    private static bool IsAside(ReadOnlySpan<char> tag) => tag is
        "figure" or "table" or "pre" or "aside" or "section" or "h2" or "h3" or "h4" or "h5" or "h6";

    private static void AppendDecoded(StringBuilder text, ReadOnlySpan<char> content)
    {
        for (var at = content.IndexOf('&'); at >= 0; at = content.IndexOf('&'))
        {
            text.Append(content[..at]);
            var end = content[at..].IndexOf(';') + 1;
            text.Append(content.Slice(at, Math.Max(end, 1)) switch
            {
                "&amp;" => "&",
                "&lt;" => "<",
                "&gt;" => ">",
                "&quot;" => "\"",
                "&#91;" => "[",
                var other => other,
            });
            content = content[(at + Math.Max(end, 1))..];
        }

        text.Append(content);
    }
}
