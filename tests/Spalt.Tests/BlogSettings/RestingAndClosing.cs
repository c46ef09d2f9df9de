using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Tests.Jobs;
using Spalt.Tests.Writing;

namespace Spalt.Tests.BlogSettings;

public class RestingAndClosing
{
    private const string State = "/-/write/bank-nio/settings/state";

    [Fact]
    public async Task A_resting_blog_is_read_and_says_so_and_nothing_new_goes_out()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var old = await owner.PublishAsync();
        var draft = await owner.BeginAsync();
        var planned = await owner.BeginAsync();
        using var scheduled = await owner.WriteAsync(planned, "schedule", ("title", "Sen"), ("body", "<p>Sen.</p>"), ("date", site.Clock.Now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("time", "12:00"));
        Assert.Equal(planned + "?done=scheduled", scheduled.Headers.Location?.OriginalString);
        await site.GetAsync("/bank-nio/");
        await BecomeAsync(owner, "Resting", "rests");
        Assert.Contains("Bloggen vilar sedan", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
        Assert.Contains("<p>Vilar</p>", await site.GetAsync("/-/blogs"), StringComparison.Ordinal);
        Assert.Contains("Isen bär", await site.GetAsync("/"), StringComparison.Ordinal);

        using var refused = await owner.WriteAsync(draft, "publish", ("title", "Nytt"), ("body", "<p>Nytt.</p>"));
        Assert.Equal(409, (int)refused.StatusCode);
        var page = await refused.TextAsync();
        Assert.Contains("Bloggen vilar, så inget nytt publiceras", page, StringComparison.Ordinal);
        Assert.Contains(">Nytt</textarea>", page, StringComparison.Ordinal);
        using var saved = await owner.WriteAsync(draft, "save", ("title", "Nytt"), ("body", "<p>Nytt.</p>"));
        Assert.Equal(draft + "?done=saved", saved.Headers.Location?.OriginalString);
        using var corrected = await owner.WriteAsync(old, "publish", ("body", "<p>Isen bär inte.</p>"), ("change", "correction"), ("correction", "Isen bar inte."));
        Assert.Equal(old + "?done=revised", corrected.Headers.Location?.OriginalString);

        site.Clock.Now += TimeSpan.FromDays(2);
        await Eventually.TrueAsync(async () => (await site.PostAtAsync(planned)).State == PostState.Draft, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("Sen", await site.GetAsync("/bank-nio/feed/"), StringComparison.Ordinal);
        await BecomeAsync(owner, "Open", "opened");
        using var out1 = await owner.WriteAsync(draft, "publish", ("title", "Nytt"), ("body", "<p>Nytt.</p>"));
        Assert.Equal(draft + "?done=published", out1.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_closed_blog_says_so_and_shows_nothing_anywhere_until_it_is_opened_again()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var other = await site.BlogAsync(network, "annan", "Annan");
        await site.PostAsync(other, "Kvar");
        var post = await site.PostAsync(blog, "Hemligt nu", tags: ["Is"]);
        string[] lists = ["/", "/-/blogs", "/feed/", "/sitemap.xml", "/sitemap-news.xml", "/-/liked"];
        string[] own = ["/bank-nio/", "/bank-nio/2026/", "/bank-nio/tag/is/", "/bank-nio/2026/03/04/hemligt-nu/", "/bank-nio/vad-som-helst/"];
        string[] feeds = ["/bank-nio/feed/", "/bank-nio/feed/atom/", "/bank-nio/comments/feed/", "/bank-nio/tag/is/feed/", "/bank-nio/2026/03/04/hemligt-nu/feed/"];
        foreach (var path in lists.Concat(own[..4]).Concat(feeds))
        {
            await site.GetAsync(path);
        }

        await BecomeAsync(owner, "Closed", "closed");
        foreach (var path in lists)
        {
            var text = await site.GetAsync(path);
            Assert.DoesNotContain("hemligt-nu", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Bänk nio", text, StringComparison.Ordinal);
        }

        foreach (var path in own)
        {
            using var closed = await site.Http.AskAsync(path);
            Assert.Equal(410, (int)closed.StatusCode);
            var text = await closed.TextAsync();
            Assert.Contains("Bloggen är stängd", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Hemligt", text, StringComparison.Ordinal);
        }

        foreach (var path in feeds)
        {
            Assert.Equal(410, await site.Http.StatusAsync(path));
        }

        using var liked = await site.Http.PostFormAsync($"/-/posts/{post.Id}/like");
        Assert.Equal(404, (int)liked.StatusCode);
        Assert.Equal(404, await site.Http.StatusAsync("/ingen-alls/feed/"));
        await BecomeAsync(owner, "Open", "opened");
        foreach (var path in own[..4].Concat(feeds))
        {
            await site.GetAsync(path);
        }
    }

    [Fact]
    public async Task An_archived_blog_stays_and_nobody_writes_or_likes()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        var version = (await owner.DraftAsync(path)).GetProperty("version").GetInt32();
        var id = Desks.IdOf(path);
        await BecomeAsync(owner, "Archived", "archived");
        var front = await site.GetAsync("/bank-nio/");
        Assert.Contains("Bloggen är arkiverad sedan 4 mars 2026", front, StringComparison.Ordinal);
        Assert.DoesNotContain("/like\"", front, StringComparison.Ordinal);
        Assert.DoesNotContain("Bli först", front, StringComparison.Ordinal);
        Assert.Contains("Isen bär", await site.GetAsync("/bank-nio/feed/"), StringComparison.Ordinal);
        var address = FormsOnPages.Parsed(front).QuerySelector(".post h2 a")!.GetAttribute("href")!;
        Assert.Contains("Kommentarerna är stängda", await site.GetAsync(address), StringComparison.Ordinal);
        using var liked = await site.Http.PostFormAsync($"/-/posts/{id}/like");
        Assert.Equal(404, (int)liked.StatusCode);

        using var put = await owner.PutDraftAsync(path, new { version, title = "Ändrad", lead = "", html = "<p>x</p>", client = "flik" });
        Assert.Equal(403, (int)put.StatusCode);
        Assert.Contains("arkiverad", (await put.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var saved = await owner.PostFormAsync(path, ("do", "save"), ("version", "1"), ("title", "Ändrad"), ("body", "Hela min text"));
        Assert.Equal(409, (int)saved.StatusCode);
        Assert.Contains("Hela min text", await saved.TextAsync(), StringComparison.Ordinal);
        using var begun = await owner.PostFormAsync("/-/write/bank-nio", ("do", "new"));
        Assert.Equal("/-/write/bank-nio", begun.Headers.Location?.OriginalString);
        foreach (var doing in (string[])["withdraw", "bin", "move", "link"])
        {
            using var refused = await owner.PostFormAsync(path, ("do", doing));
            Assert.Equal(path, refused.Headers.Location?.OriginalString);
        }

        using var page = await owner.ChangeAsync("/-/write/bank-nio/settings/pages/new", ("title", "Om mig"), ("body", "Hej."));
        Assert.Equal(409, (int)page.StatusCode);
        using var restored = await owner.PostFormAsync(path + "/revisions", ("restore", "1"), ("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(path, restored.Headers.Location?.OriginalString);
        Assert.Empty((await owner.PageAsync(path)).QuerySelectorAll("main form"));
        var post = await site.PostAtAsync(path);
        Assert.Equal(("Isen bär", PostState.Published), (post.Title, post.State));
        Assert.Equal(1, await site.WithDbAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task A_state_that_there_is_not_and_a_stale_page_change_nothing()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var stale = await owner.PageAsync(State);
        using var unknown = await owner.ChangeAsync(State, ("state", "Borta"));
        Assert.Equal(422, (int)unknown.StatusCode);
        await BecomeAsync(owner, "Resting", "rests");
        using var late = await owner.PostFormAsync(State, [.. FormsOnPages.FieldsOf(stale, "form:has([name=version])", ("state", "Closed"))]);
        Assert.Equal(409, (int)late.StatusCode);
        Assert.Equal(BlogState.Resting, await site.WithDbAsync(db => db.Blogs.Select(b => b.State).SingleAsync()));
    }

    private static async Task BecomeAsync(HttpClient owner, string state, string said)
    {
        using var done = await owner.ChangeAsync(State, ("state", state));
        Assert.Equal($"{State}?done={said}", done.Headers.Location?.OriginalString);
    }
}
