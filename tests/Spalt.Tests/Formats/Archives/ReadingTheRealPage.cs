using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Spalt.Formats.Archives;
using Spalt.Formats.Swedish;

namespace Spalt.Tests.Formats.Archives;

/// <summary>The page that the product is for. Real people wrote it, so no sentence of it stands here.</summary>
public class ReadingTheRealPage
{
    private static readonly string[] TitleHashes = 
    [
        "FD0093A0C5E3", "9B5FE5887CD4", "FFE912F45E34", "9B8C95E58FBC", "81B80670F547",
        "928A09E21171", "244D4EA3F8E4", "73FEF715C97E", "A15D7D182854", "0AB51C63F29F",
    ];

    private static SavedPage Page => SavedPage.Read(File.ReadAllBytes(SharedFiles.Find("real/000_e836ebc570a47dfc.txt")), "000.txt");

    [Fact]
    public void Finds_ten_posts_with_their_likes_in_order()
    {
        SavedPage page = Page;
        Assert.Equal(SavedPageKind.TextCapture, page.Kind);
        Assert.Equal("utf-8", page.Encoding);
        Assert.Empty(page.Warnings);
        Assert.Equal([4, 4, 5, 6, 7, 6, 6, 17, 8, 9], page.Posts.Select(post => post.Likes ?? -1));
        Assert.All(page.Posts, post => Assert.Equal(0, post.CommentCount));
    }

    [Fact]
    public void Keeps_whole_headlines() =>
        Assert.Equal(TitleHashes, Page.Posts.Select(post => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(post.Title)))[..12]).ToArray());

    [Fact]
    public void Keeps_every_paragraph_and_no_empty_one()
    {
        Assert.Equal([3, 5, 4, 5, 7, 1, 3, 7, 2, 5], Page.Posts.Select(post => Regex.Count(post.BodyHtml, "<p>")));
        Assert.All(Page.Posts, post => Assert.DoesNotMatch(@"<p>[\s\u00A0]*</p>", post.BodyHtml));
    }

    [Fact]
    public void Loses_no_word_of_the_page_and_repeats_none()
    {
        string[] furniture = ["Av , ,", "Bli först att kommentera", "Arkiv", "RSS Nytt från"];
        string source = File.ReadAllText(SharedFiles.Find("real/000_e836ebc570a47dfc.txt"));
        IEnumerable<string> wanted = source.Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 0 && !furniture.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
        IEnumerable<string> read = Page.Posts.SelectMany(post => post.BodyHtml.Split('\n').Prepend(post.Title))
            .Select(line => System.Net.WebUtility.HtmlDecode(Regex.Replace(line, "<[^>]*>", "")).Trim());
        Assert.Equal(wanted.ToArray(), read.ToArray());
    }

    [Fact]
    public void Invents_nothing() => Assert.All(Page.Posts, post =>
    {
        Assert.Equal(DatePrecision.Unknown, post.Published.Precision);
        Assert.Null(post.AuthorName);
        Assert.Null(post.Permalink);
        Assert.Empty(post.Categories);
        Assert.Empty(post.Tags);
        Assert.Empty(post.Comments);
    });
}
