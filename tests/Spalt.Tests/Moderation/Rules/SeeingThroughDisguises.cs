using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation.Rules;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Moderation.Rules;

/// <summary>A word that looks like one of the list is that word, whatever nobody sees between its letters.</summary>
public class SeeingThroughDisguises
{
    [Theory]
    [InlineData("viagra", "viagra")]
    [InlineData("viagra", "Köp VIAGRA!")]
    [InlineData("viagra", "via\u200Cgra")]
    [InlineData("viagra", "via\u200Dgra")]
    [InlineData("viagra", "via\u200Bgra")]
    [InlineData("viagra", "via\u00ADgra")]
    [InlineData("viagra", "via\u034Fgra")]
    [InlineData("viagra", "via\uFE0Fgra")]
    [InlineData("viagra", "v\u20DDiagra")]
    [InlineData("viagra", "via\U000E0041gra")]
    [InlineData("viagra", "v\u0336i\u0336a\u0336g\u0336r\u0336a\u0336")]
    [InlineData("viagra", "\u200Bviagra\u200B")]
    [InlineData("via\u200Dgra", "viagra")]
    [InlineData("Snabba cash", "snab\u00ADba  ca\u200Dsh")]
    [InlineData("lån*", "l\u00E5\u200Dnar")]
    [InlineData("lån", "la\u030An")]
    [InlineData("lån", "l\u00E5n")]
    public void What_looks_like_the_word_is_found(string word, string text) => Assert.Equal(word, WordList.Of(word).In(text));

    [Theory]
    [InlineData("viagra", "via gra")]
    [InlineData("viagra", "via-gra")]
    [InlineData("viagra", "via\u00A0gra")]
    [InlineData("viagra", "viagran")]
    [InlineData("viagra", "aviagra")]
    [InlineData("lan", "lån")]
    [InlineData("lan", "la\u030An")]
    [InlineData("lån", "lan")]
    [InlineData("\u200B\u034F", "via\u200Bgra\u034F")]
    public void What_is_another_word_is_not(string word, string text) => Assert.Null(WordList.Of(word).In(text));

    [Fact]
    public async Task A_comment_and_a_name_in_disguise_wait()
    {
        await using var site = await Site.StartAsync();
        var (network, _, post) = await site.PostedAsync();
        using var publisher = await site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        await publisher.OnlyAsync(RuleName.HeldWords, words: "viagra");
        await HeldAsync(await site.Http.CommentedAsync(post, "Köp via\u200Dgra här.", "Bo Ek", "bo@exempel.se"));
        await HeldAsync(await site.Http.CommentedAsync(post, "Köp via\u034Fgra här.", "Bo Ek", "bo@exempel.se"));
        await HeldAsync(await site.Http.CommentedAsync(post, "Hej på er.", "Via\u200Bgra", "cia@exempel.se"));
        await HeldAsync(await site.Http.CommentedAsync(post, "Hej igen.", "Via\u00ADgra", "cia@exempel.se"));
        Assert.Equal(CommentState.Approved, await site.StateAsync(await site.Http.CommentedAsync(post, "Hej via Gränna.", "Dan Ek", "dan@exempel.se")));

        async Task HeldAsync(string sent)
        {
            Assert.Equal((RuleName.HeldWords, "viagra"), Assert.Single(await site.HoldsAsync(sent)));
            Assert.Equal(CommentState.Waiting, await site.StateAsync(sent));
        }
    }
}
