using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Comments;
using Spalt.Comments.Intake;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;
using TextVerdict = Spalt.Formats.Swedish.CommentVerdict;

namespace Spalt.Tests.Moderation.Rules;

/// <summary>Who is new and sends a link has a browser that has worked for it, or waits.</summary>
public sealed class WorkingForASeal : IAsyncLifetime
{
    /// <summary>Few, so that a test finds a number at once.</summary>
    private const int Bits = 8;

    private const string Suspicious = "Se https://exempel.se";

    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _publisher = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
        _publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        await _publisher.OnlyAsync(RuleName.Work, number: Bits);
    }

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_worked_is_shown_at_once()
    {
        var seal = await BeganAsync();
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync(Suspicious, seal, Worked(seal))));
    }

    [Fact]
    public async Task Who_has_not_waits_and_the_queue_says_why()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var seal = await BeganAsync();
        var waiting = await SendAsync(Suspicious, seal, "");
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(waiting));
        Assert.Equal((RuleName.Work, ""), Assert.Single(await _site.HoldsAsync(waiting)));
        Assert.Contains("Formuläret fylldes i utan den uträkning", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);

        // What was not worked for is not used up either.
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync(Suspicious + "/nu", seal, Worked(seal), "bo@exempel.se")));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("många")]
    [InlineData("99999999999999999")]
    [InlineData("too little")]
    public async Task What_is_no_such_number_is_no_work(string work)
    {
        var seal = await BeganAsync();
        var number = work == "too little" ? Numbers.First(n => !SealedWork.IsDone(seal, n, Bits)) : work;
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync(Suspicious, seal, number)));
    }

    [Fact]
    public async Task Work_is_for_one_post_and_one_day_and_for_no_seal_that_somebody_made_up()
    {
        var other = await _site.PostAsync(await _site.BlogAsync(_network, "granne", "Grannen"), "Våren kom");
        var elsewhere = await BeganAsync(other);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync(Suspicious, elsewhere, Worked(elsewhere))));
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync(Suspicious, "påhittat", Worked("påhittat"), "bo@exempel.se")));
        var seal = await BeganAsync();
        _site.Clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync(Suspicious, seal, Worked(seal), "ny@exempel.se")));
    }

    [Fact]
    public async Task Work_counts_for_one_comment()
    {
        var seal = await BeganAsync();
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Den här gången utan länk.", seal, Worked(seal))));
        var second = await SendAsync(Suspicious, seal, Worked(seal), "bo@exempel.se");
        Assert.Equal((RuleName.Work, ""), Assert.Single(await _site.HoldsAsync(second)));

        // Another number for the same seal is no other work.
        var other = Numbers.Where(n => SealedWork.IsDone(seal, n, Bits)).ElementAt(1);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await SendAsync(Suspicious + "/igen", seal, other, "ny@exempel.se")));
        Assert.Equal(1, await _site.WithDbAsync(db => db.FloodMarks.CountAsync(m => m.NetworkId == _network.Id, Cancel)));

        // What is remembered of it goes with the day.
        await _site.PassAsync(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(() => _site.WithDbAsync(async db => !await db.FloodMarks.AnyAsync(Cancel)));
    }

    [Fact]
    public async Task Used_by_many_at_once_it_counts_for_one()
    {
        var seal = await BeganAsync();
        var (intake, work) = (_site.Services.GetRequiredService<CommentIntake>(), Worked(seal));
        var all = Enumerable.Range(0, 8).Select(i =>
            new Submission(_network.Id, _post.Id, null, new Commenter(null, $"Läsare {i}", $"r{i}@exempel.se"), CommentText.Of($"{Suspicious}/{i}")) { Seal = seal, Work = work }).ToList();
        await Task.WhenAll(all.Select(s => intake.TakeAsync(s, Cancel)));
        Assert.Equal(
            [(CommentState.Approved, 1), (CommentState.Waiting, 7)],
            (await _site.WithDbAsync(db => db.Comments.GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Cancel))).OrderBy(g => g.Count).Select(g => (g.Key, g.Count)));

        // However they come, no two of them are written together.
        Assert.Single(all[0].Marks().Intersect(all[1].Marks(), StringComparer.Ordinal));
        Assert.Empty((all[0] with { Seal = null }).Marks().Intersect(all[1].Marks(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whom_the_newspaper_knows_is_not_asked()
    {
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Utan länk, av en ny.", "", "", "bo@exempel.se")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync(Suspicious, "", "", "bo@exempel.se")));
        await _site.LoginAsync("Vera Lund");
        using var vera = await _site.SignInAsync("Vera Lund");
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await vera.CommentedAsync(_post, Suspicious + "/vera")));
    }

    [Fact]
    public async Task In_half_a_crowd_whoever_is_new_is_suspicious()
    {
        await _publisher.DoAsync(Rulers.Settings, [.. Rulers.Fields(RuleName.Work, number: Bits), .. Rulers.Fields(RuleName.Crowd, number: 5, minutes: 5)]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync($"Ord nummer {i}.", "", "", $"r{i}@exempel.se")));
        }

        Assert.Equal((RuleName.Work, ""), Assert.Single(await _site.HoldsAsync(await SendAsync("Ord nummer tre.", "", "", "r3@exempel.se"))));
        var seal = await BeganAsync();
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync("Ord nummer fyra.", seal, Worked(seal), "r4@exempel.se")));
    }

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    public void So_is_a_text_that_is_like_what_was_refused(double score, bool isSuspicious)
    {
        var comment = new WrittenComment(1, 2, (null, "Maj Berg", "maj@exempel.se"), "<p>Hej.</p>") { Verdict = new TextVerdict(score, []) };
        Assert.Equal(isSuspicious, WorkRule.AsksWhoIsNew(comment));
        Assert.False(WorkRule.AsksWhoIsNew(comment with { By = (7, "Maj Berg", null) }));
        Assert.False(WorkRule.AsksWhoIsNew(comment with { Id = 3 }));
    }

    [Fact]
    public async Task Forms_that_are_made_for_one_say_how_much_and_keep_what_was_done_when_something_is_wrong()
    {
        var form = await _site.Http.PageAsync($"/-/posts/{_post.Id}/comment");
        Assert.Equal($"{Bits}", form.QuerySelector("input[name=work]")!.GetAttribute("data-bits"));
        var seal = form.QuerySelector("input[name=began]")!.GetAttribute("value")!;
        using var wrong = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", ""), ("name", "Maj Berg"), ("email", "maj@exempel.se"), ("began", seal), ("work", Worked(seal)));
        var again = FormsOnPages.Parsed(await wrong.TextAsync());
        Assert.Equal((seal, Worked(seal)), (again.QuerySelector("input[name=began]")!.GetAttribute("value"), again.QuerySelector("input[name=work]")!.GetAttribute("value")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync(Suspicious, seal, Worked(seal))));
    }

    [Fact]
    public async Task Where_the_rule_is_off_nothing_is_asked_for_and_links_show_as_before()
    {
        const string Page = "/bank-nio/2026/03/04/isen-bar/";
        Assert.Contains("name=\"work\" value=\"\"", await _site.GetAsync(Page), StringComparison.Ordinal);
        Assert.EndsWith($" {Bits}", await _site.GetAsync($"/-/posts/{_post.Id}/began"), StringComparison.Ordinal);
        await _publisher.OnlyAsync(RuleName.Links, number: 3);
        Assert.DoesNotContain("name=\"work\"", await _site.GetAsync(Page), StringComparison.Ordinal);
        Assert.DoesNotContain(" ", await _site.GetAsync($"/-/posts/{_post.Id}/began"), StringComparison.Ordinal);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await SendAsync(Suspicious, "", "")));
    }

    private static IEnumerable<string> Numbers => Enumerable.Range(0, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture));

    private static string Worked(string seal) => Numbers.First(n => SealedWork.IsDone(seal, n, Bits));

    private async Task<string> BeganAsync(Post? post = null)
    {
        var answer = (await _site.GetAsync($"/-/posts/{(post ?? _post).Id}/began")).Split(' ');
        Assert.Equal($"{Bits}", answer[1]);
        return answer[0];
    }

    private async Task<string> SendAsync(string text, string seal, string work, string email = "maj@exempel.se")
    {
        using var answer = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/comment", ("text", text), ("name", "Maj Berg"), ("email", email), ("began", seal), ("work", work));
        Assert.Equal(303, (int)answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
