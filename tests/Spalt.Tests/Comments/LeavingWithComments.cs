using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.MyData;

namespace Spalt.Tests.Comments;

public class LeavingWithComments
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PostsLeft.Named, "Vera Lund", "1 counted")]
    [InlineData(PostsLeft.Nameless, "", "1 counted")]
    [InlineData(PostsLeft.Withdrawn, null, "0 counted")]
    public async Task Address_and_name_go_and_the_words_stay_where_that_was_chosen(PostsLeft choice, string? name, string counted)
    {
        await using var site = await Site.StartAsync();
        var (_, _, post) = await site.PostedAsync(Regime.Open);
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        var sent = await vera.CommentedAsync(post, "Veras ord.", name: "", email: "");
        Assert.Contains("Vera Lund", await site.EverywhereAsync(post), StringComparison.Ordinal);
        using var closed = await vera.PostFormAsync("/-/account/close", ("posts", choice.ToString()), ("current", SignedIn.Password));
        Assert.Equal(200, (int)closed.StatusCode);
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == ForgetTheComments.Kind, Cancel)));

        var all = await site.EverywhereAsync(post);
        Assert.EndsWith(counted, all, StringComparison.Ordinal);
        Assert.Equal(name is not null, all.Contains("Veras ord.", StringComparison.Ordinal));
        Assert.Equal(name is "Vera Lund", all.Contains("Vera Lund", StringComparison.Ordinal));
        Assert.Null((await site.StoredAsync(sent)).Email);
    }

    [Fact]
    public async Task Ones_comments_are_in_what_one_takes_out_and_nobody_elses()
    {
        await using var site = await Site.StartAsync();
        var (_, _, post) = await site.PostedAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        await vera.CommentedAsync(post, "Veras ord.", name: "", email: "");
        await site.Http.CommentedAsync(post, "Majs ord.");
        using var answer = await vera.PostFormAsync("/-/account/data");
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
        using var reader = new StreamReader(await zip.GetEntry("comments.json")!.OpenAsync(Cancel));
        var json = await reader.ReadToEndAsync(Cancel);
        Assert.Contains("Veras ord.", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Majs ord.", json, StringComparison.Ordinal);
    }
}
