using Microsoft.EntityFrameworkCore;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>What the script of a post's page does for whoever comments: it keeps what is typed, says when it was begun, and works where that is asked for.</summary>
public sealed class KeepingWhatOneComments(Chromium chromium) : IAsyncLifetime
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";
    private const string Typed = "Jag gick över i går.\n\nOch tillbaka.";

    /// <summary>Few enough for a slow machine, enough to take several steps.</summary>
    private const int Bits = 10;

    private Site _site = null!;
    private Network _network = null!;
    private long _post;
    private Reader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        _network = await _site.NetworkAsync();
        _post = (await _site.PostAsync(await _site.BlogAsync(_network), "Isen bär")).Id;
        _reader = await chromium.ReaderAsync(_site);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task What_is_typed_is_there_after_a_reload_and_gone_when_it_was_taken()
    {
        await _reader.OpenAsync(Address);
        await _reader.One("#text").PressSequentiallyAsync(Typed);
        await _reader.Page.ReloadAsync();
        await Expect(_reader.One("#text")).ToHaveValueAsync(Typed);
        await SendAsync(Typed);
        await Expect(_reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
        await _reader.OpenAsync(Address);
        await Expect(_reader.One(".thread .words")).ToContainTextAsync("Och tillbaka.");
        await Expect(_reader.One("#text")).ToHaveValueAsync("");
        await _reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task What_could_not_be_sent_is_there_when_the_line_is_back()
    {
        await _reader.OpenAsync(Address);
        await FillAsync(Typed);
        await _reader.Context.SetOfflineAsync(true);
        await _reader.One(".commenting button").DispatchEventAsync("click");
        await Expect(_reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("^chrome-error:|/comment$"));
        await _reader.Context.SetOfflineAsync(false);
        await _reader.OpenAsync(Address);
        await Expect(_reader.One("#text")).ToHaveValueAsync(Typed);
        await SendAsync(Typed);
        await Expect(_reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
        Assert.Equal(1, await _site.WithDbAsync(db => db.Comments.CountAsync(TestContext.Current.CancellationToken)));
        await _reader.OpenAsync(Address);
        await Expect(_reader.One("#text")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task An_answer_to_somebody_and_another_post_have_texts_of_their_own()
    {
        var other = await _site.PostAsync(await _site.WithDbAsync(db => db.Blogs.SingleAsync(TestContext.Current.CancellationToken)), "Våren kom");
        await _reader.OpenAsync(Address);
        await SendAsync("Den första.");
        await _reader.OpenAsync(Address);
        await _reader.One("#text").FillAsync("Till inlägget.");
        await _reader.One(".reply").ClickAsync();
        await Expect(_reader.One("blockquote")).ToBeVisibleAsync();
        await Expect(_reader.One("#text")).ToHaveValueAsync("");
        await _reader.One("#text").FillAsync("Till den första.");
        await _reader.Page.ReloadAsync();
        await Expect(_reader.One("#text")).ToHaveValueAsync("Till den första.");
        await _reader.OpenAsync("/bank-nio/2026/03/04/varen-kom/");
        await Expect(_reader.One("#text")).ToHaveValueAsync("");
        await _reader.One("#text").FillAsync("Till våren.");
        await _reader.OpenAsync(Address);
        await Expect(_reader.One("#text")).ToHaveValueAsync("Till inlägget.");

        // What is taken below one post says nothing of the other.
        await SendAsync("Till inlägget.");
        await _reader.OpenAsync($"/-/posts/{other.Id}/comment");
        await Expect(_reader.One("#text")).ToHaveValueAsync("Till våren.");
    }

    [Fact]
    public async Task Where_the_browser_keeps_nothing_one_comments_all_the_same()
    {
        await _reader.Context.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }");
        await _reader.OpenAsync(Address);
        await SendAsync(Typed);
        await Expect(_reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
        await _reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task When_it_was_begun_is_asked_once_and_at_the_first_touch()
    {
        var asked = Asked();
        await _reader.OpenAsync(Address);
        await _reader.Page.Mouse.MoveAsync(300, 300);
        await Expect(_reader.One("input[name=began]")).ToHaveValueAsync("");
        Assert.Empty(asked);
        await _reader.One("#name").FocusAsync();
        await Expect(_reader.One("input[name=began]")).Not.ToHaveValueAsync("");
        await FillAsync(Typed);
        Assert.Single(asked);
        await Expect(_reader.One("input[name=work]")).ToHaveCountAsync(0);

        // The comment goes the same way without.
        await _reader.Page.RouteAsync("**/began", route => route.AbortAsync());
        await _reader.OpenAsync(Address);
        await SendAsync(Typed);
        await Expect(_reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newcomer_with_a_link_is_shown_at_once_where_a_browser_works_for_it(bool withScript)
    {
        await AskForWorkAsync();
        await using var reader = await chromium.ReaderAsync(_site, o => o.JavaScriptEnabled = withScript);
        await reader.OpenAsync(Address);
        await reader.One("#name").FocusAsync();
        if (withScript)
        {
            // Nothing is done for somebody who has written nothing yet.
            await Expect(reader.One("input[name=began]")).Not.ToHaveValueAsync("");
            await Expect(reader.One("input[name=work]")).ToHaveValueAsync("");
        }

        await FillAsync("Se https://exempel.se", reader);
        if (withScript)
        {
            await Expect(reader.One("input[name=work]")).Not.ToHaveValueAsync("");
        }

        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync(withScript ? "Din kommentar är publicerad" : "Tack! Din kommentar väntar på granskning");
        await reader.AssertNothingWrongAsync();
    }

    [Fact]
    public async Task The_page_where_one_answers_and_a_text_that_was_kept_are_worked_for_too()
    {
        await AskForWorkAsync();
        await _reader.OpenAsync($"/-/posts/{_post}/comment");
        await _reader.One("#text").FillAsync("Se https://exempel.se");
        await Expect(_reader.One("input[name=work]")).Not.ToHaveValueAsync("");

        // What stands there from before is worked for at the first touch, since nothing more may be typed.
        await _reader.Page.ReloadAsync();
        await Expect(_reader.One("#text")).ToHaveValueAsync("Se https://exempel.se");
        await _reader.One("#text").FocusAsync();
        await Expect(_reader.One("input[name=work]")).Not.ToHaveValueAsync("");
        await SendAsync("Se https://exempel.se");
        await Expect(_reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
        await _reader.AssertNothingWrongAsync();
    }

    private System.Collections.Concurrent.ConcurrentQueue<string> Asked()
    {
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        _reader.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/began", StringComparison.Ordinal))
            {
                asked.Enqueue(request.Url);
            }
        };
        return asked;
    }

    private Task AskForWorkAsync() => _site.WithDbAsync(async db =>
    {
        var rule = RuleSetting.Usual(_network.Id, RuleKind.All[(int)RuleName.Work]);
        rule.Set(isOn: true, Bits, null, "");
        db.Add(rule);
        await db.SaveChangesAsync();
    });

    private async Task FillAsync(string text, Reader? reader = null)
    {
        var at = reader ?? _reader;
        await at.One("#text").FillAsync(text);
        await at.One("#name").FillAsync("Maj Berg");
        await at.One("#email").FillAsync("maj@exempel.se");
    }

    private async Task SendAsync(string text)
    {
        await FillAsync(text);
        await _reader.SendAsync(_reader.One(".commenting button"));
    }
}
