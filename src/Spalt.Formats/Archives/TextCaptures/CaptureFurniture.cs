using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>What stands on a page around its posts: sidebars, forms, share links, navigation.</summary>
internal static partial class CaptureFurniture
{
    private static readonly FrozenSet<string> Starts = Set(
        "Senaste inläggen", "Senaste inlägg", "Senaste kommentarer", "Senaste kommentarerna", "Recent Posts", "Recent Comments",
        "Lämna ett svar", "Lämna en kommentar", "Skriv en kommentar", "Kommentera inlägget", "Leave a Reply", "Leave a Comment", "Avbryt svar",
        "Cancel reply", "Äldre inlägg", "Nyare inlägg", "Older posts", "Newer posts", "Inläggsnavigering", "Post navigation",
        "Posts navigation", "Inläggsnavigation", "Föregående inlägg", "Nästa inlägg", "Relaterade inlägg", "Relaterat", "Related posts",
        "Related", "Dela det här:", "Dela detta:", "Share this:", "Logga in", "Log in", "Sök efter:", "Search for:", "Prenumerera",
        "Publicera kommentar", "Post Comment", "Skicka kommentar", "Annons", "Bloggroll", "Blogroll", "Mest lästa", "Mest kommenterade");

    private static readonly FrozenSet<string> Weak = Set(
        "Arkiv", "Kategorier", "Etiketter", "Taggar", "Meta", "Sök", "Länkar", "Bloggar", "Om bloggen", "Om mig", "Sidor", "Följ", "Följ bloggen",
        "Archives", "Categories", "Tags", "Links", "Search", "About", "About me", "Pages", "Kontakt", "Till toppen", "RSS", "Välj månad", "Select Month");

    private static readonly FrozenSet<string> Shares = Set(
        "Dela", "Dela det här:", "Dela detta:", "Dela detta", "Dela inlägget", "Dela:", "Share this:", "Share", "Share:", "Facebook", "Twitter",
        "X", "Tweeta", "Tweet", "LinkedIn", "Pinterest", "WhatsApp", "Telegram", "Reddit", "Tumblr", "E-post", "Mejla", "E-posta", "Email", "Skriv ut", "Print",
        "Mer", "More", "Gilla", "Gilla detta:", "Like", "Like this:", "Like Loading...", "Gilla Laddar in …", "Dela på Facebook",
        "Dela på Twitter", "Redigera", "Edit", "Läs mer", "Läs mer →", "Läs mer »", "Read more", "Read more »", "Continue reading →",
        "Fortsätt läsa →", "Fortsätt läsa");

    /// <summary>A line that begins what follows the last post.</summary>
    public static bool IsStart(string line) =>
        Starts.Contains(line) || (line.Length <= 120 && StartForm().IsMatch(line));

    /// <summary>A line that may be a sidebar's heading, and may be prose.</summary>
    public static bool IsWeak(string line) => Weak.Contains(line) || (line.Length <= 40 && MonthInAList().IsMatch(line));

    public static bool IsAny(string line) => IsStart(line) || IsWeak(line) || Shares.Contains(line);

    /// <summary>A link of those that stand under a post: to share it, to edit it, to read on.</summary>
    public static bool IsShare(string line) => Shares.Contains(line);

    public static bool IsReadOn(string line) => line.Length <= 120 && ReadOn().IsMatch(line);

    /// <summary>Whether a text ends as WordPress cuts one off: with an ellipsis in brackets.</summary>
    public static bool BreaksOff(ReadOnlySpan<char> text) => text.EndsWith("[…]") || text.EndsWith("[...]");

    /// <summary>The tags that a line under a post names, or null where it is no such line.</summary>
    public static (bool Tags, string[] Names)? TryTerms(string line)
    {
        if (line.Length > 300)
        {
            return null;
        }

        Match match = Terms().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string[] names = match.Groups["names"].Value.Split([',', '|', '·', '•'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 0 && names.All(name => name.Length <= 50 && !name.EndsWith('.')) ? (match.Groups["tags"].Success, names) : null;
    }

    /// <summary>
    /// Where the page's end begins at or after <paramref name="from"/>: at its first sure sign and the headings directly before
    /// that; or at headings which only short lines follow. A heading's word alone ("Arkiv") between paragraphs is prose.
    /// </summary>
    public static int FindEnd(List<CaptureLine> lines, int from)
    {
        int end = from;
        while (end < lines.Count && !IsStart(lines[end].Text))
        {
            end++;
        }

        if (end == lines.Count)
        {
            while (end > from && IsListItem(lines[end - 1].Text))
            {
                end--;
            }

            while (end < lines.Count && !IsWeak(lines[end].Text))
            {
                end++;
            }
        }
        while (end > from && IsWeak(lines[end - 1].Text))
        {
            end--;
        }

        return end;
    }

    private static bool IsListItem(string line) => IsWeak(line) || (line.Length <= 40 && line[^1] is not ('.' or '!' or '?' or ':' or '…'));

    private static FrozenSet<string> Set(params string[] lines) => lines.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(RSS\s+\S.*|Nytt från \S{2,40}|[←«‹] .*|.* [→»›]|(föregående|nästa|previous|next)( inlägg| post)?: .*|©.*|copyright .*|lämna ett svar till .*|leave a reply to .*|din e-postadress kommer inte (att )?publiceras.*|your email address will not be published.*|(drivs|stolt driven) (av|med) .*|proudly powered by .*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex StartForm();

    [GeneratedRegex(@"^(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october) \d{4}( \(\d{1,4}\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex MonthInAList();

    [GeneratedRegex(@"^(\(?(läs mer|läs hela inlägget|läs hela|fortsätt läsa|continue reading|read more|read the rest of this entry)\s?(→|»|›|…|\.\.\.|&raquo;)?\)?|(läs mer|läs hela|continue reading|read more) .{1,100}[→»›]|(fortsätt läsa|continue reading) .{0,100}[^.!?])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex ReadOn();

    [GeneratedRegex(@"^((?<tags>etiketter|etikett|taggar|taggad|taggat|tags?|tagged)|kategorier|kategori|publicerat i|publicerad i|postat i|categories|category|posted in|filed under)( med| as| with| under)?\s?:\s*(?<names>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Terms();
}
