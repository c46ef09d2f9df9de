using System.Globalization;
using System.Text;
using Spalt.Formats.Html;
using Spalt.Formats.Html.Markdown;
using Spalt.Language;

namespace Spalt.Comments;

/// <summary>What somebody typed as a comment: as it was typed, and as it can stand on a page.</summary>
/// <param name="Fault">What is wrong with it; null where nothing is.</param>
internal sealed record CommentText(string Markdown, string Html, string? Fault)
{
    public const int Longest = 5_000;

    /// <summary>Signs one upon another that a letter may bear; more is a tower that covers the lines around it.</summary>
    private const int MostMarks = 3;

    public static CommentText Of(string typed, int longest = Longest)
    {
        var text = Tidy(typed.ReplaceLineEndings("\n")).Trim();
        if (text.Length > longest)
        {
            return new(text, "", Texts.Say("Respond.TooLong", longest, text.Length));
        }

        var html = MarkdownText.CommentToHtml(text);
        return new(text, html, Says(HtmlText.Plain(html)) ? null : Texts.Say("Respond.Empty"));
    }

    /// <summary>
    /// Without what nobody sees: controls, those that turn the direction of what follows (Unicode Annex 9 §2), and what has no width, but for
    /// the joiners of scripts and emoji.
    /// </summary>
    private static string Tidy(string typed)
    {
        var tidy = new StringBuilder(typed.Length);
        var marks = 0;
        foreach (var rune in typed.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (rune.Value is '\n' or '\t' or 0x200C or 0x200D
                || (marks <= MostMarks && category is not (UnicodeCategory.Control or UnicodeCategory.Format) && rune.Value is not (0xFFFE or 0xFFFF)))
            {
                tidy.Append(rune);
            }
        }

        return tidy.ToString();
    }

    /// <summary>Whether there is anything in it that somebody can see.</summary>
    public static bool Says(string text) => text.EnumerateRunes().Any(Says);

    private static bool Says(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherNotAssigned) && rune.Value is not (0x3164 or 0x2800 or 0x115F or 0x1160);
}
