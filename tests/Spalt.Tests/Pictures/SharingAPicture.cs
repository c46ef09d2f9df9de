using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats.Images;
using Spalt.Members;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Tests.Media;

namespace Spalt.Tests.Pictures;

public sealed class SharingAPicture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2000, 1000, 5, 5, 48, 0, 1905, 1000)]
    [InlineData(2000, 1000, 0, 0, 0, 0, 1905, 1000)]
    [InlineData(800, 1200, 5, 10, 0, 780, 800, 420)]
    [InlineData(800, 1200, 5, 3, 0, 150, 800, 420)]
    [InlineData(1, 1000, 5, 5, 0, 500, 1, 1)]
    [InlineData(1000, 1, 10, 5, 998, 0, 2, 1)]
    public void Is_cut_around_what_it_must_hold(int width, int height, int x, int y, int left, int top, int cutWidth, int cutHeight) =>
        Assert.Equal((left, top, cutWidth, cutHeight), new SharedCrop("", x, y).Cut(width, height));

    [Fact]
    public async Task A_post_names_a_cut_of_its_picture_that_anybody_may_read_and_that_says_who_made_it_and_no_more()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync(site.Address.Authority);
        var blog = await site.BlogAsync(network);
        using var client = await site.SignedInAsync("Disa Holm", BlogRole.Author, blog);
        var (id, url) = await client.UploadAsync(blog.Slug, PictureFiles.Telling(PictureFiles.Make("jpg[Q=90]", 1600, 1200)));
        await site.WithDbAsync(async db =>
        {
            // On its side: 1200 × 1600 as it is shown.
            var picture = await db.BlogPictures.SingleAsync(p => p.Id == id, Cancel);
            picture.Describe(new PictureWords("Isen", false, "", picture.Credit, 50, 92), network.Id);
            var author = await db.Accounts.SingleAsync(a => a.Name == "Disa Holm", Cancel);
            var post = Post.Draft(await db.Blogs.SingleAsync(Cancel), author.Id, new PostText("isen", "Isen", "<p>Den går.</p>", "Den går.") { PictureId = picture.FileId, PictureAlt = "Isen" }, site.Clock.Now);
            post.Publish(site.Clock.Now);
            db.Add(post);
            await db.SaveChangesAsync(Cancel);
        });
        var hash = url.Split('/')[^1].Split('-')[0];
        var page = await site.GetAsync($"/bank-nio/{site.Clock.Now:yyyy/MM/dd}/isen/");
        Assert.Matches($"property=\"og:image\" content=\"http[^\"]*/-/media/share/{hash}-5x9.jpg\"", page);
        Assert.Contains("property=\"og:image:width\" content=\"1200\"", page, StringComparison.Ordinal);
        Assert.Contains("property=\"og:image:height\" content=\"630\"", page, StringComparison.Ordinal);
        Assert.Matches($"\"image\":\"http[^\"]*/-/media/share/{hash}-5x9.jpg\"", page);

        foreach (var time in (string[])["first", "second"])
        {
            using var answer = await site.Http.AskAsync($"/-/media/share/{hash}-5x9.jpg");
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal(new ImageHeader("jpg", 1200, 630), ImageHeader.Read(bytes));
            Assert.Equal(new ExifNotes(1, "Disa Holm", "© Älvposten"), PictureCleaner.Notes(bytes));
            Assert.False(bytes.Says(PictureFiles.Secrets), time);
        }

        // Nobody has the server cut what no library states.
        foreach (var other in (string[])[$"{hash}-5x5.jpg", $"{hash}-11x5.jpg", $"{hash}-5x9.webp", $"{new string('a', 32)}-5x9.jpg", "..%2F" + hash + "-5x9.jpg"])
        {
            using var answer = await site.Http.AskAsync("/-/media/share/" + other);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
