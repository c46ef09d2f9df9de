using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>A by-line of the page, on the lines from <see cref="At"/> up to <see cref="After"/>.</summary>
internal sealed record CaptureByLine(ByLine ByLine, int At, int After);

/// <summary>Finds the by-lines that stand where one should, and leaves the prose that only looks like one.</summary>
internal static class ByLineFinder
{
    private const int MostLines = 6;
    private const int LongestPart = 80;
    private const int LongestHeadline = 400;

    public static List<CaptureByLine> Find(List<CaptureLine> lines)
    {
        var candidates = new List<CaptureByLine>();
        int at = 0;
        while (at < lines.Count)
        {
            CaptureByLine? found = TryRead(lines, at);
            if (found is not null)
            {
                candidates.Add(found);
            }

            at = found?.After ?? at + 1;
        }

        bool closed = lines.Exists(line => CommentLink.TryReadLine(line.Text, out _));
        var accepted = new List<CaptureByLine>();
        for (int i = 0; i < candidates.Count; i++)
        {
            bool isHeadline = i + 1 < candidates.Count && candidates[i].After == candidates[i + 1].At
                && candidates[i].ByLine.Strength <= candidates[i + 1].ByLine.Strength && candidates[i + 1].ByLine.Strength == ByLineStrength.Sure
                && candidates[i].ByLine.Author is not null;
            if (!isHeadline && Stands(lines, candidates[i], accepted, closed))
            {
                accepted.Add(candidates[i]);
            }
        }
        return accepted.Exists(found => found.ByLine.Strength == ByLineStrength.Sure || found.ByLine.Link is not null) || closed ? accepted : [];
    }

    /// <summary>A by-line on one line, or one whose links a text browser put on lines of their own.</summary>
    private static CaptureByLine? TryRead(List<CaptureLine> lines, int at)
    {
        string text = lines[at].Text;
        ByLine? byLine = ByLine.TryRead(text);
        CaptureByLine? alone = byLine is null ? null : new CaptureByLine(byLine, at, at + 1);
        if (byLine?.Link is not null || text.Length > LongestPart || (alone is null && !ByLine.Opens(text)))
        {
            return alone;
        }

        bool complete = alone is not null && text[^1] != ',';
        for (int after = at + 1; after < lines.Count && after < at + MostLines && Continues(lines[after]); after++)
        {
            if (complete && !CommentLink.TryReadLine(lines[after].Text, out _))
            {
                return alone;
            }

            if (!CommentLink.MayHold(lines[after].Text) || TryJoin(lines, at, after + 1) is not { Link: not null } joined)
            {
                continue;
            }

            bool more = after + 1 < lines.Count && !lines[after + 1].AfterBlank && joined.Likes is null;
            return more && TryJoin(lines, at, after + 2) is { Likes: not null } liked
                ? new CaptureByLine(liked, at, after + 2)
                : new CaptureByLine(joined, at, after + 1);
        }
        return alone;
    }

    private static bool Continues(CaptureLine line) => !line.AfterBlank && line.Text.Length <= LongestPart && line.Text[^1] is not ('.' or '!' or '?');

    private static ByLine? TryJoin(List<CaptureLine> lines, int at, int after) =>
        ByLine.TryRead(string.Join(' ', lines.Skip(at).Take(after - at).Select(line => line.Text)));

    private static bool Stands(List<CaptureLine> lines, CaptureByLine candidate, List<CaptureByLine> accepted, bool closed)
    {
        if (candidate.ByLine.Strength == ByLineStrength.Sure)
        {
            return true;
        }

        int headline = candidate.At - 1;
        if (headline < 0 || lines[headline].Text.Length > LongestHeadline)
        {
            return false;
        }

        if (accepted.Count == 0)
        {
            return true;
        }

        if (headline - 1 > accepted[^1].After && WrittenDate.Parse(lines[headline].Text) is { Precision: >= DatePrecision.Day })
        {
            headline--;
        }

        if (headline <= accepted[^1].After)
        {
            return false;
        }

        return CommentLink.TryReadLine(lines[headline - 1].Text, out _)
            || (!closed && lines[headline].AfterBlank && lines[headline].Text[^1] is not ('.' or ',' or ':' or ';'));
    }
}
