using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html;

namespace Spalt.Formats.Feeds;

/// <summary>Character references of XML and HTML, and the few entities that a feed declares for itself.</summary>
/// <remarks>
/// XML knows five named references; feeds use all of HTML's without declaring them. Entities of an internal document type are text, may
/// use those declared before them, and are held to <see cref="MostEntities"/> of <see cref="LongestEntity"/> characters and
/// <see cref="LargestExpansion"/> characters a document, so that no nesting of them costs more than that. External ones do not exist.
/// </remarks>
internal sealed class CharacterReferences
{
    private const int MostEntities = 256;
    private const int LongestEntity = 1024;
    private const int LargestExpansion = 65_536;
    private const int LongestName = 40;

    // What the references 128–159 and the bytes behind them were meant to be (HTML, section 13.2.5.80).
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private int _expanded;

    /// <summary>Appends a text with its references resolved and characters that XML forbids left out. What is no reference stays as written.</summary>
    public void AppendResolved(StringBuilder to, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var amp = text.IndexOf('&');
            AppendClean(to, amp < 0 ? text : text[..amp]);
            if (amp < 0)
            {
                return;
            }

            text = text[amp..];
            var length = Resolve(to, text);
            if (length == 0)
            {
                to.Append('&');
            }

            text = text[Math.Max(length, 1)..];
        }
    }

    public void Declare(string name, ReadOnlySpan<char> value)
    {
        if (_declared.Count >= MostEntities || value.Length > LongestEntity || name.Length > LongestName)
        {
            return;
        }

        var resolved = new StringBuilder();
        AppendResolved(resolved, value);
        if (resolved.Length <= LongestEntity)
        {
            _declared.TryAdd(name, resolved.ToString());
        }
    }

    public static void AppendClean(StringBuilder to, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var bad = text.IndexOfAny(Unwanted);
            to.Append(bad < 0 ? text : text[..bad]);
            if (bad < 0)
            {
                return;
            }

            if (text[bad] is >= '\u0080' and <= '\u009f' and not '\u0085')
            {
                to.Append(Windows1252[text[bad] - 0x80]);
            }
            else if (text[bad] is '\u0085')
            {
                to.Append('…');
            }

            text = text[(bad + 1)..];
        }
    }

    private static readonly System.Buffers.SearchValues<char> Unwanted = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    /// <summary>Appends what the reference at the start of the text stands for and gives its length; 0 if it is none.</summary>
    private int Resolve(StringBuilder to, ReadOnlySpan<char> text)
    {
        var semicolon = text[..Math.Min(text.Length, LongestName)].IndexOf(';');
        if (semicolon < 2)
        {
            return 0;
        }

        var name = text[1..semicolon];
        if (name[0] == '#')
        {
            return Numeric(to, name[1..]) ? semicolon + 1 : 0;
        }

        if (Predefined(name) is { } predefined)
        {
            to.Append(predefined);
        }
        else if (_declared.TryGetValue(name.ToString(), out var own))
        {
            Expand(to, own);
        }
        else if (ByHtml(name) is { } html)
        {
            to.Append(html);
        }
        else
        {
            return 0;
        }

        return semicolon + 1;
    }

    private void Expand(StringBuilder to, string entity)
    {
        if (_expanded + entity.Length > LargestExpansion)
        {
            return;
        }

        _expanded += entity.Length;
        to.Append(entity);
    }

    /// <summary>Whether <c>&amp;name;</c> is a reference that HTML knows.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) =>
        name is ['#', _, ..] ? Numeric(new StringBuilder(), name[1..]) : Predefined(name) is not null || ByHtml(name) is not null;

    private static char? Predefined(ReadOnlySpan<char> name) => name switch
    {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u00A0',
        _ => null,
    };

    /// <summary>HTML 4's meaning first, which is what XHTML's document type gives a feed, then HTML's longer list.</summary>
    private static string? ByHtml(ReadOnlySpan<char> name)
    {
        if (name.ContainsAnyExcept(NameCharacters))
        {
            return null;
        }

        var reference = $"&{name};";
        var old = WebUtility.HtmlDecode(reference);
        return !old.Equals(reference, StringComparison.Ordinal) ? old : HtmlEntityProvider.Resolver.GetSymbol($"{name};");
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static bool Numeric(StringBuilder to, ReadOnlySpan<char> digits)
    {
        var read = digits is ['x' or 'X', ..]
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        if (!read)
        {
            return false;
        }

        if (code is >= 0x80 and <= 0x9F)
        {
            to.Append(Windows1252[code - 0x80]);
        }
        else if (!Rune.TryCreate(code, out var rune))
        {
            to.Append('\uFFFD');
        }
        else
        {
            AppendClean(to, rune.ToString());
        }

        return true;
    }
}
