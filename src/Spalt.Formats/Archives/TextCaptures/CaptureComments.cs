using System.Globalization;
using System.Text.RegularExpressions;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>
/// The comments under the one post of a page: each begins with <c>Anna Berg skriver:</c> or with a name and, on the next line,
/// a date with a clock. Text shows no threads, so none are made up.
/// </summary>
internal static partial class CaptureComments
{
    /// <param name="pings">How many pingbacks and trackbacks stand among them, which are none.</param>
    public static List<SavedComment> Read(List<CaptureLine> lines, int from, bool spaced, out int pings)
    {
        var comments = new List<SavedComment>();
        int at = from;
        pings = 0;
        while (at < lines.Count && !TryStart(lines, at, out _, out _, out _))
        {
            at++;
        }

        while (at < lines.Count && TryStart(lines, at, out string? author, out PartialDate date, out int body))
        {
            int end = body;
            while (end < lines.Count && !IsEnd(lines[end].Text) && !TryStart(lines, end, out _, out _, out _))
            {
                end++;
            }

            string id = string.Create(CultureInfo.InvariantCulture, $"n{comments.Count + 1}");
            if (IsPing(lines[at].Text))
            {
                pings++;
            }
            else if (end > body)
            {
                comments.Add(new SavedComment(id, null, author, date, CaptureBody.ToHtml(lines[body..end], spaced)));
            }

            at = end;
            while (at < lines.Count && IsReplyLink(lines[at].Text))
            {
                at++;
            }
        }
        return comments;
    }

    public static bool IsStart(List<CaptureLine> lines, int at) => at < lines.Count && (TryStart(lines, at, out _, out _, out _) || Heading().IsMatch(Short(lines[at].Text)));

    public static bool IsPing(string line) => Ping().IsMatch(Short(line));

    private static bool TryStart(List<CaptureLine> lines, int at, out string? author, out PartialDate date, out int body)
    {
        author = null;
        date = PartialDate.Unknown;
        body = at + 1;
        string line = Short(lines[at].Text);
        Match says = Says().Match(line);
        PartialDate next = at + 1 < lines.Count ? DateOf(lines[at + 1].Text) : PartialDate.Unknown;
        if (IsPing(line))
        {
            author = null;
        }
        else if (says.Success)
        {
            author = says.Groups["name"].Value;
        }
        else if (line.Length is > 0 and <= 60 && next.Precision == DatePrecision.Exact && line[^1] is not ('.' or ':'))
        {
            author = line;
        }
        else
        {
            return false;
        }

        if (next.IsKnown)
        {
            date = next;
            body++;
        }
        return true;
    }

    private static PartialDate DateOf(string line) => WrittenDate.Parse(DateFurniture().Replace(Short(line), ""));

    private static bool IsEnd(string line) => IsReplyLink(line) || CaptureFurniture.IsStart(line);

    private static bool IsReplyLink(string line) => ReplyLink().IsMatch(Short(line));

    private static string Short(string line) => line.Length <= 160 ? line : "";

    [GeneratedRegex(@"^(pingback|trackback)(:| (från|by|from) .*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Ping();

    [GeneratedRegex(@"^(?<name>\S.{0,59}?)\s(skriver|säger|skrev|sa|says|said|wrote):?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Says();

    [GeneratedRegex(@"^(svara|reply|svara på .{1,60}|reply to .{1,60}|svara ↓|reply ↓|logga in för att svara|log in to reply)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex ReplyLink();

    [GeneratedRegex(@"[\s,|·•(]*(permalänk|permalink|redigera|edit|svara|reply)[\s)]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex DateFurniture();

    [GeneratedRegex(@"^((\d{1,5}|en|one) )?(kommentar|kommentarer|svar|thoughts?|comments?|responses?|replies)( (till|på|om|on|to)\b.*)?:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Heading();
}
