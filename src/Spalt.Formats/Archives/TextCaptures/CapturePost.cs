using System.Globalization;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives.TextCaptures;

/// <summary>Puts a post together from the places that the reader found for it.</summary>
internal static class CapturePost
{
    public static SavedPost Build(
        List<CaptureLine> lines, CaptureHeadline headline, CaptureByLine byLine, CaptureEnd end, int limit, bool spaced, List<SavedPageWarning> warnings)
    {
        int bodyEnd = Math.Max(end.Body, byLine.After);
        var tags = new List<string>();
        List<string> categories = [.. byLine.ByLine.Categories];
        TakeTerms(lines, end.Under, limit, tags, categories);
        bodyEnd = WithoutLinksUnderIt(lines, byLine.After, bodyEnd, tags, categories, out bool excerpt);
        excerpt |= bodyEnd > byLine.After && CaptureFurniture.BreaksOff(lines[bodyEnd - 1].Text);
        string name = SavedPageWarning.NameOf(headline.Text, bodyEnd > byLine.After ? lines[byLine.After].Text : "", lines[byLine.At].Text);
        if (excerpt)
        {
            warnings.Add(new(SavedPageWarningKind.ExcerptOnly, name));
        }

        CommentLink? closing = end.Body < lines.Count && CommentLink.TryReadLine(lines[end.Body].Text, out CommentLink link) ? link : null;
        int? count = byLine.ByLine.Link?.Count ?? closing?.Count;
        int pings = 0;
        List<SavedComment> comments = limit == lines.Count && count > 0 ? CaptureComments.Read(lines, end.Under, spaced, out pings) : [];
        if (count > comments.Count)
        {
            count = Math.Max(comments.Count, count.Value - pings);
        }

        if (count > comments.Count)
        {
            warnings.Add(new(SavedPageWarningKind.CommentsMissing, name));
        }

        return new SavedPost(headline.Text, CaptureBody.ToHtml(lines[byLine.After..bodyEnd], spaced))
        {
            IsExcerpt = excerpt,
            AuthorName = byLine.ByLine.Author,
            Published = byLine.ByLine.Published.IsKnown ? byLine.ByLine.Published : headline.Date,
            Categories = categories,
            Tags = tags,
            Likes = byLine.ByLine.Likes ?? closing?.Likes ?? LikesBehind(headline.Text, lines[byLine.At].Text),
            CommentCount = count,
            Comments = comments,
        };
    }

    /// <summary>The number behind a link that names the post, <c>Kommentarer inaktiverade för Buss 9 4</c>, and so hides what is none of its name.</summary>
    private static int? LikesBehind(string headline, string byLine)
    {
        int at = headline.Length == 0 ? -1 : byLine.LastIndexOf(headline + " ", StringComparison.Ordinal);
        return at >= 0 && int.TryParse(byLine.AsSpan(at + headline.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int likes) ? likes : null;
    }

    /// <summary>The tags and categories named between the post's end and the next headline, or the page's furniture.</summary>
    private static void TakeTerms(List<CaptureLine> lines, int from, int limit, List<string> tags, List<string> categories)
    {
        for (int i = from; i < limit && i < from + 8 && !CaptureFurniture.IsStart(lines[i].Text); i++)
        {
            Take(lines[i].Text, tags, categories);
        }
    }

    /// <summary>
    /// The body's end before the links under it: tags, and share links if one names what they are; a word such as
    /// "Facebook" may end a text by itself.
    /// </summary>
    private static int WithoutLinksUnderIt(List<CaptureLine> lines, int start, int end, List<string> tags, List<string> categories, out bool excerpt)
    {
        excerpt = false;
        while (end > start)
        {
            if (CaptureFurniture.IsReadOn(lines[end - 1].Text))
            {
                excerpt = true;
                end--;
                continue;
            }
            int shares = end;
            while (shares > start && CaptureFurniture.IsShare(lines[shares - 1].Text))
            {
                shares--;
            }

            bool named = lines.Skip(shares).Take(end - shares).Any(line => line.Text.Length > 8 || line.Text.EndsWith(':'));
            if (end - shares > 1 || (end - shares == 1 && named))
            {
                end = shares;
            }
            else if (Take(lines[end - 1].Text, tags, categories))
            {
                end--;
            }
            else
            {
                break;
            }
        }
        return end;
    }

    private static bool Take(string line, List<string> tags, List<string> categories)
    {
        if (CaptureFurniture.TryTerms(line) is not { } terms)
        {
            return false;
        }

        List<string> into = terms.Tags ? tags : categories;
        into.AddRange(terms.Names.Where(name => !into.Contains(name, StringComparer.OrdinalIgnoreCase)));
        return true;
    }
}
