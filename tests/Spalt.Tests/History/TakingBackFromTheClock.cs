using System.Net;
using Spalt.Tests.Writing;

namespace Spalt.Tests.History;

/// <summary>What was given to the clock is a version of the post where it went out, and only there.</summary>
public sealed class TakingBackFromTheClock : IAsyncLifetime
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    private Site _site = null!;
    private HttpClient _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_, _, _owner) = await _site.DeskAsync();
    }

    public ValueTask DisposeAsync()
    {
        _owner.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task What_a_public_post_was_to_say_and_never_said_is_not_in_its_history()
    {
        var path = await _owner.PublishAsync(body: "<p>Ett.</p>");
        await WithdrawAsync(path);
        await ScheduleAsync(path, "Hemligt.", "2026-03-05", "12:00");
        await WithdrawAsync(path);
        await PublishAsync(path, "Tre.");

        var history = HistoryOf(path);
        var page = FormsOnPages.Parsed(await _site.GetAsync(history));
        Assert.Equal(["4 mars 2026 kl. 16.30", "4 mars 2026 kl. 12.30"], page.QuerySelectorAll(".history li b").Select(b => b.TextContent));
        foreach (var way in new[] { history, history + "/1/2" })
        {
            Assert.DoesNotContain("Hemligt", await _site.GetAsync(way), StringComparison.Ordinal);
        }

        Assert.Equal(("Ett", "Tre"), (page.QuerySelector("del")!.TextContent.Trim(' ', '.', '\n'), page.QuerySelector("ins")!.TextContent.Trim(' ', '.', '\n')));
        Assert.Equal(404, await _site.Http.StatusAsync(history + "/1/3"));
        Later();
        foreach (var (moment, said) in new[] { ("12:31", "Ett."), ("13:31", ""), ("14:31", ""), ("15:31", ""), ("16:31", "Tre.") })
        {
            using var then = await _site.Http.AskAsync($"{Public}?vid=2026-03-04T{moment}");
            var words = await then.TextAsync();
            Assert.Equal(said.Length == 0 ? HttpStatusCode.NotFound : HttpStatusCode.OK, then.StatusCode);
            Assert.Contains(said, words, StringComparison.Ordinal);
            Assert.DoesNotContain("Hemligt", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_waited_for_the_clock_before_the_post_was_ever_public_is_not_in_it_either()
    {
        var path = await _owner.BeginAsync();
        await ScheduleAsync(path, "Hemligt.", "2026-03-05", "12:00");
        await WithdrawAsync(path);
        await PublishAsync(path, "Ett.");
        var history = await _site.GetAsync(HistoryOf(path));
        Assert.Single(FormsOnPages.Parsed(history).QuerySelectorAll(".history li"));
        Assert.DoesNotContain("Hemligt", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_clock_let_out_is_a_version_from_the_moment_at_which_it_went_out()
    {
        var path = await _owner.BeginAsync();
        await ScheduleAsync(path, "Ett.", "2026-03-04", "14:00");
        _site.Clock.Now = new DateTimeOffset(2026, 3, 4, 13, 0, 1, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => await _site.Http.StatusAsync(Public) == 200);
        Later();
        using (var revised = await _owner.WriteAsync(path, "publish", ("body", "<p>Två.</p>"), ("change", "small")))
        {
            Assert.Equal(path + "?done=revised", revised.Headers.Location?.OriginalString);
        }

        Assert.Contains(HistoryOf(path), await _site.GetAsync(Public), StringComparison.Ordinal);
        var page = FormsOnPages.Parsed(await _site.GetAsync(HistoryOf(path)));
        Assert.Equal(["4 mars 2026 kl. 15.00", "4 mars 2026 kl. 14.00"], page.QuerySelectorAll(".history li b").Select(b => b.TextContent));
        Assert.Contains("Ett", page.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ett.", await _site.GetAsync(Public + "?vid=2026-03-04T14:30"), StringComparison.Ordinal);
    }

    private static string HistoryOf(string path) => $"/-/posts/{Desks.IdOf(path)}/history";

    private void Later() => _site.Clock.Now += TimeSpan.FromHours(1);

    private async Task WithdrawAsync(string path)
    {
        Later();
        using var withdrawn = await _owner.PostFormAsync(path, ("do", "withdraw"));
        Assert.Equal(path + "?done=withdrawn", withdrawn.Headers.Location?.OriginalString);
    }

    private async Task ScheduleAsync(string path, string text, string date, string time)
    {
        Later();
        using var scheduled = await _owner.WriteAsync(path, "schedule", ("title", "Isen bär"), ("body", $"<p>{text}</p>"), ("date", date), ("time", time));
        Assert.Equal(path + "?done=scheduled", scheduled.Headers.Location?.OriginalString);
    }

    private async Task PublishAsync(string path, string text)
    {
        Later();
        using var published = await _owner.WriteAsync(path, "publish", ("title", "Isen bär"), ("body", $"<p>{text}</p>"));
        Assert.Equal(path + "?done=published", published.Headers.Location?.OriginalString);
    }
}
