using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Likes;

namespace Spalt.Tests.Moderation.Rules;

public sealed class HoldingComments : IAsyncLifetime
{
    private const string Long = "Det här skriver jag under varje inlägg som jag hittar, på alla bloggar som finns.";

    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;
    private HttpClient _publisher = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(LikingReaders.BehindProxy);
        (_network, _blog, _post) = await _site.PostedAsync();
        _publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
    }

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_new_network_holds_links_and_repetition_and_nothing_that_people_write()
    {
        var fine = await _site.Http.CommentedAsync(_post, "Jag gick över i går. Se https://a.exempel.se och https://b.exempel.se");
        Assert.Equal(CommentState.Approved, await _site.StateAsync(fine));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "HEJA!!! Så roooligt…… -----------------")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Ich glaube nicht, dass das eine gute Idee ist, aber wir werden sehen.", email: "ny@exempel.se")));

        var links = await _site.Http.CommentedAsync(_post, "https://a.example https://b.example https://c.example https://d.example");
        Assert.Equal((RuleName.Links, "4"), Assert.Single(await _site.HoldsAsync(links)));
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(links));
        Assert.Equal((RuleName.Repetition, "letters"), Assert.Single(await _site.HoldsAsync(await _site.Http.CommentedAsync(_post, "Neeeeeeeeeeeeeeeej"))));
        Assert.Equal((RuleName.Repetition, "lines"), Assert.Single(await _site.HoldsAsync(await _site.Http.CommentedAsync(_post, "köp nu\n\nköp nu\n\nköp nu"))));
        Assert.Equal(
            (RuleName.Repetition, "capitals"),
            Assert.Single(await _site.HoldsAsync(await _site.Http.CommentedAsync(_post, "HUR SVÅRT KAN DET VARA ATT TÖMMA SOPORNA NÄR DET STÅR I SCHEMAT ATT DE SKA TÖMMAS I DAG"))));
    }

    [Fact]
    public async Task What_is_held_is_seen_by_nobody_and_its_writer_and_the_queue_say_that_it_waits_and_why()
    {
        await _publisher.OnlyAsync(RuleName.HeldWords, words: "lån*\nSnabba Cash");
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var held = await _site.Http.CommentedAsync(_post, "Vi ger lånelöften. SNABBA  cash!");
        await _site.Http.CommentedAsync(_post, "Så avlånga bilder.", email: "bo@exempel.se");
        Assert.Contains("väntar på granskning", await _site.Http.TextOfAsync(held), StringComparison.Ordinal);
        Assert.DoesNotContain("lånelöften", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        Assert.Contains("avlånga", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        var queue = await mona.TextOfAsync(Queue.Path + "?list=held");
        Assert.Contains("Innehåller ”lån*”", queue, StringComparison.Ordinal);
        Assert.Contains("lånelöften", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("avlånga", queue, StringComparison.Ordinal);

        await _site.DecideAsync(_network, Responding.IdIn(held), refuse: false);
        Assert.Contains("lånelöften", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        Assert.Contains("Ingen regel håller något", await mona.TextOfAsync(Queue.Path + "?list=held"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_because_the_blog_is_edited_is_not_held_by_a_rule()
    {
        await _site.DeclareAsync(_blog, Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        await _site.Http.CommentedAsync(_post, "Helt vanlig.");
        Assert.Contains("Helt vanlig.", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        Assert.DoesNotContain("Helt vanlig.", await mona.TextOfAsync(Queue.Path + "?list=held"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_not_accepted_is_named_beside_its_field_and_nothing_is_stored()
    {
        await _publisher.OnlyAsync(RuleName.RefusedWords, words: "Sopa");
        Assert.Equal("”Sopa” tas inte emot här. Skriv om och skicka igen.", await RefusedAsync("Din sopa!", "Maj Berg", "text"));
        Assert.Equal("”Sopa” tas inte emot här. Skriv om och skicka igen.", await RefusedAsync("Hej.", "En Sopa", "name"));
        Assert.Equal(0, await _site.WithDbAsync(db => db.Comments.CountAsync(Cancel)));

        var mine = await _site.Http.CommentedAsync(_post, "Soporna ligger kvar.");
        using var changed = await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Din sopa!"));
        Assert.Equal(422, (int)changed.StatusCode);
        Assert.Equal("Soporna ligger kvar.", (await _site.StoredAsync(mine)).Markdown);

        async Task<string> RefusedAsync(string text, string name, string field)
        {
            using var answer = await _site.Http.CommentAsync(_post, text, name);
            var page = System.Net.WebUtility.HtmlDecode(await answer.TextAsync());
            Assert.Equal(422, (int)answer.StatusCode);
            Assert.Contains(text, page, StringComparison.Ordinal);
            return System.Text.RegularExpressions.Regex.Match(page, $"id=\"{field}-error\">([^<]*)<").Groups[1].Value;
        }
    }

    [Fact]
    public async Task Many_in_a_short_time_wait_from_one_household_and_from_one_person_and_nobody_else()
    {
        await _publisher.OnlyAsync(RuleName.Flood, number: 2, minutes: 10);
        Assert.Equal(CommentState.Approved, await SendAsync("Ett", "a@exempel.se", "203.0.113.7"));
        Assert.Equal(CommentState.Approved, await SendAsync("Två", "b@exempel.se", "203.0.113.7"));
        Assert.Equal(CommentState.Waiting, await SendAsync("Tre", "c@exempel.se", "203.0.113.7"));
        Assert.Equal(CommentState.Approved, await SendAsync("Fyra", "d@exempel.se", "203.0.113.8"));
        Assert.Equal(CommentState.Approved, await SendAsync("Fem", "a@exempel.se", "203.0.113.9"));
        Assert.Equal(CommentState.Waiting, await SendAsync("Sex", "a@exempel.se", "203.0.113.10"));
        _site.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(CommentState.Approved, await SendAsync("Sju", "a@exempel.se", "203.0.113.7"));
    }

    [Fact]
    public async Task Of_a_household_only_a_keyed_hash_is_kept_and_that_goes_with_the_day()
    {
        await _publisher.OnlyAsync(RuleName.Flood, number: 2, minutes: 10);
        await SendAsync("Ett", "a@exempel.se", "203.0.113.7");
        var (mark, salt) = await _site.WithDbAsync(async db => (await db.FloodMarks.SingleAsync(Cancel), await db.FloodSalts.SingleAsync(Cancel)));
        Assert.Equal(System.Security.Cryptography.HMACSHA256.HashData(salt.Salt, System.Text.Encoding.UTF8.GetBytes("203.0.113.7"))[..16], mark.Place);
        _site.Clock.Now += TimeSpan.FromDays(1);
        await SendAsync("Två", "a@exempel.se", "203.0.113.7");
        await _site.WithDbAsync(db => new ForgetHouseholds(db, _site.Clock).DoAsync("", Cancel));
        await _site.WithDbAsync(async db =>
        {
            Assert.NotEqual(mark.Place, (await db.FloodMarks.SingleAsync(Cancel)).Place);
            Assert.NotEqual(salt.Day, (await db.FloodSalts.SingleAsync(Cancel)).Day);
        });
    }

    [Fact]
    public async Task The_first_of_an_address_wait_until_so_many_are_shown()
    {
        await _publisher.OnlyAsync(RuleName.NewPerson, number: 2);
        for (var i = 1; i <= 2; i++)
        {
            var waiting = await _site.Http.CommentedAsync(_post, $"Nummer {i}");
            Assert.Equal((RuleName.NewPerson, $"{i}"), Assert.Single(await _site.HoldsAsync(waiting)));
            await _site.DecideAsync(_network, Responding.IdIn(waiting), refuse: false);
        }

        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Nummer 3")));
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Nummer 4", email: "annan@exempel.se")));
    }

    [Fact]
    public async Task The_same_text_on_another_blog_waits_however_it_is_spaced_unless_it_is_short_or_long_ago()
    {
        var other = await _site.PostAsync(await _site.BlogAsync(_network, "granne", "Grannen"), "Våren kom");
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, Long)));
        Assert.Equal((RuleName.Duplicate, "Isen bär"), Assert.Single(await _site.HoldsAsync(await _site.Http.CommentedAsync(other, Long.ToUpperInvariant()[..1] + Long[1..].Replace(",", " !", StringComparison.Ordinal), email: "x@exempel.se"))));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "Håller med!")));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(other, "Håller med!")));
        _site.Clock.Now += TimeSpan.FromDays(31);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(other, Long)));
    }

    [Fact]
    public async Task A_language_that_hardly_anybody_of_the_newsroom_reads_waits()
    {
        await _publisher.OnlyAsync(RuleName.Language);
        var german = await _site.Http.CommentedAsync(_post, "Ich glaube nicht, dass das eine gute Idee ist, aber wir werden sehen, was sich noch tut.");
        Assert.Equal((RuleName.Language, "de"), Assert.Single(await _site.HoldsAsync(german)));
        Assert.Contains("skriven på tyska", await _publisher.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await _site.Http.CommentedAsync(_post, "I think that this is the best we have read about it in a long time.")));
    }

    [Fact]
    public async Task Whoever_changes_a_held_comment_does_not_free_it_and_whoever_adds_links_is_held()
    {
        var held = await _site.Http.CommentedAsync(_post, "https://a.example https://b.example https://c.example https://d.example");
        await ChangeAsync(held, "Utan länkar.");
        Assert.Equal(CommentState.Waiting, await _site.StateAsync(held));
        Assert.Equal(RuleName.Links, Assert.Single(await _site.HoldsAsync(held)).Rule);

        var shown = await _site.Http.CommentedAsync(_post, "Utan länkar, från början.");
        await ChangeAsync(shown, "https://a.example https://b.example https://c.example https://d.example https://e.example");
        Assert.Equal((RuleName.Links, "5"), Assert.Single(await _site.HoldsAsync(shown)));
        Assert.EndsWith("0 counted", await _site.EverywhereAsync(_post), StringComparison.Ordinal);

        // What somebody let through and is changed is looked at anew.
        await _site.DecideAsync(_network, Responding.IdIn(shown), refuse: false);
        await ChangeAsync(shown, "Utan länkar igen.");
        Assert.Empty(await _site.HoldsAsync(shown));
        Assert.Equal(CommentState.Approved, await _site.StateAsync(shown));
    }

    [Fact]
    public async Task Whoever_may_decide_is_not_held()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        Assert.Equal(CommentState.Approved, await _site.StateAsync(await mona.CommentedAsync(_post, "https://a.example https://b.example https://c.example https://d.example")));
    }

    private async Task ChangeAsync(string path, string text)
    {
        using var answer = await _site.Http.PostFormAsync(path, ("do", "change"), ("text", text));
        Assert.Equal(303, (int)answer.StatusCode);
    }

    private async Task<CommentState> SendAsync(string text, string email, string address)
    {
        using var client = _site.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return await _site.StateAsync(await client.CommentedAsync(_post, text, email: email));
    }
}
