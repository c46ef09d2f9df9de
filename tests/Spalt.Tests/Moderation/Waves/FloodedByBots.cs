using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Waves;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Likes;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Moderation.Waves;

/// <summary>Two hundred bots, each with an address and connections of its own, send thousands of comments within a minute; nobody has set anything.</summary>
public sealed partial class FloodedByBots : IAsyncLifetime
{
    private const int Bots = 200;
    private const int Few = 5;

    /// <summary>In a minute, all together, fifty a second.</summary>
    private const int Each = 15;
    private const double MostShown = 0.01;

    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)), LikingReaders.BehindProxy);
        (_network, _blog, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Hardly_anything_of_theirs_is_shown_and_people_whom_the_newspaper_knows_comment_as_ever()
    {
        await KnowAsync("maj@exempel.se");
        var flood = FloodAsync(Each);
        await Eventually.TrueAsync(() => _site.WithDbAsync(db => db.Comments.AnyAsync(c => c.AuthorName == "Bot 7", Cancel)), TimeSpan.FromSeconds(60));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Mitt i allt detta.", "Maj Berg", "maj@exempel.se")));
        await flood;
        var (sent, shown) = await CountAsync();
        Assert.InRange(sent, Bots * Few, Bots * Each);
        Assert.InRange(shown, 1, (int)(Bots * Each * MostShown));

        // Later it is quiet again, and whoever is new comments as ever.
        _site.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Är det lugnt nu?", "Ny Läsare", "ny@exempel.se")));
    }

    [Fact]
    public async Task Nothing_of_theirs_is_shown_on_an_edited_blog()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        await FloodAsync(Few);
        Assert.Equal((Bots * Few, 0), await CountAsync());
        Assert.DoesNotContain("Köp", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_groups_them_and_one_act_with_a_reason_refuses_all_and_mails_nobody_whose_address_they_took()
    {
        await FloodAsync(Few);
        var person = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Jag är ingen maskin.", "Ny Läsare", "ny@exempel.se"));
        Assert.Equal(CommentState.Waiting, person.State);
        var queue = await _mona.TextOfAsync(Queue.Path);
        Assert.Matches(@"E-postadresser under bot\.example: 9\d\d", queue);
        Assert.Contains("Hålls av regeln ”Anstormning”", queue, StringComparison.Ordinal);

        var wave = await _mona.TextOfAsync(Queue.Path + "?list=waiting&wave=domain:bot.example");
        Assert.DoesNotContain("Jag är ingen maskin", wave, StringComparison.Ordinal);
        var until = Until().Match(wave).Groups[1].Value;
        using (var unreasoned = await OrderAsync("domain:bot.example", until, "", ""))
        {
            Assert.Equal(422, (int)unreasoned.StatusCode);
            Assert.Contains("Välj ett skäl", WebUtility.HtmlDecode(await unreasoned.TextAsync()), StringComparison.Ordinal);
        }

        using (var ordered = await OrderAsync("domain:bot.example", until, "Advertising", "Reklam från maskiner."))
        {
            Assert.Equal(303, (int)ordered.StatusCode);
            Assert.Contains("avslås nu", await _mona.TextOfAsync(ordered.Headers.Location!.OriginalString), StringComparison.Ordinal);
        }

        await Eventually.TrueAsync(() => _site.WithDbAsync(async db => !await db.Comments.AnyAsync(c => c.State == CommentState.Waiting && c.Email!.EndsWith("bot.example"), Cancel)), TimeSpan.FromSeconds(120));
        Assert.Equal(CommentState.Waiting, (await _site.StoredAsync($"/-/comments/{person.Id}")).State);
        await _site.WithDbAsync(async db =>
        {
            var decisions = await db.Decisions.Where(d => d.Verb == DecisionVerb.Refuse).ToListAsync(Cancel);
            Assert.InRange(decisions.Count, (Bots * Few) - 20, Bots * Few);
            Assert.All(decisions, d => Assert.Equal(("Mona Ek", DecisionGround.Advertising, "Reklam från maskiner."), (d.ByName, d.Ground, d.Facts)));
            Assert.Null(await LedgerBook.FaultAsync(db, _network.Id, null, Cancel));
        });
        Assert.DoesNotContain(_letters.All, letter => letter.To.EndsWith("bot.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_wave_with_another_ground_each_gets_their_reason_and_what_came_later_still_waits()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        List<long> ids = [];
        for (var i = 0; i < 10; i++)
        {
            ids.Add(Responding.IdIn(await _site.SentAsync(_post, $"Dumheter {i}.", $"Arg {i}", $"arg{i}@klubben.example", $"203.0.113.{i}")));
        }

        var later = Responding.IdIn(await _site.SentAsync(_post, "Efteråt.", "Arg 99", "arg99@klubben.example", "203.0.113.99"));
        using (var ordered = await OrderAsync("domain:klubben.example", $"{ids[^1]}", "PersonalAttack", "Dumheter."))
        {
            Assert.Equal(303, (int)ordered.StatusCode);
        }

        await Eventually.TrueAsync(() => Task.FromResult(_letters.All.Count(l => l.To.EndsWith("klubben.example", StringComparison.Ordinal)) == 10), TimeSpan.FromSeconds(60));
        Assert.Equal(CommentState.Waiting, (await _site.StoredAsync($"/-/comments/{later}")).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("domain:")]
    [InlineData("domain:\0")]
    [InlineData("rule:Ingen")]
    [InlineData("rule:3")]
    [InlineData("words:zz")]
    [InlineData("household:abc")]
    [InlineData("annat:x")]
    [InlineData("9:x")]
    public void What_names_no_wave_is_none(string address) => Assert.Null(Wave.Of(address));

    [Fact]
    public async Task Nobody_but_who_moderates_orders_anything()
    {
        using var owner = await _site.SignedInAsync("Olga Ägare", BlogRole.Owner, _blog);
        foreach (var client in new[] { owner, _site.Http })
        {
            using var answer = await client.PostFormAsync(Queue.Path, ("list", "waiting"), ("do", "wave"), ("wave", "domain:bot.example"), ("until", "9"), ("ground", "Advertising"), ("facts", "Reklam."));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.SeeOther or HttpStatusCode.Found, answer.StatusCode.ToString());
        }

        Assert.False(await _site.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == RefuseTheWave.Kind, Cancel)));
    }

    private Task<HttpResponseMessage> OrderAsync(string wave, string until, string ground, string facts) =>
        _mona.PostFormAsync(Queue.Path, ("list", "waiting"), ("do", "wave"), ("wave", wave), ("until", until), ("ground", ground), ("facts", facts));

    private Task FloodAsync(int each) => Parallel.ForEachAsync(Enumerable.Range(0, Bots), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (bot, _) =>
    {
        for (var i = 0; i < each; i++)
        {
            // Whoever sends too much too fast is told so, and sends the next.
            await _site.SentAsync(_post, $"Köp nummer {i} av bot {bot}, billigast i stan och hem till dörren redan i morgon.", $"Bot {bot}", $"b{bot}.{i}@bot.example", $"198.51.{bot / 100}.{bot % 100}", mayFail: true);
        }
    });

    private Task<(int Sent, int Shown)> CountAsync() => _site.WithDbAsync(async db => (
        await db.Comments.CountAsync(c => c.AuthorName.StartsWith("Bot "), Cancel), await db.Comments.CountAsync(c => c.AuthorName.StartsWith("Bot ") && c.State == CommentState.Approved, Cancel)));

    /// <summary>Somebody whom a moderator has let pass before.</summary>
    private async Task KnowAsync(string email)
    {
        await _site.DecideAsync(_network, Responding.IdIn(await _site.Http.CommentedAsync(_post, "Redan i förrgår.", "Maj Berg", email)), refuse: false);
    }

    [GeneratedRegex("name=\"until\" value=\"([0-9]+)\"")]
    private static partial Regex Until();
}

internal static class SendingFromAfar
{
    /// <summary>Sends the form, which is taken, from a network address.</summary>
    /// <param name="mayFail">Whether it may be too soon for one from there; empty then.</param>
    public static async Task<string> SentAsync(this Site site, Post post, string text, string name, string email, string from, bool mayFail = false)
    {
        using var answer = await site.SendAsync(post, text, name, email, from);
        if (mayFail && answer.StatusCode is HttpStatusCode.TooManyRequests)
        {
            return "";
        }

        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{(int)answer.StatusCode}: {WebUtility.HtmlDecode(await answer.TextAsync())}");
        return answer.Headers.Location!.OriginalString;
    }

    public static async Task<HttpResponseMessage> SendAsync(this Site site, Post post, string text, string name, string email, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/-/posts/{post.Id}/comment", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["text"] = text, ["name"] = name, ["email"] = email });
        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
