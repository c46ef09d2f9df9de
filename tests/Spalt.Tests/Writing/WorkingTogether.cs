using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Writing;

namespace Spalt.Tests.Writing;

public class WorkingTogether
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_somebody_forestalled_shows_both_texts_and_keeps_what_was_typed()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var first = await owner.WriteAsync(path, "save", ("title", "Min rubrik"), ("body", "<p>Min text.</p>"));
        using var stale = await owner.WriteAsync(path, "publish", ("title", "Din rubrik"), ("body", "<p>Din text.</p>"), ("version", "1"));
        Assert.Equal(409, (int)stale.StatusCode);
        var html = await stale.TextAsync();
        Assert.Contains("<del>Min</del>", html, StringComparison.Ordinal);
        Assert.Contains("<ins>Din</ins>", html, StringComparison.Ordinal);
        Assert.Contains(">Din rubrik</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", html, StringComparison.Ordinal);

        // What goes out is chosen first.
        Assert.Contains("value=\"publish\" disabled", html, StringComparison.Ordinal);
        Assert.Contains("<textarea id=\"sent-back\" hidden autocomplete=\"off\">&lt;p&gt;Din text.&lt;/p&gt;</textarea>", html, StringComparison.Ordinal);
        Assert.Equal(("Min rubrik", PostState.Draft), ((await owner.DraftAsync(path)).GetProperty("title").GetString(), (await site.PostAtAsync(path)).State));
    }

    [Fact]
    public async Task An_older_version_comes_back_as_a_new_one_and_nothing_is_lost()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        using var revised = await owner.WriteAsync(path, "publish", ("change", "small"), ("body", "<p>Isen brast.</p>"));
        var page = await (await owner.AskAsync(path + "/revisions")).TextAsync();
        Assert.Matches("<del>bär nu", page);
        Assert.Matches("<ins>brast", page);
        using var stale = await owner.PostFormAsync(path + "/revisions", ("restore", "2"), ("version", "2"));
        Assert.EndsWith("stale=1", stale.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var restored = await owner.PostFormAsync(path + "/revisions", ("restore", "2"), ("version", "3"));
        Assert.Equal(path + "?done=restored", restored.Headers.Location?.OriginalString);
        var draft = await owner.DraftAsync(path);
        Assert.Equal((4, "<p>Isen bär nu.</p>"), (draft.GetProperty("version").GetInt32(), draft.GetProperty("html").GetString()));
        Assert.Contains("brast", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
        Assert.Equal([2, 3], await site.WithDbAsync(db => db.Revisions.Where(r => r.Kind == RevisionKind.Published).OrderBy(r => r.Version).Select(r => r.Version).ToListAsync(Cancel)));
        Assert.Equal(404, await owner.StatusAsync(path + "/revisions?from=99"));
    }

    [Fact]
    public async Task Each_time_that_a_post_goes_out_is_a_version_with_its_own_time()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var saved = await owner.WriteAsync(path, "save", ("title", "Isen bär"), ("body", "<p>Isen bär.</p>"));
        List<DateTimeOffset> times = [];
        foreach (var (name, value) in new[] { ("change", ""), ("correction", "Bron, inte isen."), ("correction", "Och inte i går.") })
        {
            site.Clock.Now += TimeSpan.FromHours(1);
            times.Add(site.Clock.Now);
            using var published = await owner.WriteAsync(path, "publish", ("change", name == "change" ? "" : name), (name, value));
            Assert.Equal(303, (int)published.StatusCode);
        }

        var kept = await site.WithDbAsync(db => db.Revisions.AsNoTracking().Where(r => r.Kind == RevisionKind.Published).OrderBy(r => r.Version).ToListAsync(Cancel));
        Assert.Equal([null, "Bron, inte isen.", "Och inte i går."], kept.Select(r => r.Correction));
        Assert.Equal(times, kept.Select(r => r.SavedAt));
        var page = await (await owner.AskAsync(path + "/revisions")).TextAsync();
        using var swedish = Spalt.Language.Texts.Speaking("sv");
        var face = new NetworkFace(network.Id, network.Host, network.Name, "sv", "Europe/Stockholm", null, null, null, null, "#000000");
        Assert.All(times, at => Assert.Contains(Spalt.Reading.Dates.DayAndTime(face, at), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_that_was_imported_keeps_its_first_text()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var post = await site.PostAsync(blog, "Gammalt", tags: ["Is"]);
        var path = $"/-/write/bank-nio/{post.Id}";
        Assert.Equal(0, (await owner.DraftAsync(path)).GetProperty("version").GetInt32());
        using var saved = await owner.WriteAsync(path, "publish", ("body", "<p>Nytt.</p>"), ("change", "small"));
        Assert.Equal(303, (int)saved.StatusCode);
        var kept = await site.WithDbAsync(db => db.Revisions.AsNoTracking().SingleAsync(r => r.Version == 0, Cancel));
        Assert.Equal(("Gammalt", RevisionKind.Published, "Is"), (kept.Title, kept.Kind, kept.Text.Settings.Tags.Single()));
    }

    [Fact]
    public async Task A_contributor_sends_for_review_and_everyone_is_mailed()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        var path = await contributor.BeginAsync();
        foreach (var doing in (string[])["publish", "schedule"])
        {
            using var refused = await contributor.WriteAsync(path, doing, ("title", "Själv"), ("body", "<p>Själv.</p>"), ("date", "2026-04-01"), ("time", "12:00"));
            Assert.Equal(403, (int)refused.StatusCode);
        }

        using var notHers = await contributor.PostFormAsync(path, ("do", "return"), ("note", "Nej"));
        Assert.Equal(403, (int)notHers.StatusCode);
        using var asked = await contributor.WriteAsync(path, "review", ("title", "Till granskning"), ("body", "<p>Bra?</p>"));
        Assert.Equal(path + "?done=asked", asked.Headers.Location?.OriginalString);
        Assert.Contains("Till granskning", await (await owner.AskAsync("/-/write")).TextAsync(), StringComparison.Ordinal);
        await MailedAsync(site, "olga-agare@exempel.se", "Att granska");

        Assert.Contains("Skrivet av Berit Bidrar.", await (await owner.AskAsync(path)).TextAsync(), StringComparison.Ordinal);
        using var wordless = await owner.PostFormAsync(path, ("do", "return"), ("note", ""));
        Assert.Equal(422, (int)wordless.StatusCode);
        using var returned = await owner.PostFormAsync(path, ("do", "return"), ("note", "Kortare, tack."));
        Assert.Equal(303, (int)returned.StatusCode);
        Assert.Contains("Kortare, tack.", await (await contributor.AskAsync(path)).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Skickat tillbaka", await (await contributor.AskAsync("/-/write")).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("av det som du får arbeta med", await (await contributor.AskAsync("/-/calendar")).TextAsync(), StringComparison.Ordinal);
        await MailedAsync(site, "berit-bidrar@exempel.se", "Tillbaka till dig");
        using var again = await contributor.WriteAsync(path, "review", ("body", "<p>Bra.</p>"));
        using var approved = await owner.WriteAsync(path, "publish");
        Assert.Equal(path + "?done=published", approved.Headers.Location?.OriginalString);
        await MailedAsync(site, "berit-bidrar@exempel.se", "Godkänt");
        foreach (var doing in (string[])["withdraw", "bin", "move"])
        {
            using var refused = await contributor.PostFormAsync(path, ("do", doing));
            Assert.Equal(403, (int)refused.StatusCode);
        }

        Assert.Equal(PostState.Published, (await site.PostAtAsync(path)).State);
    }

    [Fact]
    public async Task A_blog_may_require_that_somebody_looks_first()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var author = await site.SignedInAsync("Adam Annan", BlogRole.Author, blog);
        await author.PublishAsync("Före");
        using var required = await owner.ChangeAsync("/-/write/bank-nio/settings", ("review", "yes"));
        Assert.Equal(303, (int)required.StatusCode);
        var path = await author.BeginAsync();
        using var refused = await author.WriteAsync(path, "publish", ("title", "Efter"), ("body", "<p>x</p>"));
        Assert.Equal(403, (int)refused.StatusCode);
        await owner.PublishAsync("Ägarens");
    }

    [Fact]
    public async Task A_preview_is_the_readers_page_and_a_secret_link_shows_it_until_it_ends()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var saved = await owner.WriteAsync(path, "save", ("title", "Hemlig rubrik"), ("body", "<p>Hemlig text.</p>"), ("tags", "Is"));
        using var preview = await owner.AskAsync(path + "/preview");
        var html = await preview.TextAsync();
        Assert.Contains("<h1 class=\"headline p-name\">Hemlig rubrik</h1>", html, StringComparison.Ordinal);
        Assert.Contains("content=\"noindex\"", html, StringComparison.Ordinal);
        Assert.Equal("no-store, private", preview.Headers.CacheControl?.ToString());

        using var linked = await owner.PostFormAsync(path, ("do", "link"));
        var secret = Regex.Match(await (await owner.AskAsync(path)).TextAsync(), "/-/preview/[\\w-]{32}").Value;
        using var shared = await site.Http.AskAsync(secret);
        Assert.Contains("Hemlig text.", await shared.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", shared.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(404, await site.Http.StatusAsync(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A')));
        site.Clock.Now = site.Clock.Now.AddDays(7);
        Assert.Equal(404, await site.Http.StatusAsync(secret));
        site.Clock.Now = site.Clock.Now.AddDays(-6);
        Assert.Equal(200, await site.Http.StatusAsync(secret));
        using var unlinked = await owner.PostFormAsync(path, ("do", "unlink"));
        Assert.Equal(404, await site.Http.StatusAsync(secret));
    }

    [Fact]
    public async Task The_lists_show_what_one_may_work_on()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var author = await site.SignedInAsync("Adam Annan", BlogRole.Author, blog);
        using var editor = await site.SignedInAsync("Ragnar Redaktör", NetworkRole.Editor, network);
        await owner.PublishAsync("Älgen");
        await author.PublishAsync("Björnen");
        static async Task<string> ListAsync(HttpClient who, string query = "") => await (await who.AskAsync("/-/write/bank-nio" + query)).TextAsync();
        Assert.Contains("Älgen", await ListAsync(owner), StringComparison.Ordinal);
        Assert.Contains("Björnen", await ListAsync(owner), StringComparison.Ordinal);
        Assert.DoesNotContain("Älgen", await ListAsync(author), StringComparison.Ordinal);
        Assert.Contains("Björnen", await ListAsync(author, "?show=published"), StringComparison.Ordinal);
        Assert.Contains("Älgen", await ListAsync(editor, "?q=%C3%A4lgen"), StringComparison.Ordinal);
        Assert.DoesNotContain("Björnen", await ListAsync(editor, "?q=%C3%A4lg"), StringComparison.Ordinal);
        Assert.Contains("Björnen", await ListAsync(editor, "?q=BJ%C3%96RN"), StringComparison.Ordinal);
        Assert.Contains("Bänk nio", await (await editor.AskAsync("/-/write")).TextAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 31; i++)
        {
            await owner.BeginAsync();
        }

        var older = Regex.Match(await ListAsync(owner, "?show=drafts"), "rel=\"next\" href=\"/-/write/bank-nio(\\?[^\"]+)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        Assert.Single(Regex.Matches(await ListAsync(owner, older), "class=\"line-title\""));
    }

    [Fact]
    public void Drafts_are_thinned_to_the_newest_and_one_a_day()
    {
        var first = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        var drafts = Enumerable.Range(1, 60).Select(v => (v, first.AddHours(v)));
        var gone = Thinning.Superfluous(drafts, TimeZoneInfo.Utc);
        Assert.DoesNotContain(gone, v => v > 40);
        Assert.Equal([15, 39, 40], Enumerable.Range(1, 40).Except(gone));
    }

    [Fact]
    public async Task Whoever_asked_hears_of_it_too_where_the_post_is_to_go_out_later()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        var path = await contributor.BeginAsync();
        using var asked = await contributor.WriteAsync(path, "review", ("title", "Till granskning"), ("body", "<p>Bra?</p>"));
        using var scheduled = await owner.WriteAsync(path, "schedule", ("date", "2026-03-29"), ("time", "03:30"));
        Assert.Equal(path + "?done=scheduled", scheduled.Headers.Location?.OriginalString);
        await MailedAsync(site, "berit-bidrar@exempel.se", "Godkänt");
    }

    [Fact]
    public async Task Where_no_owner_can_be_reached_the_networks_editors_are_asked()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        await site.WithDbAsync(async db =>
        {
            (await db.Logins.SingleAsync(l => l.Email == "olga-agare@exempel.se", Cancel)).Disable(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        var path = await contributor.BeginAsync();
        using var asked = await contributor.WriteAsync(path, "review", ("title", "Till granskning"), ("body", "<p>Bra?</p>"));
        await MailedAsync(site, "edit-ek@exempel.se", "Att granska");
    }

    [Fact]
    public async Task A_text_that_can_be_sent_nowhere_any_more_stays_in_the_page()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var author = await site.SignedInAsync("Adam Annan", BlogRole.Author, blog);
        var path = await author.BeginAsync();
        using var required = await owner.ChangeAsync("/-/write/bank-nio/settings", ("review", "yes"));
        using (var forbidden = await author.WriteAsync(path, "publish", ("title", "Min rubrik"), ("body", "<p>Min text.</p>")))
        {
            Assert.Equal(403, (int)forbidden.StatusCode);
            Assert.Contains(">Min rubrik</textarea>", await forbidden.TextAsync(), StringComparison.Ordinal);
        }

        using var binned = await owner.PostFormAsync(path, ("do", "bin"));
        using var gone = await author.PostFormAsync(path, ("do", "save"), ("title", "Min rubrik"), ("body", "Min text."), ("version", "1"));
        var page = await gone.TextAsync();
        Assert.Equal(410, (int)gone.StatusCode);
        Assert.Contains(">Min rubrik</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("Min text.", page, StringComparison.Ordinal);
    }

    private static Task MailedAsync(Site site, string to, string subject) => Eventually.TrueAsync(() =>
    {
        var folder = Path.Combine(site.Installation.DataFolder, "mail");
        return Task.FromResult(Directory.Exists(folder) && Directory.GetFiles(folder, "*.eml").Select(File.ReadAllText)
            .Any(m => m.Contains("To: " + to, StringComparison.Ordinal) && Subject(m).Contains(subject, StringComparison.Ordinal)));
    });

    /// <summary>The subject, which may be encoded words (RFC 2047).</summary>
    private static string Subject(string mail)
    {
        var line = Regex.Match(mail, "^Subject: (?<line>.*(\r?\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Groups["line"].Value;
        return Regex.Replace(line, @"=\?utf-8\?B\?(?<text>[^?]*)\?=\s*", m => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups["text"].Value)), RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);
    }
}
