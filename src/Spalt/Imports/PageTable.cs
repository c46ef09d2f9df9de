using Spalt.Formats;
using System.Globalization;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spectre.Console;

namespace Spalt.Imports;

/// <summary>What <c>--check</c> prints: what was found on a page and would be written, before anything is.</summary>
/// <param name="author">Who wrote the posts that name nobody, if somebody said it.</param>
/// <param name="asOf">When the page was saved, if somebody said it.</param>
/// <param name="fetch">Whether pictures beside the page would be taken in.</param>
internal sealed class PageTable(string file, string? author, DateTimeOffset? asOf, bool fetch)
{
    public void Print(SavedPage page)
    {
        List<string> notes = [];
        Console.WriteLine(Texts.Command("Import.Found", TextLine.Of(file), Texts.CommandCount("Import.Found.Posts", page.Posts.Count), page.Encoding));
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Headline", "Date", "Author", "Words", "Images", "Comments", "Likes" })
        {
            table.AddColumn(Texts.Command("Import.Column." + column));
        }

        foreach (var post in PageDates.WithoutFuture(page.Posts, asOf ?? TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc, notes.Add))
        {
            var html = HtmlSanitizer.Clean(post.BodyHtml, HtmlPolicy.Post);
            table.AddRow(new[]
            {
                IncomingPost.NameOf(post), post.Published.IsKnown ? post.Published.ToString() : Texts.Command("Import.Undated"), Author(post), Number(HtmlText.CountWords(html)),
                Number(post.Images.Count), Comments(post), post.Likes is { } likes ? Number(likes) : "–",
            }.Select(Markup.Escape).ToArray());
            notes.AddRange(Lost(html).Select(source => Texts.Command("Import.PictureLost", IncomingPost.NameOf(post), TextLine.Of(source))));
        }

        Progress.Terminal.Write(table);
        foreach (var note in notes.Concat(page.Warnings.Select(Warning)))
        {
            Console.WriteLine(note);
        }
    }

    public static string Warning(SavedPageWarning warning)
    {
        var key = "Import.Warning." + warning.Kind;
        return warning.Kind is SavedPageWarningKind.BrokenUtf8Repaired or SavedPageWarningKind.DoubleEncodingUndone
            ? Texts.CommandCount(key, int.Parse(warning.Detail!, CultureInfo.InvariantCulture))
            : Texts.Command(key, TextLine.Of(warning.Detail ?? ""));
    }

    private string Author(SavedPost post) =>
        TextLine.Of(post.AuthorName ?? "") is { Length: > 0 } named ? named : TextLine.Of(author ?? "") is { Length: > 0 } given ? given : "–";

    private IEnumerable<string> Lost(string html)
    {
        List<string> lost = [];
        FetchedPictures.None.Settle(html, "", lost);
        return lost.Where(source => !fetch || PagePictures.Beside(file, source) is null);
    }

    /// <summary>What the page holds and, where it says another number, that too.</summary>
    private static string Comments(SavedPost post) =>
        post.CommentCount is { } stated && stated != post.Comments.Count
            ? Texts.Command("Import.CommentsLost", post.Comments.Count, stated)
            : Number(post.Comments.Count);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
