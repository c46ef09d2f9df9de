using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Moderation.SpamChecks;

/// <summary>Comments are shown to a service where the operator has named one; what it says, and that it says nothing.</summary>
public sealed class AskingAServiceOutside : IAsyncLifetime
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";

    private readonly LogLines _log = new();
    private StandIn _service = null!;
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private int Warnings => _log.All.Count(line => line.StartsWith("The spam check at 127.0.0.1 is of no use", StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _site = await Site.StartAsync(services => services.AddSingleton<ILoggerProvider>(_log), _service.Settings);
        (_network, _blog, _post) = await _site.PostedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task It_is_told_what_the_protocol_asks_for_and_nothing_else()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/-/posts/{_post.Id}/comment", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        request.Headers.TryAddWithoutValidation("User-Agent", "Lasare/1");
        request.Headers.TryAddWithoutValidation("Referer", "https://bloggar.example" + Address);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = "*Bär* isen & bron?", ["name"] = "Åsa Öst", ["email"] = "Asa@exempel.se" });
        using var answer = await _site.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var (method, fields) = Assert.Single(_service.Told);
        Assert.Equal("comment-check", method);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["api_key"] = StandIn.Key,
                ["blog"] = "https://bloggar.example",
                ["user_ip"] = "203.0.113.7",
                ["user_agent"] = "Lasare/1",
                ["referrer"] = "https://bloggar.example" + Address,
                ["permalink"] = $"https://bloggar.example/?p={_post.Id}",
                ["comment_type"] = "comment",
                ["comment_author"] = "Åsa Öst",
                ["comment_author_email"] = "asa@exempel.se",
                ["comment_content"] = "*Bär* isen & bron?",
                ["comment_date_gmt"] = "2026-03-04T11:30:00Z",
                ["blog_lang"] = "sv",
                ["blog_charset"] = "UTF-8",
            },
            fields);
    }

    [Fact]
    public async Task It_is_told_nothing_of_whoever_may_not_comment()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var about = $"/-/moderation/writers/{Responding.IdIn(await _site.Http.CommentedAsync(_post, "Usch på er."))}";
        await mona.DoAsync(about, ("what", "Ban"), ("whom", "Person"), ("ground", "PersonalAttack"), ("facts", "Nedsättande."));
        var before = _service.Told.Count;
        using var refused = await _site.Http.CommentAsync(_post, "Släpp in mig.");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(before, _service.Told.Count);
    }

    [Fact]
    public async Task What_it_takes_for_advertising_waits_and_the_queue_says_who_said_so()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        _service.Answer = "true";
        var held = await _site.Http.CommentedAsync(_post, "Köp billigt.");
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(held));
        Assert.Equal((RuleName.SpamCheck, "127.0.0.1"), Assert.Single(await _site.HoldsAsync(held)));
        Assert.Contains("127.0.0.1 tar den för reklam", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        Assert.DoesNotContain("Köp billigt", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_take_for_that_shows_and_an_answer_to_it_is_a_reply()
    {
        var first = await _site.Http.CommentedAsync(_post, "Jag gick över i går.");
        Assert.Equal(CommentState.Approved, await _site.StateAsync(first));
        await _site.Http.CommentedAsync(_post, "Modigt.", "Bo Ek", "bo@exempel.se", Responding.IdIn(first));
        Assert.Equal("reply", _service.Told.Last().Fields["comment_type"]);
    }

    [Fact]
    public async Task On_an_edited_blog_comments_wait_as_ever_and_no_rule_holds_what_is_fine()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        var waiting = await _site.Http.CommentedAsync(_post, "Jag gick över i går.");
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(waiting));
        Assert.Empty(await _site.HoldsAsync(waiting));
        _service.Answer = "true";
        Assert.Single(await _site.HoldsAsync(await _site.Http.CommentedAsync(_post, "Köp billigt.", email: "bo@exempel.se")));
    }

    [Fact]
    public async Task A_text_that_is_changed_is_shown_to_it_again()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Jag gick över i går.");
        _service.Answer = "true";
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Köp billigt.")))
        {
            Assert.Equal("Köp billigt.", _service.Told.Last().Fields["comment_content"]);
        }

        Assert.Equal((RuleName.SpamCheck, "127.0.0.1"), Assert.Single(await _site.HoldsAsync(mine)));
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(mine));

        // Nobody tries out what passes, and to take it back asks nobody.
        _service.Answer = "false";
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Jag gick över i förrgår.")))
        using (await _site.Http.PostFormAsync(mine, ("do", "withdraw")))
        {
            Assert.Equal(3, _service.Asked);
        }

        Assert.Single(await _site.HoldsAsync(mine));
    }

    [Fact]
    public async Task Nobody_shows_it_what_somebody_with_an_account_writes()
    {
        _service.Answer = "true";
        await _site.LoginAsync("Vera Lund");
        using var vera = await _site.SignInAsync("Vera Lund");
        var mine = await vera.CommentedAsync(_post, "Jag gick över i går.");
        using (await vera.PostFormAsync(mine, ("do", "change"), ("text", "Jag gick över i förrgår.")))
        {
            Assert.Equal(CommentState.Approved, await _site.StateAsync(mine));
        }

        Assert.Empty(_service.Told);
    }

    [Fact]
    public async Task What_is_not_taken_anyway_leaves_the_house_neither()
    {
        using (var robot = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Köp"), ("name", "Bot"), ("email", "b@bot.example"), ("webbplats", "x")))
        using (var wrong = await _site.Http.CommentAsync(_post, "Hej", "Maj", "ingen adress"))
        using (var nowhere = await _site.Http.PostFormAsync("/-/posts/4711/comment", ("text", "Hej"), ("name", "Maj"), ("email", "maj@exempel.se")))
        {
            Assert.Equal((303, 422, 404), ((int)robot.StatusCode, (int)wrong.StatusCode, (int)nowhere.StatusCode));
        }

        await _site.WithDbAsync(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.ThreadClosedAt, _site.Clock.Now.AddDays(-1)), Cancel));
        using var late = await _site.Http.CommentAsync(_post, "För sent.");
        Assert.Equal(422, (int)late.StatusCode);
        Assert.Empty(_service.Told);
    }

    [Theory]
    [InlineData("invalid", 200)]
    [InlineData("", 200)]
    [InlineData("<html>maybe</html>", 200)]
    [InlineData("TRUE or false", 200)]
    [InlineData("true", 500)]
    [InlineData("true", 429)]
    public async Task Whatever_else_it_says_comments_come_in_as_without_and_one_line_warns(string said, int status)
    {
        (_service.Answer, _service.Status) = (said, status);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Ett.")));
        Assert.Equal((1, 1), (_service.Asked, Warnings));

        // It is left alone for a minute, then it is asked again, and the log says no more than it has said.
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Två.")));
        Assert.Equal(1, _service.Asked);
        _site.Clock.Now += TimeSpan.FromSeconds(61);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Tre.")));
        Assert.Equal((2, 1), (_service.Asked, Warnings));

        // It answers again, and when it fails once more that is news.
        _site.Clock.Now += TimeSpan.FromSeconds(61);
        (_service.Answer, _service.Status) = ("true", 200);
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Fyra.")));
        Assert.Contains(_log.All, line => line == "The spam check at 127.0.0.1 answers again");
        (_service.Answer, _service.Status) = (said, status);
        await _site.Http.CommentedAsync(_post, "Fem.");
        Assert.Equal((4, 2), (_service.Asked, Warnings));
        Assert.DoesNotContain(_log.All, line => line.Contains(StandIn.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comments_waits_three_seconds_for_it_and_no_longer()
    {
        (_service.Answer, _service.Thinks) = ("true", TimeSpan.FromSeconds(60));
        var began = Stopwatch.StartNew();
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Ett.")));
        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(30));
        Assert.Equal((1, 1), (_service.Asked, Warnings));
    }

    [Fact]
    public async Task Where_it_is_not_there_comments_come_in_as_without()
    {
        await _service.DisposeAsync();
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Ett.")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Två.")));
        Assert.Equal(1, Warnings);
    }

    [Fact]
    public async Task The_form_says_who_gets_to_see_what_is_written_in_it_until_the_publisher_switches_it_off()
    {
        const string Sentence = "får 127.0.0.1, en tjänst utanför oss";
        using var publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        Assert.Contains(Sentence, await _site.Http.TextOfAsync(Address), StringComparison.Ordinal);
        Assert.Contains(Sentence, await _site.Http.TextOfAsync($"/-/posts/{_post.Id}/comment"), StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence, await publisher.TextOfAsync($"/-/posts/{_post.Id}/comment"), StringComparison.Ordinal);
        Assert.Contains("Ansluten: 127.0.0.1.", await publisher.TextOfAsync(Rulers.Settings), StringComparison.Ordinal);

        _service.Answer = "true";
        await publisher.OnlyAsync(RuleName.Links);
        Assert.DoesNotContain("utanför oss", await _site.Http.TextOfAsync(Address), StringComparison.Ordinal);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Bara här.")));
        Assert.Empty(_service.Told);

        await publisher.OnlyAsync(RuleName.SpamCheck);
        Assert.Contains(Sentence, await _site.Http.TextOfAsync(Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_setting_nobody_is_asked_and_nobody_is_said_to_see_anything()
    {
        await using var site = await Site.StartAsync(("Spalt:Outbound:AllowPrivate", "true"));
        var (network, _, post) = await site.PostedAsync();
        using var publisher = await site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        _service.Answer = "true";
        var shown = await site.Http.CommentedAsync(post, "Bara här.");
        Assert.Equal(CommentState.Approved, await site.StateAsync(shown));
        await site.DecideAsync(network, Responding.IdIn(shown), refuse: true);
        await site.IdleAsync();
        Assert.Empty(_service.Told);
        Assert.DoesNotContain("utanför oss", await site.Http.TextOfAsync(Address), StringComparison.Ordinal);
        Assert.Contains("Ingen tjänst är ansluten", await publisher.TextOfAsync(Rulers.Settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://spam.example/1.1/", "", "Key must be given")]
    [InlineData("", "hemlig nyckel", "Address is missing")]
    [InlineData("spam.example", "hemlig nyckel", "Address must be")]
    [InlineData("ftp://spam.example/", "hemlig nyckel", "Address must be")]
    [InlineData("https://a:b@spam.example/", "hemlig nyckel", "Address must be")]
    [InlineData("https://spam.example/?x=1", "hemlig nyckel", "Address must be")]
    public async Task Settings_that_will_not_do_stop_the_start(string address, string key, string said)
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
        {
            await using var site = await Site.StartAsync(("Spalt:SpamCheck:Address", address), ("Spalt:SpamCheck:Key", key));
        });
        Assert.Contains("Spalt:SpamCheck:" + said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig", error.Message, StringComparison.Ordinal);
    }
}
