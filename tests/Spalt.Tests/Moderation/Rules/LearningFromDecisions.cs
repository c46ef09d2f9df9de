using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Comments;
using Spalt.Formats.Swedish;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Moderation.SpamChecks;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Formats.Swedish;

namespace Spalt.Tests.Moderation.Rules;

public sealed class LearningFromDecisions : IAsyncLifetime
{
    private const string Spam = "Snabba lån utan säkerhet, ansök i dag och få svar direkt";

    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_decision_teaches_it_once_and_the_opposite_one_undoes_that()
    {
        var id = Responding.IdIn(await _site.Http.CommentedAsync(_post, Spam));
        await _site.DecideAsync(_network, id, refuse: true);
        await LearntAsync(new(0, 1));
        await _site.WithDbAsync(db => Learning(db).DoAsync($"{id}", Cancel));
        Assert.Equal(new TraitCount(0, 1), await CountAsync("lån"));

        await _site.DecideAsync(_network, id, refuse: false);
        await LearntAsync(new(1, 0));
        Assert.Equal(new TraitCount(1, 0), await CountAsync("lån"));
    }

    [Fact]
    public async Task It_learns_nothing_of_a_text_that_nobody_decided_about()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Först så.");
        await _site.DecideAsync(_network, Responding.IdIn(mine), refuse: false);
        await LearntAsync(new(1, 0));
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Sedan annorlunda.")))
        {
            await _site.WithDbAsync(db => Learning(db).DoAsync($"{Responding.IdIn(mine)}", Cancel));
        }

        Assert.Equal(default, await CountAsync("annorlund"));
    }

    [Fact]
    public async Task It_holds_and_explains_itself_when_it_has_seen_fifty_of_each_and_sorts_what_waits()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        await TeachAsync(_network, CommentJudge.FewestDecisions - 1);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, Spam)));
        await TeachAsync(_network, 1);
        var held = await _site.Http.CommentedAsync(_post, Spam + "!", email: "ny@exempel.se");
        var detail = (await _site.HoldsAsync(held)).Single(h => h.Rule is RuleName.Classifier).Detail;
        Assert.Matches("^[7-9][0-9] %: [^,]+, ", detail);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(held));
        Assert.Contains("Liknar det ni har avslagit: ", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);

        // What is fine shows, and never is anything refused by it.
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Jag bor vid skolan och tycker att bussen borde gå på lördagar.", email: "bo@exempel.se")));
        Assert.False(await _site.WithDbAsync(db => db.Comments.AnyAsync(c => c.State == CommentState.Rejected, Cancel)));
        await _site.DeclareAsync(await _site.WithDbAsync(db => db.Blogs.SingleAsync(Cancel)), Blogs.Regime.Edited);
        var queue = await mona.TextOfAsync(Queue.Path + "?sort=score");
        Assert.InRange(queue.IndexOf(Spam + "!", StringComparison.Ordinal), 0, queue.IndexOf("Jag bor vid skolan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_networks_decisions_teach_this_one_nothing()
    {
        await TeachAsync(await _site.NetworkAsync("andra.example", "Andra bladet"), CommentJudge.FewestDecisions);
        using var client = _site.Client();
        client.DefaultRequestHeaders.Host = "bloggar.example";
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await client.CommentedAsync(_post, Spam)));
        Assert.Null(await _site.WithDbAsync(db => new CommentJudge(db).JudgeAsync(_network.Id, [Spam], Cancel)));
    }

    /// <summary>As many decisions of each kind, past the comments: what they leave behind is the same.</summary>
    private Task TeachAsync(Network network, int ofEach) => _site.WithDbAsync(async db =>
    {
        var texts = LabelledComments.Training.Where(c => !c.IsUnwanted).Take(ofEach).Concat(LabelledComments.Training.Where(c => c.IsUnwanted && (ofEach > 1 || c.Text.Contains("lån", StringComparison.Ordinal))).Take(ofEach));
        var words = await db.LearntWords.Where(w => w.NetworkId == network.Id).ToDictionaryAsync(w => w.Word, StringComparer.Ordinal, Cancel);
        foreach (var comment in texts)
        {
            foreach (var key in CommentClassifier.Keys(comment.Text))
            {
                if (!words.TryGetValue(key, out var word))
                {
                    word = new LearntWord(network.Id, key);
                    words[key] = word;
                    db.Add(word);
                }

                word.Learn(comment.IsUnwanted);
            }
        }

        await db.SaveChangesAsync(Cancel);
    });

    private static LearnFromDecision Learning(Spalt.Store.SpaltDb db) => new(db, Options.Create(new SpamCheckOptions()));

    private Task LearntAsync(TraitCount expected) => Eventually.TrueAsync(async () => await CountAsync(CommentClassifier.Texts) == expected);

    private Task<TraitCount> CountAsync(string word) => _site.WithDbAsync(async db =>
        (await db.LearntWords.SingleOrDefaultAsync(w => w.NetworkId == _network.Id && w.Word == word, Cancel))?.Count ?? default);
}
