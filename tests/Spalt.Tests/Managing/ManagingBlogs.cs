using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Members;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Managing;

public class ManagingBlogs
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blog_is_started_for_somebody_known_or_for_somebody_invited()
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var editor = await site.SignedInAsync("Edit Ek", NetworkRole.Editor, network);
        var ulla = await site.WithDbAsync(db => db.NetworkMembers.Where(m => m.Role == NetworkRole.Publisher).Select(m => m.AccountId).SingleAsync(Cancel));
        await editor.DoAsync("/-/network/blogs", ("title", "Skärgårdens röst"), ("owner", ulla.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await editor.DoAsync("/-/network/blogs", ("title", "Ny"), ("slug", "ny-blogg"), ("ownermail", "ny@exempel.se"));
        Assert.Contains("Skärgårdens röst", await site.Http.PageAsync("/-/blogs"), StringComparison.Ordinal);
        await site.WithDbAsync(async db =>
        {
            Assert.Equal(ulla, await db.BlogMembers.Where(m => db.Blogs.Any(b => b.Id == m.BlogId && b.Slug == "skargardens-rost") && m.Role == BlogRole.Owner).Select(m => m.AccountId).SingleAsync(Cancel));
            var invitation = await db.Invitations.SingleAsync(Cancel);
            Assert.Equal(("ny@exempel.se", BlogRole.Owner), (invitation.Email, invitation.BlogRole!.Value));
        });
    }

    [Theory]
    [InlineData("slug", "bank-nio")]
    [InlineData("slug", "feed")]
    [InlineData("slug", "Å ä")]
    [InlineData("title", "")]
    [InlineData("ownermail", "")]
    [InlineData("ownermail", "ingen")]
    [InlineData("owner", "4711")]
    public async Task A_blog_that_cannot_be_is_not_started(string field, string value)
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        (string, string)[] all = [("title", "Titel"), ("slug", "titel"), ("ownermail", "a@exempel.se")];
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/blogs", field, [.. all.Where(f => f.Item1 != field), (field, value)]));
        Assert.Equal(1, await site.WithDbAsync(db => db.Blogs.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Readers_of_a_suspended_blog_are_told_so_wherever_they_come_and_its_writers_still_write()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var owner = await site.SignedInAsync("Olga Ek", BlogRole.Owner, blog);
        var open = await site.BlogAsync(network, "annan", "Annan");
        await site.PostAsync(open, "Kvar");
        await site.PostAsync(blog, "Isen bär", new DateTimeOffset(2026, 2, 3, 10, 0, 0, TimeSpan.Zero));
        string[] below = ["/bank-nio/", "/BANK-NIO", "/bank-nio/2026/02/03/isen-bar/", "/bank-nio/feed/", "/bank-nio/comments/feed/", "/bank-nio/2026/02/"];
        string[] lists = ["/", "/feed/", "/sitemap.xml", "/-/blogs", "/sitemap-news.xml"];
        foreach (var path in lists.Take(3))
        {
            Assert.Contains("isen-bar", await site.Http.PageAsync(path), StringComparison.Ordinal);
        }

        await site.Http.PageAsync(below[0]);
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/blogs/bank-nio", "why", ("do", "suspend"), ("why", "")));
        await publisher.DoAsync("/-/network/blogs/bank-nio", ("do", "suspend"), ("why", "Anmäld"));
        foreach (var path in below)
        {
            var page = await site.Http.PageAsync(path, 403);
            Assert.Contains("Bloggen är avstängd", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Anmäld", page, StringComparison.Ordinal);
        }

        foreach (var path in lists)
        {
            var page = await site.Http.PageAsync(path);
            Assert.DoesNotContain("bank-nio", page, StringComparison.Ordinal);
            Assert.True(path == "/sitemap-news.xml" || page.Contains("annan", StringComparison.Ordinal), path);
        }

        foreach (var path in new[] { "/-/write", "/-/write/bank-nio", "/-/write/bank-nio/pictures", await owner.BeginAsync() })
        {
            var desk = await owner.PageAsync(path);
            Assert.Contains("Bloggen är avstängd av redaktionen", desk, StringComparison.Ordinal);
            Assert.Contains("Skäl: Anmäld", desk, StringComparison.Ordinal);
            Assert.Contains("Frågor: Älvposten", desk, StringComparison.Ordinal);
        }

        Assert.Equal((AuditVerb.Suspended, "Bänk nio"), await site.WithDbAsync(async db =>
        {
            var line = await db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(Cancel);
            return (line.Verb, line.Subject);
        }));
        await publisher.DoAsync("/-/network/blogs/bank-nio", ("do", "reopen"));
        await site.Http.PageAsync(below[2]);
        Assert.DoesNotContain("avstängd", await owner.PageAsync("/-/write") + await owner.PageAsync("/-/write/bank-nio"), StringComparison.Ordinal);
        Assert.Contains("isen-bar", await site.Http.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_blogs_one_is_made_and_every_old_address_leads_there()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var owner = await site.SignedInAsync("Olga Ek", BlogRole.Owner, blog);
        var into = await site.BlogAsync(network, "annan", "Annan");
        using var other = await site.SignedInAsync("Ines Ink", BlogRole.Owner, into);
        var day = new DateTimeOffset(2026, 2, 3, 10, 0, 0, TimeSpan.Zero);
        await site.PostAsync(into, "Isen bär", day);
        await site.PostAsync(blog, "Isen bär", day, tags: ["Is"], categories: ["Väder"]);
        var post = await site.PostAsync(blog, "Våren", day.AddDays(40));
        var draft = await owner.BeginAsync();
        await site.WithDbAsync(async db =>
        {
            var files = new[] { "a", "b" }.Select(c => new MediaFile(network.Id, new string(c[0], 32), "png", 10, 10, 100, site.Clock.Now)).ToList();
            db.AddRange(files);
            await db.SaveChangesAsync(Cancel);
            db.Add(BlogPicture.Add(blog.Id, files[0], "delad.png", credit: null, post.AuthorId, site.Clock.Now));
            db.Add(BlogPicture.Add(blog.Id, files[1], "egen.png", credit: null, post.AuthorId, site.Clock.Now));
            db.Add(BlogPicture.Add(into.Id, files[0], "delad.png", credit: null, post.AuthorId, site.Clock.Now));
            await db.SaveChangesAsync(Cancel);
        });
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/blogs/bank-nio", "sure", ("do", "merge"), ("into", "annan")));
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/blogs/bank-nio", "into", ("do", "merge"), ("into", "bank-nio"), ("sure", "1")));
        await publisher.DoAsync("/-/network/blogs/bank-nio", ("do", "merge"), ("into", "annan"), ("sure", "1"));
        foreach (var (old, now) in new[]
        {
            ("/bank-nio/", "/annan/"), ("/bank-nio", "/annan/"), ("/bank-nio/feed/", "/annan/feed/"), ("/bank-nio/2026/02/03/isen-bar/", "/annan/2026/02/03/isen-bar-2/"),
            ("/bank-nio/2026/03/15/varen/", "/annan/2026/03/15/varen/"), ("/bank-nio/tag/is/", "/annan/tag/is/"), ("/bank-nio/2026/03/?utm=1", "/annan/2026/03/?utm=1"),
        })
        {
            using var answer = await site.Http.AskAsync(old);
            Assert.Equal((HttpStatusCode.MovedPermanently, now), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.Equal(200, await site.Http.StatusAsync(now));
        }

        await site.WithDbAsync(async db =>
        {
            var blogs = await db.Blogs.ToDictionaryAsync(b => b.Slug, Cancel);
            Assert.Equal((0, 3), (blogs["bank-nio"].PostCount, blogs["annan"].PostCount));
            Assert.Equal(4, await db.Posts.CountAsync(p => p.BlogId == into.Id, Cancel));
            Assert.Equal(BlogRole.Author, await db.BlogMembers.Where(m => m.BlogId == into.Id && m.Role != BlogRole.Owner).Select(m => m.Role).SingleAsync(Cancel));
            Assert.Equal(1, await db.Drafts.CountAsync(Cancel));
            Assert.Single(await db.AuditEntries.Where(e => e.Verb == AuditVerb.Merged).ToListAsync(Cancel));
            Assert.Equal(["delad.png", "egen.png"], await db.BlogPictures.Where(p => p.BlogId == into.Id).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(Cancel));
            var pictures = await db.AuditEntries.Where(e => e.Kind == "BlogPicture").OrderBy(e => e.Subject).ToListAsync(Cancel);
            Assert.Equal(
                [("delad.png", AuditVerb.Removed, """{"BlogId":"bank-nio"}""", null), ("egen.png", AuditVerb.Moved, """{"BlogId":"bank-nio"}""", """{"BlogId":"annan"}""")],
                pictures.Select(e => (e.Subject, e.Verb, e.Before!, e.After)));
        });
        Assert.Equal(404, await owner.StatusAsync("/-/write/bank-nio"));
        Assert.Equal(200, await owner.StatusAsync(draft.Replace("bank-nio", "annan", StringComparison.Ordinal)));
        Assert.DoesNotContain("bank-nio", await site.Http.PageAsync("/-/blogs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BlogState.Closed, true)]
    [InlineData(BlogState.Archived, true)]
    [InlineData(BlogState.Open, false)]
    public async Task None_is_made_a_part_of_one_where_nobody_could_go_on(BlogState state, bool isOwned)
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        var into = await site.BlogAsync(network, "annan", "Annan");
        using var owner = isOwned ? await site.SignedInAsync("Ines Ink", BlogRole.Owner, into) : null;
        await site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync(b => b.Id == into.Id, Cancel)).Become(state, site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.NotEmpty(await publisher.RefusedAsync("/-/network/blogs/bank-nio", "into", ("do", "merge"), ("into", "annan"), ("sure", "1")));
        Assert.DoesNotContain("(/annan/)", await publisher.PageAsync("/-/network/blogs/bank-nio"), StringComparison.Ordinal);
    }
}
