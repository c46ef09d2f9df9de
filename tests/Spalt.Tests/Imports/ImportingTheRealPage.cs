using System.Text.RegularExpressions;
using Spalt.Formats.Archives;
using Spalt.Posts;
using Spalt.Tests.Formats.Archives;

namespace Spalt.Tests.Imports;

/// <summary>The page that the product is for; real people wrote it, so no sentence of it stands here.</summary>
public sealed class ImportingTheRealPage
{
    private static SavedPage Page => SavedPage.Read(File.ReadAllBytes(SharedFiles.Find("real/000_e836ebc570a47dfc.txt")), "000.txt");

    [Fact]
    public async Task Gives_ten_posts_in_their_order_and_none_the_second_time()
    {
        var page = Page;
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);

        Assert.Equal(new(10, 0, 0), await site.TakeInAsync(network, blog, page));
        Assert.Equal(new(0, 10, 0), await site.TakeInAsync(network, blog, page));

        var posts = await site.PostsAsync(blog);
        Assert.Equal(page.Posts.Select(p => p.Title).ToArray(), posts.Select(p => p.Title).ToArray());
        Assert.Equal([4, 4, 5, 6, 7, 6, 6, 17, 8, 9], posts.Select(p => p.LikeCount));
        Assert.All(posts, post =>
        {
            Assert.Equal(PublishedPrecision.Unknown, post.PublishedPrecision);
            Assert.Equal(0, post.CommentCount + post.ImportedCommentCount);
            Assert.DoesNotMatch(@"<p>(\s|&nbsp;|\u00A0)*</p>", post.BodyHtml);
            Assert.DoesNotMatch("Av , ,|Bli först att kommentera|^Arkiv$|Nytt från vk", post.BodyHtml);
            Assert.NotEmpty(post.Lead);
        });
        Assert.Equal(
            page.Posts.Sum(p => Regex.Count(p.BodyHtml, "<p>")), posts.Sum(p => Regex.Count(p.BodyHtml, "<p>")));
    }
}
