using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;

namespace Spalt.Tests.Writing;

public class PublishingFromTheDesk
{
    private const string Public = "/bank-nio/2026/03/04/isen-bar/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_post_with_all_that_was_said_of_it()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync("Isen bär", "<p>Isen bär.</p>", ("lead", "Kort om isen."), ("tags", "Is, Vinter, is"), ("category", "Väder"), ("language", "en"),
            ("paid", "Political"), ("sponsor", "Isens vänner"), ("notice", "Se isensvanner.example."), ("canonical", "https://example.org/isen"), ("comments", "closed"));
        var html = await site.GetAsync(Public);
        foreach (var text in (string[])["Isen bär.", "/bank-nio/tag/is/", "/bank-nio/tag/vinter/", "/bank-nio/category/vader/", "Political advertising", "Isens vänner", "Se isensvanner.example.", "rel=\"canonical\" href=\"https://example.org/isen\"", "Comments are closed"])
        {
            Assert.Contains(text, html, StringComparison.Ordinal);
        }

        Assert.Contains("Political advertising", await site.GetAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Political advertising", await site.GetAsync("/bank-nio/feed/"), StringComparison.Ordinal);
        Assert.Equal(2, await site.WithDbAsync(db => db.Tags.CountAsync(t => t.PostCount == 1, Cancel)));

        // Tags that are taken off are counted down, and the page thaws.
        using var revised = await owner.WriteAsync(path, "publish", ("change", "small"), ("tags", "Is"), ("title", "Isen bär inte"));
        Assert.Equal(path + "?done=revised", revised.Headers.Location?.OriginalString);
        html = await site.GetAsync(Public);
        Assert.Contains("Isen bär inte", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/tag/vinter/", html, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Tags.CountAsync(t => t.PostCount == 1, Cancel)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("2026-03-29", "02:30")]
    [InlineData("2026-03-04", "12:30")]
    [InlineData("2036-03-04", "12:30")]
    [InlineData("i morgon", "12:30")]
    public async Task A_time_that_cannot_be_is_refused_beside_its_field(string date, string time)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var answer = await owner.WriteAsync(path, "schedule", ("title", "Sedan"), ("body", "<p>Sedan.</p>"), ("date", date), ("time", time));
        Assert.Equal(422, (int)answer.StatusCode);
        var html = await answer.TextAsync();
        Assert.Contains("id=\"wrong-date\"", html, StringComparison.Ordinal);
        Assert.Contains(">Sedan</textarea>", html, StringComparison.Ordinal);
        Assert.Equal((PostState.Draft, ""), ((await site.PostAtAsync(path)).State, (await owner.DraftAsync(path)).GetProperty("title").GetString()));
    }

    [Fact]
    public async Task A_scheduled_post_goes_out_at_its_time_as_it_was_scheduled()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var answer = await owner.WriteAsync(path, "schedule", ("title", "Isen bär"), ("body", "<p>Sedan.</p>"), ("date", "2026-03-29"), ("time", "03:30"));
        Assert.Equal(path + "?done=scheduled", answer.Headers.Location?.OriginalString);
        using var later = await owner.WriteAsync(path, "save", ("title", "Halvskrivet"));
        Assert.Equal(404, await site.Http.StatusAsync("/bank-nio/2026/03/29/isen-bar/"));
        Assert.Contains("Halvskrivet", await (await owner.AskAsync("/-/calendar")).TextAsync(), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), (await site.PostAtAsync(path)).PublishedAt);
        site.Clock.Now = new DateTimeOffset(2026, 3, 29, 1, 30, 1, TimeSpan.Zero);
        await Eventually.TrueAsync(async () => await site.Http.StatusAsync("/bank-nio/2026/03/29/isen-bar/") == 200);
        Assert.DoesNotContain("Halvskrivet", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_time_that_comes_twice_the_first_counts_and_the_page_says_so()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var answer = await owner.WriteAsync(path, "schedule", ("title", "Sedan"), ("body", "<p>Sedan.</p>"), ("date", "2026-10-25"), ("time", "02:30"));
        Assert.Equal(303, (int)answer.StatusCode);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), (await site.PostAtAsync(path)).PublishedAt);
        Assert.Contains("två gånger", await (await owner.AskAsync(path)).TextAsync(), StringComparison.Ordinal);
        using var withdrawn = await owner.PostFormAsync(path, ("do", "withdraw"));
        Assert.Equal((PostState.Draft, null), ((await site.PostAtAsync(path)).State, (await site.PostAtAsync(path)).PublishedAt));
    }

    [Fact]
    public async Task An_unpublished_post_is_not_found_and_comes_back_at_its_address()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        Assert.Equal(200, await site.Http.StatusAsync(Public));
        using var withdrawn = await owner.PostFormAsync(path, ("do", "withdraw"));
        Assert.Equal(404, await site.Http.StatusAsync(Public));
        Assert.Equal(0, await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.PostCount).SingleAsync(Cancel)));
        site.Clock.Now = site.Clock.Now.AddDays(2);
        using var again = await owner.WriteAsync(path, "publish");
        Assert.Equal(200, await site.Http.StatusAsync(Public));
        Assert.Equal(1, await site.WithDbAsync(db => db.Blogs.Where(b => b.Id == blog.Id).Select(b => b.PostCount).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_new_address_leaves_a_redirect_and_a_taken_one_is_refused()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        await owner.PublishAsync("Isen bär");
        Assert.Equal(200, await site.Http.StatusAsync("/bank-nio/2026/03/04/isen-bar-2/"));
        using var taken = await owner.WriteAsync(path, "publish", ("change", "small"), ("slug", "isen-bar-2"));
        Assert.Equal(422, (int)taken.StatusCode);
        foreach (var bad in (string[])["Isen", "feed", "04", "a b", new string('x', 201)])
        {
            using var refused = await owner.WriteAsync(path, "publish", ("change", "small"), ("slug", bad));
            Assert.Contains("id=\"wrong-slug\"", await refused.TextAsync(), StringComparison.Ordinal);
        }

        using var renamed = await owner.WriteAsync(path, "publish", ("change", "small"), ("slug", "isens-styrka"));
        Assert.Equal(303, (int)renamed.StatusCode);
        using var old = await site.Http.AskAsync(Public);
        Assert.Equal((301, "/bank-nio/2026/03/04/isens-styrka/"), ((int)old.StatusCode, old.Headers.Location?.OriginalString));
        using var back = await owner.WriteAsync(path, "publish", ("change", "small"), ("slug", "isen-bar"));
        Assert.Equal(200, await site.Http.StatusAsync(Public));
        Assert.Equal(301, await site.Http.StatusAsync("/bank-nio/2026/03/04/isens-styrka/"));
    }

    [Fact]
    public async Task A_moved_post_takes_its_tags_along_and_its_old_address_leads_to_it()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync("Isen bär", "<p>Isen.</p>", ("tags", "Is"));
        var other = await site.BlogAsync(network, "annan", "Annan");
        using var refused = await owner.PostFormAsync(path, ("do", "move"), ("to", $"{other.Id}"));
        Assert.Equal(422, (int)refused.StatusCode);
        await site.WithDbAsync(async db =>
        {
            var me = await db.Accounts.SingleAsync(a => a.Name == "Olga Ägare", Cancel);
            db.Add(new BlogMember(other.Id, me.Id, BlogRole.Owner, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        using var moved = await owner.PostFormAsync(path, ("do", "move"), ("to", $"{other.Id}"));
        Assert.Equal($"/-/write/annan/{Desks.IdOf(path)}?done=moved", moved.Headers.Location?.OriginalString);
        using var old = await site.Http.AskAsync(Public);
        Assert.Equal((301, "/annan/2026/03/04/isen-bar/"), ((int)old.StatusCode, old.Headers.Location?.OriginalString));
        Assert.Contains("/annan/tag/is/", await site.GetAsync("/annan/2026/03/04/isen-bar/"), StringComparison.Ordinal);
        var counts = await site.WithDbAsync(db => db.Blogs.OrderBy(b => b.Id).Select(b => b.PostCount).ToListAsync(Cancel));
        Assert.Equal([0, 1], counts);
        Assert.Equal([0, 1], await site.WithDbAsync(db => db.Tags.OrderBy(t => t.BlogId).Select(t => t.PostCount).ToListAsync(Cancel)));
        Assert.Equal([0, 1], await site.WithDbAsync(db => db.BlogMonths.OrderBy(t => t.BlogId).Select(t => t.PostCount).ToListAsync(Cancel)));
        Assert.Equal(404, await owner.StatusAsync(path));
    }

    [Fact]
    public async Task The_bin_keeps_a_post_for_thirty_days()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        var draft = await owner.BeginAsync();
        using var binned = await owner.PostFormAsync(path, ("do", "bin"));
        using var binnedToo = await owner.PostFormAsync(draft, ("do", "bin"));
        Assert.Equal(410, await site.Http.StatusAsync(Public));
        Assert.Equal(410, await owner.StatusAsync(path + "/draft"));
        using var put = await owner.PutDraftAsync(path, new { version = 2, title = "x", lead = "", html = "", client = "a" });
        Assert.Equal(410, (int)put.StatusCode);
        using var written = await owner.PostFormAsync(path, ("do", "publish"));
        Assert.Equal(410, (int)written.StatusCode);
        Assert.DoesNotContain("Isen bär", await (await owner.AskAsync("/-/write/bank-nio")).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Isen bär", await (await owner.AskAsync("/-/write/bank-nio?show=bin")).TextAsync(), StringComparison.Ordinal);
        using var restored = await owner.PostFormAsync(path, ("do", "restore"));
        Assert.Equal(PostState.Draft, (await site.PostAtAsync(path)).State);
        using var again = await owner.WriteAsync(path, "publish");
        Assert.Equal(200, await site.Http.StatusAsync(Public));

        using var last = await owner.PostFormAsync(path, ("do", "bin"));
        site.Clock.Now = site.Clock.Now.AddDays(31);
        await site.WithDbAsync(db => new Spalt.Writing.EmptyTheBin(db, site.Clock).DoAsync("", Cancel));
        using var later = await site.SignInAsync("Olga Ägare");
        Assert.Equal(404, await later.StatusAsync(path));
        Assert.Equal(410, await site.Http.StatusAsync(Public));
        Assert.Equal("", (await site.PostAtAsync(path)).Title);
        Assert.False(await site.WithDbAsync(db => db.Drafts.AnyAsync(Cancel)));
        Assert.False(await site.WithDbAsync(db => db.Revisions.AnyAsync(Cancel)));
        Assert.Equal(1, await site.WithDbAsync(db => db.Posts.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("Sjön är fryst, men bara längs land.", true)]
    [InlineData("", false)]
    [InlineData("Isen bär nu.", false)]
    public async Task A_lead_that_its_writer_wrote_stands_before_the_text_where_the_text_does_not_say_it(string lead, bool isShown)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync(more: ("lead", lead));
        foreach (var html in new[] { await site.GetAsync(Public), await (await owner.AskAsync(path + "/preview")).TextAsync() })
        {
            Assert.Equal(isShown, html.Contains("lede p-summary", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_correction_is_shown_on_the_page_in_the_feed_and_to_machines()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync();
        using var unsaid = await owner.WriteAsync(path, "publish", ("body", "<p>Nytt.</p>"));
        Assert.Contains("id=\"wrong-change\"", await unsaid.TextAsync(), StringComparison.Ordinal);
        using var empty = await owner.WriteAsync(path, "publish", ("change", "correction"), ("correction", " "));
        Assert.Contains("id=\"wrong-correction\"", await empty.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nytt.", await site.GetAsync(Public), StringComparison.Ordinal);

        site.Clock.Now = site.Clock.Now.AddHours(3);
        using var corrected = await owner.WriteAsync(path, "publish", ("body", "<p>Nytt.</p>"), ("change", "correction"), ("correction", "Isen var <inte> bruten."));
        Assert.Equal(path + "?done=revised", corrected.Headers.Location?.OriginalString);
        var html = await site.GetAsync(Public);
        Assert.Contains("Rättelse", html, StringComparison.Ordinal);
        Assert.Contains("Rättad 4 mars 2026 kl. 15.30</a>", html, StringComparison.Ordinal);
        Assert.Contains("4 mars 2026 kl. 15.30</time>: Isen var &lt;inte&gt; bruten.", html, StringComparison.Ordinal);
        Assert.Contains("\"correction\":[{\"@type\":\"CorrectionComment\"", html, StringComparison.Ordinal);
        var feed = await site.GetAsync("/bank-nio/feed/atom/");
        Assert.Contains("Isen var", feed, StringComparison.Ordinal);
        Assert.Contains("<updated>2026-03-04T14:30:00Z</updated>", feed, StringComparison.Ordinal);
        Assert.Contains("Isen var", await (await owner.AskAsync(path + "/revisions")).TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags", "paid", "", "paid", "Nonsens")]
    [InlineData("sponsor", "sponsor", "", "paid", "Advertisement")]
    [InlineData("notice", "sponsor", "Någon", "paid", "Political")]
    [InlineData("paid", "sponsor", "Någon", "paid", "2")]
    [InlineData("canonical", "canonical", "javascript:alert(1)", "comments", "open")]
    [InlineData("closes", "closes", "någon dag", "comments", "date")]
    [InlineData("title", "title", "", "comments", "open")]
    [InlineData("body", "body", "<p></p>", "comments", "open")]
    public async Task What_is_wrong_is_said_beside_its_field(string field, string name, string value, string other, string otherValue)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        var tags = field == "tags" ? string.Join(',', Enumerable.Range(0, 31).Select(i => $"t{i}")) : "";
        using var answer = await owner.WriteAsync(path, "publish", ("title", "Rubrik"), ("body", "<p>Text.</p>"), ("tags", tags), (name, value), (other, otherValue));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"wrong-{field}\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(PostState.Draft, (await site.PostAtAsync(path)).State);
    }
}
