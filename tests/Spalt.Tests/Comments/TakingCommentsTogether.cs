using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Comments.Intake;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Writers;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Comments;

/// <summary>Comments that come at once are written in one transaction; nobody notices whose company they were in.</summary>
public sealed class TakingCommentsTogether : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();

        // So many would be a crowd.
        using var publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        await publisher.OnlyAsync(RuleName.Flood, number: 10, minutes: 10);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Each_hears_what_became_of_theirs()
    {
        var closed = await _site.PostAsync(await _site.WithDbAsync(db => db.Blogs.SingleAsync(Cancel)), "Stängd");
        await _site.WithDbAsync(db => db.Posts.Where(p => p.Id == closed.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ThreadClosedAt, _site.Clock.Now.AddDays(-1)), Cancel));
        var first = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Den första."));
        using (var publisher = await _site.SignedInAsync("Ulrik Utgivare", NetworkRole.Publisher, _network))
        {
            await publisher.OnlyAsync(RuleName.RefusedWords, words: "rövarspråk");
        }

        var receipts = await TakeAsync(
            Sent("Ada", "Fint."), Sent("Bo", "Också fint.", to: first), Sent("Cia", "Till ingen.", to: first + 99), Sent("Dan", "För sent.", closed.Id), Sent("Eva", "Var?", closed.Id + 99),
            Sent("Fia", "Rena rövarspråk!"), Sent("Maj Berg", "Den första.", email: "maj@exempel.se"), Sent("Gun", "Sist."));
        Assert.Equal(
            [IntakeVerdict.Taken, IntakeVerdict.Taken, IntakeVerdict.AnsweredIsGone, IntakeVerdict.Closed, IntakeVerdict.NoPost, IntakeVerdict.Refused, IntakeVerdict.TakenBefore, IntakeVerdict.Taken],
            receipts.Select(r => r.Verdict));
        Assert.Equal((first, ("text", "rövarspråk")), (receipts[6].Id, receipts[5].Refused));
        var stored = await _site.WithDbAsync(db => db.Comments.OrderBy(c => c.Id).Select(c => new { c.Id, c.AuthorName, c.TopId, c.AnswerCount }).ToListAsync(Cancel));
        Assert.Equal([(first, "Maj Berg", 0L, 1), (receipts[0].Id, "Ada", 0, 0), (receipts[1].Id, "Bo", first, 0), (receipts[7].Id, "Gun", 0, 0)], stored.Select(c => (c.Id, c.AuthorName, c.TopId, c.AnswerCount)));
        Assert.Equal(4, await CountedAsync());
        using var mine = await _site.Http.GetAsync(new Uri($"/-/comments/{receipts[7].Id}?key={receipts[7].Key}", UriKind.Relative), Cancel);
        Assert.Contains("Sist.", WebUtility.HtmlDecode(await mine.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_at_once_are_all_there_and_counted_and_took_fewer_transactions()
    {
        var thaws = 0;
        _site.Services.GetRequiredService<Commits>().Thawed += _ => Interlocked.Increment(ref thaws);
        var intake = _site.Services.GetRequiredService<CommentIntake>();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => intake.TakeAsync(Sent($"Läsare {i}", $"Ord nummer {i}."), Cancel)));
        Assert.All(receipts, r => Assert.Equal(IntakeVerdict.Taken, r.Verdict));
        Assert.Equal(60, receipts.Select(r => r.Id).Distinct().Count());
        Assert.Equal(60, await CountedAsync());
        Assert.InRange(thaws, 1, 59);
    }

    [Fact]
    public async Task The_button_pressed_eight_times_at_once_is_one_comment()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _site.Http.CommentedAsync(_post, "En gång.")));
        Assert.Single(receipts.Select(Responding.IdIn).Distinct());
        Assert.Single(receipts, r => r.Contains("key=", StringComparison.Ordinal));
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task A_household_that_floods_is_held_from_its_eleventh_on_though_all_come_at_once()
    {
        var intake = _site.Services.GetRequiredService<CommentIntake>();
        await Task.WhenAll(Enumerable.Range(0, 14).Select(i => intake.TakeAsync(Sent($"Läsare {i}", $"Ord nummer {i}.") with { Household = "10.1.2.3" }, Cancel)));
        Assert.Equal(
            (10, 4), await _site.WithDbAsync(async db => (await db.Comments.CountAsync(c => c.State == CommentState.Approved, Cancel), await db.CommentHolds.CountAsync(h => h.Rule == RuleName.Flood, Cancel))));
    }

    [Fact]
    public async Task The_same_words_from_many_at_once_stand_there_once()
    {
        using (var publisher = await _site.SignedInAsync("Ulrik Utgivare", NetworkRole.Publisher, _network))
        {
            await publisher.OnlyAsync(RuleName.Duplicate, number: 30);
        }

        var intake = _site.Services.GetRequiredService<CommentIntake>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => intake.TakeAsync(Sent($"Läsare {i}", "Det här skriver vi allihop under varje inlägg som vi hittar."), Cancel)));
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task What_is_decided_about_a_domain_holds_so_many_of_those_who_come_together()
    {
        var first = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Usch.", "Ond", "ond@bot.example"));
        await _site.WithDbAsync(async db =>
        {
            var key = await db.Networks.Where(n => n.Id == _network.Id).Select(n => n.Key).SingleAsync(Cancel);
            await db.RestrictAsync(
                await db.Comments.SingleAsync(c => c.Id == first.Id, Cancel), DecisionVerb.Hold, new(DecisionGround.Advertising, "Skräp."),
                (RestrictionScope.Domain, WhoIs.Hash(key, RestrictionScope.Domain, "bot.example")), (null, 2), new(1, "Mona Ek"), _site.Clock.Now, Cancel);
        });
        await TakeAsync([.. Enumerable.Range(0, 5).Select(i => Sent($"Läsare {i}", $"Ord {i}.", email: $"r{i}@bot.example"))]);
        Assert.Equal(2, await _site.WithDbAsync(db => db.Comments.CountAsync(c => c.State == CommentState.Waiting, Cancel)));
        Assert.Equal(0, await _site.WithDbAsync(db => db.Restrictions.Select(r => r.Remaining).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_its_senders_trouble_alone()
    {
        var intake = _site.Services.GetRequiredService<CommentIntake>();
        var fine = Enumerable.Range(0, 20).Select(i => intake.TakeAsync(Sent($"Läsare {i}", $"Ord nummer {i}."), Cancel)).ToList();
        var broken = intake.TakeAsync(Sent("Ingen", "Jag finns inte.") with { By = new Commenter(4711, "Ingen", null) }, Cancel);
        fine.AddRange(Enumerable.Range(20, 20).Select(i => intake.TakeAsync(Sent($"Läsare {i}", $"Ord nummer {i}."), Cancel)));
        await Assert.ThrowsAnyAsync<Exception>(() => broken);
        Assert.All(await Task.WhenAll(fine), r => Assert.Equal(IntakeVerdict.Taken, r.Verdict));
        Assert.Equal(40, await CountedAsync());
    }

    [Fact]
    public async Task With_the_database_away_everybody_is_told_and_afterwards_it_goes_on()
    {
        await _site.TakeAwayDatabaseAsync();
        using (var answer = await _site.Http.CommentAsync(_post, "Nu då?"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        await _site.GiveBackDatabaseAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _site.Http.CommentAsync(_post, "Och nu?");
                return answer.StatusCode is HttpStatusCode.SeeOther;
            },
            TimeSpan.FromSeconds(60));
        Assert.Equal(1, await CountedAsync());
    }

    private Submission Sent(string name, string text, long? post = null, long? to = null, string? email = null) => new(
        _network.Id, post ?? _post.Id, to, new Commenter(null, name, email ?? $"{name.Replace(' ', '.').ToLowerInvariant()}@exempel.se"), CommentText.Of(text));

    private async Task<IReadOnlyList<Receipt>> TakeAsync(params Submission[] sent)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommentBatch>().TakeAsync(sent, Cancel);
    }

    private Task<int> CountedAsync() => _site.WithDbAsync(db => db.Posts.Where(p => p.Id == _post.Id).Select(p => p.CommentCount).SingleAsync(Cancel));
}
