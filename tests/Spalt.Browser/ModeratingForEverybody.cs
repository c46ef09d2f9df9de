using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>Every page where people answer, report, decide and object is open to everybody by WCAG, and none is wider than the narrowest telephone.</summary>
public sealed class ModeratingForEverybody(Chromium chromium) : IAsyncLifetime
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";
    private const string LongName = "Maj-Britt Kommunfullmäktigesammanträdesprotokollsjusteringsman";

    private readonly Letters _letters = new();
    private readonly Wcag _wcag = new();
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        _network = await _site.NetworkAsync();
        _post = await _site.PostAsync(await _site.BlogAsync(_network), "Isen bär");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Where_readers_answer()
    {
        await using var reader = await ReaderAsync();
        await OpenAsync(reader, Address, "nobody has answered");
        await reader.One("form.commenting").EvaluateAsync("form => form.noValidate = true");
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("#text-error")).ToBeVisibleAsync();
        await _wcag.LookAsync(reader.Page, "a comment with faults");
        await reader.One("#text").FillAsync("Jag gick över i går.");
        await reader.One("#name").FillAsync(LongName);
        await reader.One("#email").FillAsync("maj@exempel.se");
        await reader.One("#follow").CheckAsync();
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Din kommentar är publicerad");
        await _wcag.LookAsync(reader.Page, "one's own comment");
        var follow = new Uri((await _letters.NextAsync()).Text.ReplaceLineEndings(" ").Split(' ').First(w => w.Contains("/-/answers?", StringComparison.Ordinal))).PathAndQuery;
        await OpenAsync(reader, follow, "following asked");
        await reader.One("button[value=confirm]").ClickAsync();
        await _wcag.LookAsync(reader.Page, "following");

        await _site.PlantAsync(_post, [.. Enumerable.Range(0, 130).Select(i => i % 3 == 0 ? (int?)null : i - 1)]);
        foreach (var path in (string[])[Address, $"/-/posts/{_post.Id}/comments/newest", $"/-/posts/{_post.Id}/comments/liked", $"/-/posts/{_post.Id}/comment?to=1"])
        {
            await OpenAsync(reader, path, "a long thread");
        }

        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == _post.Id, Cancel)).CloseComments(_site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        await OpenAsync(reader, Address, "a closed thread");
        _wcag.AssertNothingFound();
    }

    [Fact]
    public async Task Where_people_report_decide_and_object()
    {
        using var publisher = await _site.SignedInAsync("Pia Publicist", NetworkRole.Publisher, _network);
        var comments = await _site.PlantAsync(_post, [null, null, 0]);
        await using var reader = await ReaderAsync();
        await OpenAsync(reader, $"/-/posts/{_post.Id}/notice?comment={comments[0].Id}", "a report");
        await reader.One("form.commenting").EvaluateAsync("form => form.noValidate = true");
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("#faith-error")).ToBeVisibleAsync();
        await _wcag.LookAsync(reader.Page, "a report with faults");
        await reader.One("#ground").SelectOptionAsync("Defamation");
        await reader.One("#why").FillAsync("Det är inte sant.");
        await reader.One("#name").FillAsync(LongName);
        await reader.One("#email").FillAsync("ture@exempel.se");
        await reader.One("#faith").CheckAsync();
        await reader.One(".commenting button").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Vi har fått din anmälan");
        await _wcag.LookAsync(reader.Page, "a receipt");

        await using var moderator = await ReaderAsync(publisher);
        foreach (var path in (string[])["/-/moderation", "/-/moderation?list=shown", "/-/moderation/cases", "/-/network/comment-rules", "/-/network/comments", "/-/about/moderation", Invariant($"/-/moderation/writers/{comments[1].Id}")])
        {
            await OpenAsync(moderator, path, path);
        }

        await moderator.OpenAsync("/-/moderation/cases");
        await moderator.One(".queued a").ClickAsync();
        await moderator.One("button[value=refuse]").ClickAsync();
        await Expect(moderator.One("#facts-error")).ToBeVisibleAsync();
        await _wcag.LookAsync(moderator.Page, "a decision with faults");
        await moderator.One("#stays").FillAsync("Det är ett omdöme.");
        await moderator.One("button[value=leave]").ClickAsync();
        await Expect(moderator.One("h1")).ToContainTextAsync("omprövningar");
        await reader.Page.ReloadAsync();
        await _wcag.LookAsync(reader.Page, "a report in vain");
        await reader.One("textarea").FillAsync("Jo, det är en lögn.");
        await reader.One(".commenting button").ClickAsync();
        await _wcag.LookAsync(reader.Page, "an objection");
        await moderator.OpenAsync("/-/moderation/cases");
        await moderator.One(".queued a").ClickAsync();
        await _wcag.LookAsync(moderator.Page, "one's own decision, objected to");

        await moderator.OpenAsync("/-/moderation?list=shown");
        await moderator.One("button[value=refuse]").ClickAsync();
        await _wcag.LookAsync(moderator.Page, "the queue with faults");
        await moderator.One("input[name=pick]").First.CheckAsync();
        await moderator.One("#ground").SelectOptionAsync("OffTopic");
        await moderator.One("#facts").FillAsync("Handlar inte om isen.");
        await moderator.One("button[value=hide]").ClickAsync();
        await Expect(moderator.One(".said")).ToBeVisibleAsync();
        foreach (var list in (string[])["waiting", "held", "refused"])
        {
            await OpenAsync(moderator, "/-/moderation?list=" + list, list);
        }

        _wcag.AssertNothingFound();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task OpenAsync(Reader reader, string path, string what)
    {
        await reader.OpenAsync(path);
        await _wcag.LookAsync(reader.Page, what);
    }

    private async Task<Reader> ReaderAsync(HttpClient? signedIn = null)
    {
        // A colour that is still on its way from day to night is neither.
        var reader = await chromium.ReaderAsync(_site, o => o.ReducedMotion = ReducedMotion.Reduce);
        if (signedIn is not null)
        {
            await Writer.SignInAsync(reader.Context, signedIn, _site.Address);
        }

        return reader;
    }
}
