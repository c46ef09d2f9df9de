using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation;

public sealed class WorkingThroughComments : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Beside_a_comment_stand_what_it_answers_and_what_the_post_is_about()
    {
        var first = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Isen bar inte mig."));
        await _site.Http.CommentedAsync(_post, "Du är för tung. https://a.exempel.se https://b.exempel.se https://c.exempel.se https://d.exempel.se", "Bo Ek", "bo@exempel.se", first);
        var queue = await _mona.TextOfAsync(Queue.Path);
        Assert.Contains("Vad den svarar på", queue, StringComparison.Ordinal);
        Assert.Contains("Isen bar inte mig.", queue, StringComparison.Ordinal);
        Assert.Contains("Ett stycke om Isen bär.", queue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_comments_of_one_blog_can_be_looked_at_alone_and_a_decision_leads_back_to_them()
    {
        var other = await _site.BlogAsync(_network, "granne", "Grannen");
        await _site.DeclareAsync(other, Regime.Edited);
        await _site.DeclareAsync(await _site.WithDbAsync(async db => (await db.Blogs.FindAsync([_post.BlogId], TestContext.Current.CancellationToken))!), Regime.Edited);
        await _site.Http.CommentedAsync(_post, "Om isen.");
        await _site.Http.CommentedAsync(await _site.PostAsync(other, "Våren kom"), "Om våren.", "Bo Ek", "bo@exempel.se");
        Assert.Contains("Grannen</option>", await _mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);

        var alone = await _mona.TextOfAsync(Queue.Path + "?blog=granne");
        Assert.Contains("Om våren.", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("Om isen.", alone, StringComparison.Ordinal);
        Assert.Contains("Om isen.", await _mona.TextOfAsync(Queue.Path + "?blog=ingen-alls"), StringComparison.Ordinal);

        var pick = System.Text.RegularExpressions.Regex.Match(alone, "name=\"approve\" value=\"([^\"]+)\"").Groups[1].Value;
        using var decided = await _mona.PostFormAsync(Queue.Path, ("list", "waiting"), ("blog", "granne"), ("approve", pick));
        Assert.Equal("/-/moderation?list=waiting&blog=granne&done=1&missed=0", decided.Headers.Location!.OriginalString);
        Assert.Contains("Inget väntar på dig", await _mona.TextOfAsync(decided.Headers.Location.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_reported_is_a_list_of_its_own_until_it_is_decided_about()
    {
        Assert.Contains("Ingen har anmält", await _mona.TextOfAsync(Queue.Path + "?list=reported"), StringComparison.Ordinal);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Hela styrelsen är korrupt."));
        using (var filed = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("comment", $"{comment.Id}"), ("ground", "Defamation"), ("why", "Det är inte sant."), ("name", "Kaj Alm"), ("email", "kaj@exempel.se"), ("faith", "1")))
        {
            Assert.Equal(303, (int)filed.StatusCode);
        }

        var reported = await _mona.TextOfAsync(Queue.Path + "?list=reported");
        Assert.Contains("Hela styrelsen är korrupt.", reported, StringComparison.Ordinal);
        Assert.Contains("Anmäld, lag: förtal", reported, StringComparison.Ordinal);
        var pick = System.Text.RegularExpressions.Regex.Match(reported, "name=\"pick\" value=\"([^\"]+)\"").Groups[1].Value;
        await _mona.DoAsync(Queue.Path, ("list", "reported"), ("pick", pick), ("do", "refuse"), ("ground", "Defamation"), ("facts", "Utan belägg."));
        Assert.Contains("Ingen har anmält", await _mona.TextOfAsync(Queue.Path + "?list=reported"), StringComparison.Ordinal);
    }
}
