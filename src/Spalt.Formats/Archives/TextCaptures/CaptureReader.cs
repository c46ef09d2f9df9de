using System.Runtime.InteropServices;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>
/// Reads the posts of a page from its text. By-lines are the anchors: a post's headline is the block above its by-line, its
/// body reaches to the comment link that repeats the by-line's, or to the next headline, or to the page's end.
/// </summary>
internal sealed class CaptureReader
{
    private readonly List<CaptureLine> _lines;
    private readonly List<CaptureByLine> _byLines;
    private readonly bool _spaced;

    private CaptureReader(List<CaptureLine> lines)
    {
        _lines = lines;
        _byLines = ByLineFinder.Find(lines);
        _spaced = _byLines.Count(byLine => lines[byLine.At].AfterBlank) * 2 >= _byLines.Count;
    }

    /// <summary>The page, or null where no by-line was found.</summary>
    public static SavedPage? TryRead(DecodedPage page)
    {
        var reader = new CaptureReader(CaptureLines.Of(page.Text));
        if (reader._byLines.Count == 0)
        {
            return null;
        }

        List<SavedPost> posts = reader.Posts(page.Warnings, out PageHeading? heading);
        return new SavedPage(SavedPageKind.TextCapture, heading?.Text, page.Encoding, Address: null, posts, page.Warnings);
    }

    private List<SavedPost> Posts(List<SavedPageWarning> warnings, out PageHeading? heading)
    {
        var headlines = new CaptureHeadline[_byLines.Count];
        for (int i = 0; i < headlines.Length; i++)
        {
            headlines[i] = HeadlineOf(i);
        }

        heading = HeadingAbove(headlines[0].Start);

        var posts = new List<SavedPost>();
        for (int i = 0; i < _byLines.Count; i++)
        {
            int limit = i + 1 < _byLines.Count ? headlines[i + 1].Start : _lines.Count;
            CaptureEnd end = i + 1 < _byLines.Count ? EndBefore(_byLines[i], limit) : EndOfLast(_byLines[i]);
            var post = CapturePost.Build(_lines, headlines[i], _byLines[i], end, limit, _spaced, warnings);
            posts.Add(heading is null ? post : heading.Tell(post));
        }
        return posts;
    }

    private CaptureHeadline HeadlineOf(int index)
    {
        CaptureByLine byLine = _byLines[index];
        CaptureByLine? previous = index > 0 ? _byLines[index - 1] : null;
        int floor = previous?.After ?? 0, last = byLine.At - 1;
        PartialDate date = PartialDate.Unknown;
        bool headlineAbove = last > floor && (previous is null ? PageHeading.TryRead(_lines[last - 1].Text) is null : !Closes(last - 1, previous.ByLine));
        if (headlineAbove && !byLine.ByLine.Published.IsKnown && WrittenDate.Parse(_lines[last].Text) is { Precision: >= DatePrecision.Day } above)
        {
            (date, last) = (above, last - 1);
        }

        if (last < floor)
        {
            return new CaptureHeadline(byLine.At, "", date);
        }

        if (previous is null)
        {
            return FirstHeadline(last, date);
        }

        if (Closes(last, previous.ByLine) && !(last > floor && Closes(last - 1, previous.ByLine)))
        {
            return new CaptureHeadline(last + 1, "", date);
        }

        int start = last;
        while (_spaced && start - 1 >= floor && !_lines[start].AfterBlank && !Closes(start - 1, previous.ByLine))
        {
            start--;
        }

        return new CaptureHeadline(start, Join(start, last), date);
    }

    private CaptureHeadline FirstHeadline(int last, PartialDate date)
    {
        bool isHeading = PageHeading.TryRead(_lines[last].Text) is not null
            && !Enumerable.Range(0, last).Any(i => PageHeading.TryRead(_lines[i].Text) is not null);
        if (isHeading)
        {
            return new CaptureHeadline(last + 1, "", date);
        }

        int start = IsSecondOfTwo(last) ? last - 1 : last;
        return new CaptureHeadline(start, Join(start, last), date);
    }

    /// <summary>Whether a line is the rest of the one above it: the two stand by themselves, and the first is none of the page's own lines.</summary>
    private bool IsSecondOfTwo(int last)
    {
        if (last == 0 || _lines[last].AfterBlank || last + 1 == _lines.Count || !_lines[last + 1].AfterBlank)
        {
            return false;
        }

        string above = _lines[last - 1].Text;
        bool isHeading = PageHeading.TryRead(above) is not null || CaptureFurniture.IsAny(above);
        return !isHeading && (_lines[last - 1].AfterBlank || PageHeading.TryRead(_lines[last - 2].Text) is not null);
    }

    private PageHeading? HeadingAbove(int end)
    {
        for (int i = end - 1; i >= 0; i--)
        {
            if (PageHeading.TryRead(_lines[i].Text) is { } heading)
            {
                return heading;
            }
        }

        return null;
    }

    /// <summary>The end of a post that another one follows.</summary>
    private CaptureEnd EndBefore(CaptureByLine byLine, int limit)
    {
        if (limit - 1 >= byLine.After && IsCommentLink(limit - 1, out _))
        {
            return new CaptureEnd(limit - 1, limit);
        }

        for (int at = limit - 2; at >= byLine.After && IsUnderAPost(_lines[at + 1].Text); at--)
        {
            if (Closes(at, byLine.ByLine))
            {
                return new CaptureEnd(at, at + 1);
            }
        }

        return new CaptureEnd(limit, limit);
    }

    /// <summary>The end of the last post, behind which comments, a form and sidebars may stand.</summary>
    private CaptureEnd EndOfLast(CaptureByLine byLine)
    {
        int pageEnd = CaptureFurniture.FindEnd(_lines, byLine.After);
        int last = -1;
        for (int at = byLine.After; at < _lines.Count; at++)
        {
            if (at > pageEnd && last >= 0)
            {
                break;
            }

            if (!Closes(at, byLine.ByLine))
            {
                continue;
            }

            last = at;
            if (IsFollowedByFurniture(at))
            {
                break;
            }
        }
        if (last >= 0)
        {
            return new CaptureEnd(last, last + 1);
        }

        for (int at = byLine.After; at < _lines.Count && at <= pageEnd; at++)
        {
            if (IsCommentLink(at, out _) && IsFollowedByFurniture(at))
            {
                return new CaptureEnd(at, at + 1);
            }
        }

        return new CaptureEnd(pageEnd, pageEnd);
    }

    private bool IsFollowedByFurniture(int at) =>
        at + 1 == _lines.Count || IsUnderAPost(_lines[at + 1].Text) || IsCommentLink(at + 1, out _) || CaptureComments.IsStart(_lines, at + 1);

    private static bool IsUnderAPost(string line) => CaptureFurniture.IsAny(line) || CaptureFurniture.TryTerms(line) is not null;

    private bool Closes(int at, ByLine byLine) =>
        IsCommentLink(at, out CommentLink link) && (byLine.Link is null || byLine.Link.Value.Count == link.Count);

    private bool IsCommentLink(int at, out CommentLink link) => CommentLink.TryReadLine(_lines[at].Text, out link);

    private string Join(int first, int last) => string.Join(' ', _lines.Skip(first).Take(last - first + 1).Select(line => line.Text));
}

/// <summary>Where a headline starts, and what it says; the date if one stands between it and the by-line.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CaptureHeadline(int Start, string Text, PartialDate Date);

/// <summary>Where a post's body ends, and where what stands under it begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CaptureEnd(int Body, int Under);
