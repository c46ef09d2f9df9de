using System.Globalization;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spectre.Console;

namespace Spalt.Imports;

/// <summary>What <c>--check</c> prints: what was found on a page, before anything is written.</summary>
internal static class PageTable
{
    public static void Print(string file, SavedPage page)
    {
        Console.WriteLine(Texts.Command("Import.Found", TextLine.Of(file), page.Posts.Count, page.Encoding));
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Headline", "Date", "Author", "Words", "Images", "Comments", "Likes" })
        {
            table.AddColumn(Texts.Command("Import.Column." + column));
        }

        foreach (var post in page.Posts)
        {
            var words = HtmlText.CountWords(HtmlSanitizer.Clean(post.BodyHtml, HtmlPolicy.Post));
            table.AddRow(new[]
            {
                TextLine.Of(post.Title), post.Published.IsKnown ? post.Published.ToString() : Texts.Command("Import.Undated"), TextLine.Of(post.AuthorName ?? "–"), Number(words),
                Number(post.Images.Count), Comments(post), post.Likes is { } likes ? Number(likes) : "–",
            }.Select(Markup.Escape).ToArray());
        }

        Progress.Terminal.Write(table);
        foreach (var warning in page.Warnings)
        {
            Console.WriteLine(Warning(warning));
        }
    }

    public static string Warning(SavedPageWarning warning) => Texts.Command("Import.Warning." + warning.Kind, TextLine.Of(warning.Detail ?? ""));

    /// <summary>What the page holds and, where it says another number, that too.</summary>
    private static string Comments(SavedPost post) =>
        post.CommentCount is { } stated && stated != post.Comments.Count
            ? Texts.Command("Import.CommentsLost", post.Comments.Count, stated)
            : Number(post.Comments.Count);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
