using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Moderation.SpamChecks;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Moderation.SpamChecks;

/// <summary>What people decide otherwise than the service outside said, it is told once.</summary>
public sealed class TellingItsMistakes : IAsyncLifetime
{
    private StandIn _service = null!;
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _site = await Site.StartAsync(_service.Settings);
        (_network, _, _post) = await _site.PostedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task What_it_held_and_somebody_approves_is_ham()
    {
        var id = await SentAsync("Jag gick över i går.", "true");
        await _site.DecideAsync(_network, id, refuse: false);
        await ToldAsync("submit-ham Jag gick över i går.");
        var fields = _service.Told.Last().Fields;
        Assert.Equal(
            [
                ("api_key", StandIn.Key), ("blog", "https://bloggar.example"), ("blog_charset", "UTF-8"), ("blog_lang", "sv"), ("comment_author", "Maj Berg"), ("comment_author_email", "maj@exempel.se"),
                ("comment_content", "Jag gick över i går."), ("comment_date_gmt", "2026-03-04T11:30:00Z"), ("comment_type", "comment"), ("permalink", $"https://bloggar.example/?p={_post.Id}"),
            ],
            fields.Select(f => (f.Key, f.Value)));

        // What is done twice is told once.
        await _site.WithDbAsync(db => new LearnFromDecision(db, Options.Create(new SpamCheckOptions { Address = _service.Address, Key = StandIn.Key })).DoAsync($"{id}", Cancel));
        await _site.DecideAsync(_network, id, refuse: false);
        await _site.IdleAsync();
        Assert.Single(_service.Decided);
    }

    [Fact]
    public async Task What_it_let_pass_and_somebody_refuses_as_advertising_is_spam()
    {
        var id = await SentAsync("Köp billigt.", "false");
        await _site.DecideAsync(_network, id, refuse: true);
        await ToldAsync("submit-spam Köp billigt.");
        await _site.IdleAsync();
        Assert.Single(_service.Decided);
    }

    [Fact]
    public async Task Where_it_was_right_or_nobody_can_say_it_hears_nothing()
    {
        await _site.DecideAsync(_network, await SentAsync("Köp billigt.", "true"), refuse: true);
        await _site.DecideAsync(_network, await SentAsync("Jag gick över i går.", "false"), refuse: false);
        await RefuseAsync(await SentAsync("Ni är dumma allihop.", "false"), DecisionGround.PersonalAttack);

        // Nor of what it has never seen.
        await _site.LoginAsync("Vera Lund");
        using var vera = await _site.SignInAsync("Vera Lund");
        await RefuseAsync(Responding.IdIn(await vera.CommentedAsync(_post, "Köp min båt.")), DecisionGround.Advertising);
        await _site.IdleAsync();
        Assert.Equal(4, await _site.WithDbAsync(db => db.LearntComments.CountAsync(Cancel)));
        Assert.Empty(_service.Decided);
        Assert.Equal(3, _service.Asked);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(200)]
    public async Task When_it_does_not_take_it_it_is_told_later(int status)
    {
        var id = await SentAsync("Köp billigt.", "false");

        // Either it fails, or it does not know the key.
        _service.Status = status;
        _service.Knows = status != 200;
        await _site.DecideAsync(_network, id, refuse: true);
        await ToldAsync("submit-spam Köp billigt.");
        await Eventually.TrueAsync(() => _site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == TellTheSpamCheck.Kind && j.LastError!.StartsWith("127.0.0.1: ") && j.ClaimedUntil == null, Cancel)));
        (_service.Status, _service.Knows) = (200, true);
        await _site.PassAsync(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => Task.FromResult(_service.Decided.Count == 2));
        await _site.IdleAsync();
        Assert.False(await _site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == TellTheSpamCheck.Kind, Cancel)));
    }

    private async Task<long> SentAsync(string text, string answer)
    {
        _service.Answer = answer;
        return Responding.IdIn(await _site.Http.CommentedAsync(_post, text));
    }

    private Task ToldAsync(string told) => Eventually.TrueAsync(() => Task.FromResult(_service.Decided.Contains(told, StringComparer.Ordinal)));

    private Task RefuseAsync(long id, DecisionGround ground) => _site.WithDbAsync(async db =>
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == id, Cancel);
        db.Add(Decision.Refuse(comment, (await db.CommentedPlaceAsync(_network.Id, comment.PostId, Cancel))!, new(ground, "Så är det."), new(1, "Mona Ek"), _site.Clock.Now));
        await db.SaveChangesAsync(Cancel);
    });
}
