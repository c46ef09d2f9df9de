using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Writing;

namespace Spalt.Tests.History;

public sealed class ReadingTheHistory : IAsyncLifetime
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    private Site _site = null!;
    private Network _network = null!;
    private HttpClient _owner = null!;
    private string _path = "";
    private long _id;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string History => $"/-/posts/{_id}/history";

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _owner) = await _site.DeskAsync();
        _path = await _owner.PublishAsync(body: "<p>Isen bär en häst.</p>");
        _id = Desks.IdOf(_path);
    }

    public ValueTask DisposeAsync()
    {
        _owner.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_published_version_is_listed_with_its_time_and_two_stand_side_by_side()
    {
        Assert.DoesNotContain(History, await _site.GetAsync(Public), StringComparison.Ordinal);
        await ReviseAsync("<p>Isen bär en bil.</p>", ("change", "correction"), ("correction", "Det var en bil."));
        await ReviseAsync("<p>Isen bär en buss.</p>", ("change", "small"));
        Assert.Contains(History, await _site.GetAsync(Public), StringComparison.Ordinal);

        var page = FormsOnPages.Parsed(await _site.GetAsync(History));
        Assert.Equal(["4 mars 2026 kl. 14.30", "4 mars 2026 kl. 13.30", "4 mars 2026 kl. 12.30"], page.QuerySelectorAll(".history li b").Select(b => b.TextContent));
        Assert.Contains("Rättelse: Det var en bil.", page.QuerySelectorAll(".history li")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(("bil", "buss"), (page.QuerySelector("del")!.TextContent.Trim(' ', '.', '\n'), page.QuerySelector("ins")!.TextContent.Trim(' ', '.', '\n')));
        var first = FormsOnPages.Parsed(await _site.GetAsync(History + "/1/3"));
        Assert.Contains("häst", first.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
        foreach (var wrong in new[] { "/0/1", "/1/4", "/2/1", "/1", "/2/2" })
        {
            Assert.Equal(404, await _site.Http.StatusAsync(History + wrong));
        }
    }

    [Fact]
    public async Task No_draft_is_ever_in_it_and_nothing_of_a_post_that_is_not_public()
    {
        await ReviseAsync("<p>Isen bär en bil.</p>", ("change", "small"));
        using (await _owner.WriteAsync(_path, "save", ("body", "<p>Hemligt utkast.</p>")))
        {
            Assert.DoesNotContain("Hemligt", await _site.GetAsync(History), StringComparison.Ordinal);
        }

        await ChangeAsync(p => p.Withdraw(_site.Clock.Now));
        Assert.Equal(404, await _site.Http.StatusAsync(History));
        Assert.Equal(404, await _site.Http.StatusAsync($"/-/posts/{_id + 99}/history"));
    }

    [Fact]
    public async Task What_was_taken_down_is_not_shown_again_when_the_post_is_back_with_another_text()
    {
        await ReviseAsync("<p>Kalle Anka stal en bil.</p>", ("change", "small"));
        await _site.WithDbAsync(async db =>
        {
            db.Add(Decision.Refuse(await db.Posts.SingleAsync(Cancel), new Reason(DecisionGround.Defamation, "Utan belägg."), new Moderator(1, "Edit Alm"), _site.Clock.Now));
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal(404, await _site.Http.StatusAsync(History));
        Assert.Equal(302, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T13:30:01"));
        await ChangeAsync(p => p.PutBack(_site.Clock.Now));
        await ReviseAsync("<p>En bil stals.</p>", ("change", "small"));
        var page = WebUtility.HtmlDecode(await _site.GetAsync(History));
        Assert.Contains("Tidningen visar inte den här versionen längre.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kalle Anka", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kalle Anka", await _site.GetAsync(History + "/1/2"), StringComparison.Ordinal);
        Assert.Equal(404, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T13:30:01"));
        Assert.Contains("häst", await _site.GetAsync(Public + "?vid=2026-03-04T12:30:01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_keeps_a_version_from_readers_and_the_blogger_cannot()
    {
        await ReviseAsync("<p>Isen bär en bil.</p>", ("change", "small"));
        var first = await _site.WithDbAsync(db => db.Revisions.OrderBy(r => r.Version).Where(r => r.Kind == Spalt.Writing.RevisionKind.Published).Select(r => r.Version).FirstAsync(Cancel));
        using (var refused = await _owner.PostFormAsync(_path + "/revisions", ("withhold", $"{first}")))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Contains("häst", await _site.GetAsync(History), StringComparison.Ordinal);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        Assert.Contains("name=\"withhold\"", await edit.TextOfAsync(_path + "/revisions"), StringComparison.Ordinal);
        using (var done = await edit.PostFormAsync(_path + "/revisions", ("withhold", $"{first}")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        }

        Assert.DoesNotContain("häst", await _site.GetAsync(History), StringComparison.Ordinal);
        Assert.Equal(404, await _site.Http.StatusAsync(Public + "?vid=2026-03-04T12:30:01"));
        Assert.Contains("inte för läsarna sedan", await edit.TextOfAsync(_path + "/revisions"), StringComparison.Ordinal);
        var line = await _site.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Kind == "Revision", Cancel));
        Assert.Equal((AuditVerb.Withdrawn, "Edit Alm", _network.Id), (line.Verb, line.Actor, line.NetworkId));
    }

    private async Task ReviseAsync(string html, params (string Name, string Value)[] more)
    {
        _site.Clock.Now += TimeSpan.FromHours(1);
        using var published = await _owner.WriteAsync(_path, "publish", [("body", html), .. more]);
        Assert.Equal(_path + "?done=revised", published.Headers.Location?.OriginalString);
    }

    private Task<int> ChangeAsync(Action<Post> verb) => _site.WithDbAsync(async db =>
    {
        verb(await db.Posts.SingleAsync(p => p.Id == _id, Cancel));
        return await db.SaveChangesAsync(Cancel);
    });
}
