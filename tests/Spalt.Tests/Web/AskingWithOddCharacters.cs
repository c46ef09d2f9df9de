using Spalt.Members;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Web;

/// <summary>PostgreSQL takes no NUL and no half of a surrogate pair: neither comes so far.</summary>
public class AskingWithOddCharacters
{
    [Theory]
    [InlineData("/-/write/bank-nio?q=is%00")]
    [InlineData("/-/write/bank-nio/pictures?q=is%00")]
    [InlineData("/-/network/people?q=is%00&name=%00&after=1")]
    [InlineData("/-/network/log?kind=%00&who=%00&from=%00")]
    public async Task Finds_nothing_and_breaks_nothing(string path)
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.BlogAsync(network);
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        Assert.Equal(200, await editor.StatusAsync(path));

        // A pair that the search's longest would cut in two.
        foreach (var longest in (int[])[100, 200])
        {
            Assert.Equal(200, await editor.StatusAsync(path.Replace("%00", new string('a', longest - 3) + "%F0%9F%99%82%F0%9F%99%82", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_is_no_form_or_no_id_is_a_bad_request()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var answer = await owner.WriteAsync(path, "save", ("title", "Is"), ("slug", "is\0"));
        Assert.Equal(400, (int)answer.StatusCode);
        using var put = await owner.PutDraftAsync(path, new { version = 1, title = "x", lead = "", html = "", client = "a\0" });
        Assert.Equal(400, (int)put.StatusCode);
    }
}
