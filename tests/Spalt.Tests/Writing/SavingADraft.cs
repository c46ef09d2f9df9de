using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Writing;

namespace Spalt.Tests.Writing;

public class SavingADraft
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_read_back_as_it_was_saved_and_cleaned_at_the_border()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        var fresh = await owner.DraftAsync(path);
        Assert.Equal((1, "", "draft"), (fresh.GetProperty("version").GetInt32(), fresh.GetProperty("html").GetString(), fresh.GetProperty("state").GetString()));

        using var saved = await owner.PutDraftAsync(path, new { version = 1, title = "Isen\n bär", lead = "Kort.", html = "<p>Nu<script>alert(1)</script></p>", client = "a" });
        Assert.Equal(200, (int)saved.StatusCode);
        Assert.Equal(2, (await saved.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal("no-store", saved.Headers.CacheControl?.ToString());
        var draft = await owner.DraftAsync(path);
        Assert.Equal(("Isen bär", "Kort.", "<p>Nu</p>"), (draft.GetProperty("title").GetString(), draft.GetProperty("lead").GetString(), draft.GetProperty("html").GetString()));
        Assert.Equal("Olga Ägare", draft.GetProperty("savedBy").GetProperty("name").GetString());
    }

    [Fact]
    public async Task On_an_older_version_is_refused_with_what_there_is_and_overwrites_nothing()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var editor = await site.SignedInAsync("Ragnar Redaktör", Spalt.Members.NetworkRole.Editor, network);
        var path = await owner.BeginAsync();
        using var first = await owner.PutDraftAsync(path, new { version = 1, title = "Mitt", lead = "", html = "<p>Mitt</p>", client = "a" });
        using var second = await editor.PutDraftAsync(path, new { version = 1, title = "Ditt", lead = "", html = "<p>Ditt</p>", client = "b" });
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
        var current = (await second.JsonAsync()).GetProperty("current");
        Assert.Equal((2, "Mitt", "Olga Ägare"), (current.GetProperty("version").GetInt32(), current.GetProperty("title").GetString(), current.GetProperty("savedBy").GetProperty("name").GetString()));
        Assert.Equal("Mitt", (await owner.DraftAsync(path)).GetProperty("title").GetString());

        // Sent again on the newer version it wins, and the older text is still there.
        using var third = await editor.PutDraftAsync(path, new { version = 2, title = "Ditt", lead = "", html = "<p>Ditt</p>", client = "b" });
        Assert.Equal(200, (int)third.StatusCode);
        var kept = await site.WithDbAsync(db => db.Revisions.AsNoTracking().SingleAsync(r => r.PostId == Desks.IdOf(path), Cancel));
        Assert.Equal((2, "<p>Mitt</p>", RevisionKind.Draft), (kept.Version, kept.Html, kept.Kind));
    }

    [Fact]
    public async Task Again_after_a_lost_answer_is_no_conflict()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        var sent = new { version = 1, title = "Mitt", lead = "", html = "<p>Mitt</p>", client = "a" };
        using var first = await owner.PutDraftAsync(path, sent);
        using var again = await owner.PutDraftAsync(path, sent);
        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal(2, (await again.JsonAsync()).GetProperty("version").GetInt32());
        using var otherTab = await owner.PutDraftAsync(path, sent with { client = "b" });
        Assert.Equal(HttpStatusCode.Conflict, otherTab.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_is_saved_and_the_others_are_told()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            owner.PutDraftAsync(path, new { version = 1, title = $"Nummer {i}", lead = "", html = "<p>x</p>", client = $"c{i}" })));
        Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Changes_nothing_that_readers_see()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        using var saved = await owner.PutDraftAsync(path, new { version = 2, title = "Hemligt", lead = "", html = "<p>Hemligt</p>", client = "a" });
        Assert.Equal(200, (int)saved.StatusCode);
        using var form = await owner.WriteAsync(path, "save", ("title", "Hemligare"), ("tags", "hemlig tagg"));
        Assert.Equal(path + "?done=saved", form.Headers.Location?.OriginalString);
        foreach (var page in (string[])["/", "/bank-nio/", "/bank-nio/2026/03/04/isen-bar/", "/bank-nio/feed/"])
        {
            var html = await site.GetAsync(page);
            Assert.Contains("Isen bär", html, StringComparison.Ordinal);
            Assert.DoesNotContain("emlig", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bad_input_is_told_by_field_and_changes_nothing()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var longTitle = await owner.PutDraftAsync(path, new { version = 1, title = new string('x', 301), lead = new string('y', 1001), html = "", client = "a" });
        Assert.Equal(422, (int)longTitle.StatusCode);
        var errors = (await longTitle.JsonAsync()).GetProperty("errors");
        Assert.Contains("300", errors.GetProperty("title")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("1000", errors.GetProperty("lead")[0].GetString()!.Replace("\u00a0", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var tooLong = await owner.PutDraftAsync(path, new { version = 1, title = "x", lead = "", html = new string('x', WritingForm.LongestHtml + 1), client = "a" });
        Assert.Equal(413, (int)tooLong.StatusCode);
        using var huge = await owner.PutDraftAsync(path, new { version = 1, title = "x", lead = "", html = new string('x', 4 * WritingForm.LongestHtml), client = "a" });
        Assert.Equal(413, (int)huge.StatusCode);
        foreach (var bad in (object[])[new { }, new { version = "x" }, new { version = 1, client = "" }])
        {
            using var refused = await owner.PutDraftAsync(path, bad);
            Assert.Equal(400, (int)refused.StatusCode);
        }

        Assert.Equal(1, (await owner.DraftAsync(path)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Is_for_nobody_but_those_who_may_work_on_the_post()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        var other = await site.BlogAsync(network, "annan", "Annan");
        var sent = new { version = 1, title = "Stulet", lead = "", html = "", client = "x" };
        using var author = await site.SignedInAsync("Adam Annan", BlogRole.Author, blog);
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        using var stranger = await site.SignedInAsync("Sven Främling", BlogRole.Owner, other);
        var login = await site.LoginAsync("Filip Fjärran");
        using var foreigner = await site.SignInAsync("Filip Fjärran");
        using var moderator = await site.SignedInAsync("Moa Moderator", Spalt.Members.NetworkRole.Moderator, network);
        var elsewhere = await site.BlogAsync(await site.NetworkAsync("andra.example", "Andra"), "bank-nio", "Deras");
        await site.WithDbAsync(async db =>
        {
            db.Add(new BlogMember(elsewhere.Id, login.AccountId, BlogRole.Owner, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        foreach (var person in (HttpClient[])[author, contributor, stranger, foreigner, moderator])
        {
            person.DefaultRequestHeaders.Host = "bloggar.example";
            Assert.Equal(404, await person.StatusAsync(path));
            Assert.Equal(404, await person.StatusAsync(path + "/draft"));
            Assert.Equal(404, await person.StatusAsync(path + "/preview"));
            Assert.Equal(404, await person.StatusAsync(path + "/revisions"));
            using var put = await person.PutDraftAsync(path, sent);
            Assert.Equal(404, (int)put.StatusCode);
            using var post = await person.PostFormAsync(path, ("do", "bin"));
            Assert.Equal(404, (int)post.StatusCode);
        }

        site.Http.DefaultRequestHeaders.Host = "bloggar.example";
        using var nobody = await site.Http.PutDraftAsync(path, sent);
        Assert.Equal(401, (int)nobody.StatusCode);
        Assert.Equal("application/problem+json", nobody.Content.Headers.ContentType?.MediaType);
        using var page = await site.Http.AskAsync(path);
        Assert.StartsWith("/-/login?next=", page.Headers.Location?.OriginalString, StringComparison.Ordinal);
        owner.DefaultRequestHeaders.Host = "bloggar.example";
        Assert.Equal(1, (await owner.DraftAsync(path)).GetProperty("version").GetInt32());
    }
}
