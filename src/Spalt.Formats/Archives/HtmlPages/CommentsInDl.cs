using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>
/// Blogger's oldest pages hold their comments in one <c>dl</c>: the author in a <c>dt</c>, text and time each in a <c>dd</c>. They are
/// put into elements of their own, as everybody else's are.
/// </summary>
internal static class CommentsInDl
{
    private const string Authors = "dl > dt.comment-poster, dl > dt.comment-author, dl#comments-block > dt";

    private const int Most = 2000;

    public static void Regroup(IHtmlDocument document)
    {
        List<IElement> lists = [.. document.QuerySelectorAll(Authors).Select(author => author.ParentElement).OfType<IElement>().Distinct().Take(Most)];
        foreach (IElement list in lists.Where(list => list.ParentElement?.Closest("dl") is null))
        {
            list.Replace(Regrouped(list));
        }
    }

    /// <summary>A copy, for each node that is taken out of a long list costs as much as it has neighbours.</summary>
    private static IElement Regrouped(IElement list)
    {
        IElement comments = list.Owner!.CreateElement("div"), into = comments;
        comments.ClassName = "comment-list";
        foreach (INode node in list.ChildNodes)
        {
            if (node is IElement { LocalName: "dt" } author)
            {
                into = list.Owner.CreateElement("div");
                into.ClassName = "comment";
                string number = string.Concat((author.Id ?? "").Where(char.IsAsciiDigit));
                into.Id = number.Length > 0 ? "comment-" + number : null;
                comments.AppendChild(into);
            }

            INode copy = node.Clone();
            if (copy is IElement { LocalName: "dt" } named)
            {
                named.ClassName = "comment-author";
            }

            into.AppendChild(copy);
        }
        return comments;
    }
}
