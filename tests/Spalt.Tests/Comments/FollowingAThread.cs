using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Outbound;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

public sealed partial class FollowingAThread : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        _post = (await _site.PostedAsync()).Post;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_ticks_is_asked_by_letter_and_told_of_answers_once_they_say_yes()
    {
        var (mine, link) = await TickedAsync();
        await AnswerAsync("Innan någon sagt ja.", mine);
        await LaterAsync(TimeSpan.FromMinutes(10));
        Assert.True(_letters.IsEmpty);

        // Programs that read letters look at links: nothing follows from that.
        Assert.Contains("Ja, mejla mig", await _site.Http.TextOfAsync(link), StringComparison.Ordinal);
        Assert.Null(await ConfirmedAsync());
        await SayAsync(link, ("do", "confirm"));
        await AnswerAsync("Håller med dig.", mine);
        await AnswerAsync("Till inlägget.", to: null);
        await LaterAsync(TimeSpan.FromMinutes(10));
        var letter = await _letters.NextAsync();
        Assert.Equal("maj@exempel.se", letter.To);
        Assert.Equal("Nya svar: Isen bär", letter.Subject);
        Assert.Contains("Bo Ek skrev:\nHåller med dig.", letter.Text, StringComparison.Ordinal);
        Assert.Contains("https://bloggar.example/bank-nio/2026/03/04/isen-bar/#comment-s", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Innan någon", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Till inlägget.", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_letter_ends_it_by_one_click_signed_out_and_again_is_nothing()
    {
        var (mine, link) = await TickedAsync();
        await SayAsync(link, ("do", "confirm"));
        await AnswerAsync("Ett svar.", mine);
        await LaterAsync(TimeSpan.FromMinutes(10));
        var letter = await _letters.NextAsync();
        Assert.Equal("List-Unsubscribe=One-Click", letter.Headers["List-Unsubscribe-Post"]);
        var stop = new Uri(letter.Headers["List-Unsubscribe"].Trim('<', '>')).PathAndQuery;
        for (var times = 0; times < 2; times++)
        {
            using var stopped = await _site.Http.PostFormAsync(stop, ("List-Unsubscribe", "One-Click"));
            Assert.Equal(200, (int)stopped.StatusCode);
            Assert.Contains("Du får inga fler mejl", WebUtility.HtmlDecode(await stopped.TextAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(0, await _site.WithDbAsync(db => db.ThreadFollowers.CountAsync(Cancel)));
        await AnswerAsync("Ett till.", mine);
        await LaterAsync(TimeSpan.FromHours(2));
        Assert.True(_letters.IsEmpty);
    }

    [Fact]
    public async Task There_is_one_letter_in_an_hour_with_all_that_came_meanwhile()
    {
        var (mine, link) = await TickedAsync();
        await SayAsync(link, ("do", "confirm"));
        await AnswerAsync("Första svaret.", mine);
        await LaterAsync(TimeSpan.FromMinutes(10));
        Assert.Contains("Första svaret.", (await _letters.NextAsync()).Text, StringComparison.Ordinal);
        await AnswerAsync("Andra svaret.", mine);
        await LaterAsync(TimeSpan.FromMinutes(20));
        await AnswerAsync("Tredje svaret.", mine);
        await LaterAsync(TimeSpan.FromMinutes(20));
        Assert.True(_letters.IsEmpty);
        await LaterAsync(TimeSpan.FromMinutes(20));
        var second = await _letters.NextAsync();
        Assert.Contains("Andra svaret.", second.Text, StringComparison.Ordinal);
        Assert.Contains("Tredje svaret.", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Första svaret.", second.Text, StringComparison.Ordinal);
        await LaterAsync(TimeSpan.FromHours(3));
        Assert.True(_letters.IsEmpty);
    }

    [Fact]
    public async Task What_is_not_shown_when_the_letter_is_written_is_not_in_it()
    {
        var (mine, link) = await TickedAsync();
        await SayAsync(link, ("do", "confirm"));
        var regretted = await AnswerAsync("Ångrat svar.", mine);
        await AnswerAsync("Svar som står kvar.", mine);
        using (await _site.Http.PostFormAsync(regretted, ("do", "withdraw"), ("text", "")))
        {
            await LaterAsync(TimeSpan.FromMinutes(10));
            var letter = await _letters.NextAsync();
            Assert.Contains("Svar som står kvar.", letter.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ångrat", letter.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_chooses_the_thread_is_told_of_everything_that_others_write()
    {
        var (_, link) = await TickedAsync();
        await SayAsync(link, ("do", "confirm"));
        await SayAsync(link, ("do", "choose"), ("what", "Thread"));
        _site.Clock.Now += TimeSpan.FromSeconds(1);
        await _site.Http.CommentedAsync(_post, "Mitt eget igen.");
        await AnswerAsync("Till inlägget.", to: null);
        await LaterAsync(TimeSpan.FromMinutes(10));
        var letter = await _letters.NextAsync();
        Assert.Contains("Till inlägget.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mitt eget", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_again_and_again_and_who_does_not_answer_is_forgotten()
    {
        await TickedAsync();
        for (var i = 0; i < 3; i++)
        {
            await TickAsync($"Ett ord till {i}.");
        }

        await LaterAsync(TimeSpan.FromMinutes(10));
        Assert.True(_letters.IsEmpty);
        await LaterAsync(ThreadFollower.Lasts);
        await Eventually.TrueAsync(async () => await _site.WithDbAsync(db => db.ThreadFollowers.CountAsync(Cancel)) == 0);
    }

    [Fact]
    public async Task Whose_address_is_known_to_be_theirs_is_not_asked()
    {
        await _site.LoginAsync("Sten Sture");
        using var sten = await _site.SignInAsync("Sten Sture");
        using var sent = await sten.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Jag följer."), ("follow", "yes"));
        Assert.Equal(303, (int)sent.StatusCode);
        Assert.NotNull(await ConfirmedAsync());
        await AnswerAsync("Svar till Sten.", Responding.IdIn(sent.Headers.Location!.OriginalString));
        await LaterAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(SignedIn.EmailOf("Sten Sture"), (await _letters.NextAsync()).To);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=gissning")]
    public async Task A_link_that_is_none_of_ours_leads_nowhere(string token)
    {
        using var asked = await _site.Http.AskAsync("/-/answers" + token);
        using var posted = await _site.Http.PostFormAsync("/-/answers" + token, ("List-Unsubscribe", "One-Click"));
        Assert.Equal((404, 404), ((int)asked.StatusCode, (int)posted.StatusCode));
    }

    /// <summary>Maj comments and ticks; the link of the letter that she gets.</summary>
    private async Task<(long Comment, string Link)> TickedAsync()
    {
        var mine = await TickAsync("Vad säger ni?");
        Assert.Contains("Vi har mejlat dig en länk", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        var letter = await _letters.NextAsync();
        Assert.Equal("maj@exempel.se", letter.To);
        Assert.Contains("Isen bär", letter.Subject, StringComparison.Ordinal);
        return (Responding.IdIn(mine), new Uri(Link().Match(letter.Text).Value).PathAndQuery);
    }

    private async Task<string> TickAsync(string text)
    {
        using var sent = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", text), ("name", "Maj Berg"), ("email", "Maj@Exempel.se"), ("follow", "yes"));
        Assert.Equal(303, (int)sent.StatusCode);
        return sent.Headers.Location!.OriginalString;
    }

    private Task<string> AnswerAsync(string text, long? to)
    {
        _site.Clock.Now += TimeSpan.FromSeconds(1);
        return _site.Http.CommentedAsync(_post, text, name: "Bo Ek", email: "bo@exempel.se", to: to);
    }

    private async Task SayAsync(string link, params (string Name, string Value)[] fields)
    {
        using var said = await _site.Http.PostFormAsync(link, fields);
        Assert.Equal(303, (int)said.StatusCode);
    }

    private Task<DateTimeOffset?> ConfirmedAsync() => _site.WithDbAsync(db => db.ThreadFollowers.Select(f => f.ConfirmedAt).SingleAsync(Cancel));

    /// <summary>So much later, when what was due then is done.</summary>
    private async Task LaterAsync(TimeSpan time)
    {
        _site.Clock.Now += time;
        for (var i = 0; i < 2; i++)
        {
            await Eventually.TrueAsync(() => _site.WithDbAsync(async db =>
            {
                var now = _site.Clock.Now;
                return !await db.Jobs.AnyAsync(j => (j.Kind == FindAnswers.Kind || j.Kind == MailTheAnswers.Kind || j.Kind == MailTheFollower.Kind) && j.DueAt <= now && j.DeadAt == null, Cancel);
            }));
        }
    }

    [GeneratedRegex(@"https://\S+/-/answers\S+")]
    private static partial Regex Link();
}
