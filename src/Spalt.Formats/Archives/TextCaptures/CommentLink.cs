using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>
/// The link to a post's comments as it reads on the page, and the bare number of likes behind it:
/// <c>Bli först att kommentera 4</c>, <c>1 kommentar 8</c>, <c>3 comments</c>. Without a count where comments are closed.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct CommentLink(int? Count, int? Likes)
{
    /// <summary>Longer lines are prose, and are not searched.</summary>
    public const int LongestLine = 400;

    /// <summary>A line that is a comment link and nothing else.</summary>
    public static bool TryReadLine(string line, out CommentLink link)
    {
        link = default;
        return line.Length <= 60 && TryReadTail(line, out int start, out link) && start == 0 && !Bare().IsMatch(line);
    }

    /// <summary>A comment link at the line's end, from <paramref name="start"/> on.</summary>
    public static bool TryReadTail(string line, out int start, out CommentLink link)
    {
        start = 0;
        link = default;
        if (!MayHold(line))
        {
            return false;
        }

        Match match = Tail().Match(line);
        if (!match.Success)
        {
            return false;
        }

        start = match.Index;
        link = new CommentLink(CountOf(match), Number(match.Groups["likes"]));
        return true;
    }

    /// <summary>Whether the line has any of the words that every comment link has one of: the cheap question first.</summary>
    public static bool MayHold(string line) =>
        line.Length <= LongestLine && line.AsSpan().IndexOfAny(Words) >= 0;

    /// <summary>Whether a part of a line begins as comment links do, whatever it goes on with.</summary>
    public static bool Begins(string part) => Beginning().IsMatch(part);

    private static readonly SearchValues<string> Words =
        SearchValues.Create(["komment", "comment", "svar", "respon", "repl"], StringComparison.OrdinalIgnoreCase);

    private static int? CountOf(Match match)
    {
        if (match.Groups["none"].Success)
        {
            return 0;
        }

        return match.Groups["one"].Success ? 1 : Number(match.Groups["count"]);
    }

    /// <summary>The number that <see cref="Digits"/> found, its thousands apart or not.</summary>
    public static int? Number(Group digits) =>
        digits.Success && int.TryParse(string.Concat(digits.Value.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : null;

    /// <summary>A number as people write it, its thousands set apart by a space of any width or a full stop.</summary>
    public const string Digits = @"(?:\d{1,3}(?:[\x20\u00A0\u2009\u202F.]\d{3}){1,2}(?!\d)|\d{1,7})";

    /// <summary>With the letter that a program lost which could not write it: <c>f�rst</c>, <c>f?rst</c>.</summary>
    [GeneratedRegex(
        """
        (?<![\p{L}\p{N}\-_.:/])
        (?:
          (?<none> bli\ (?:den\ )?f[ö\uFFFD?]rste?a?\ (?:med\ )?att\ kommentera | be\ the\ first\ to\ (?:leave\ a\ )?comment
            | (?:leave|post|add)\ a\ (?:comment|reply) | lämna\ (?:en\ kommentar|ett\ svar|kommentar) | skriv\ (?:en\ )?kommentar
            | (?:inga|ingen|no|zero)\ (?:kommentarer|kommentar|comments|responses|replies)(?:\ än|\ ännu|\ yet)? )
          | (?<one> (?:en|one)\ (?:kommentar|comment|response|reply) )
          | (?<count>
        """ + Digits + """
        )\s?(?:kommentar|kommentarer|comments?|responses?|replies|reply|svar)
          | (?:kommentarer|comments)\s?[:(]\s?(?<count>
        """ + Digits + """
        )\)?
          | (?<closed> kommentarer(?:na)?\ (?:inaktiverade|avstängda|är\ avstängda|är\ stängda|stängda)(?:\ för\ .{1,160})? | comments\ (?:are\ )?(?:off|closed|disabled)(?:\ on\ .{1,160})? )
          | (?<bare> kommentera | kommentarer | comment )
        )
        (?:\ [»›→])?
        (?: [\s,|·•–—♥❤\uFE0F()\[\]]{0,6} (?:gilla:?\s)? (?<likes>
        """ + Digits + """
        ) \)?\]? (?:\s?(?:gillar?(?:\ detta)?|gilla-markering(?:ar)?|likes?|♥|❤\uFE0F?))? )?
        $
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(bli (den )?f[ö\uFFFD?]rste?a? (med )?att kommentera|be the first to (leave a )?comment|(leave|post|add) a (comment|reply)|lämna (en kommentar|ett svar|kommentar)|skriv (en )?kommentar|(inga|ingen|no|zero|en|one|" + Digits + @")\s(kommentar|kommentarer|comments?|responses?|replies|reply)|kommentarer(na)? (är )?(inaktiverade|avstängda|stängda)|comments (are )?(off|closed|disabled))\b|^(kommentarer|comments)\s?[:(]\s?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^(kommentera|kommentarer|comment)\b(?!\s?[:(]|\s\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Bare();
}
