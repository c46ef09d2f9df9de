using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;
using static Spalt.Tests.Moderation.Replies.Repliers;

namespace Spalt.Tests.Moderation.Replies;

public sealed class Replying : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_network, _blog, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_asks_gets_a_receipt_and_the_publisher_and_the_blogger_are_told_and_see_it_with_a_clock()
    {
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        using var olga = await _site.SignedInAsync("Olga Ägare", BlogRole.Owner, _blog);
        Assert.Contains($"/-/posts/{_post.Id}/reply", await _site.GetAsync(Original), StringComparison.Ordinal);
        Assert.Contains("Begär genmäle", await _site.Http.TextOfAsync($"/-/posts/{_post.Id}/reply"), StringComparison.Ordinal);

        var mine = await _site.Http.AskedToReplyAsync(_post);
        var letters = new[] { await _letters.NextAsync(), await _letters.NextAsync(), await _letters.NextAsync() };
        Assert.Equal(mine, LinkIn(Assert.Single(letters, l => l.To == "rut@exempel.se").Text));
        Assert.Contains(DeskOf(mine), Assert.Single(letters, l => l.To == SignedIn.EmailOf("Ulla Utgivare")).Text, StringComparison.Ordinal);
        Assert.Contains("/-/write/bank-nio/replies", Assert.Single(letters, l => l.To == SignedIn.EmailOf("Olga Ägare")).Text, StringComparison.Ordinal);

        Assert.Contains("Vi har fått din begäran", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        Assert.Contains("kom i dag", await ulla.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        await _site.PassAsync(TimeSpan.FromDays(8));
        Assert.Contains("har väntat 8 dagar (för länge)", await ulla.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        Assert.Contains("har väntat 8 dagar (för länge)", await ulla.TextOfAsync(DeskOf(mine)), StringComparison.Ordinal);
        var desk = await olga.TextOfAsync("/-/write/bank-nio/replies");
        Assert.Contains("har väntat 8 dagar (för länge)", desk, StringComparison.Ordinal);
        Assert.Contains("Jag är den som sägs ha ljugit.", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("rut@exempel.se", desk, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Jag ljög inte", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Granted_it_is_a_post_of_its_own_and_stands_whole_at_the_head_of_what_it_answers()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post, ("text", "Isen mättes *varje* dag.\n\n<script>alert(1)</script>"));
        var receipt = await _letters.NextAsync();
        await edit.GrantAsync(mine);

        var told = await _letters.NextAsync();
        Assert.Equal("rut@exempel.se", told.To);
        Assert.Contains("/bank-nio/2026/03/04/jag-ljog-inte/", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/-/replies/", told.Text, StringComparison.Ordinal);
        Assert.Contains("Ditt genmäle är publicerat", await _site.Http.TextOfAsync(LinkIn(receipt.Text)), StringComparison.Ordinal);

        var original = FormsOnPages.Parsed(await _site.GetAsync(Original));
        var box = original.QuerySelector(".post-alone > .reply-box")!;
        Assert.Equal("Jag ljög inte", box.QuerySelector("h2")!.TextContent);
        Assert.Equal("/bank-nio/2026/03/04/jag-ljog-inte/", box.QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Equal("Rut Åsberg", box.QuerySelector("[rel=author]")!.TextContent);
        Assert.Equal("varje", box.QuerySelector(".body em")!.TextContent);
        Assert.Null(box.QuerySelector("script"));
        Assert.Equal("reply-box", box.ParentElement!.QuerySelector(".reply-box ~ .body.e-content")!.PreviousElementSibling!.ClassName);

        var reply = FormsOnPages.Parsed(await _site.GetAsync("/bank-nio/2026/03/04/jag-ljog-inte/"));
        Assert.Equal("Genmäle till Isen bär", reply.QuerySelector(".post-alone > .corrected")!.TextContent.Trim());
        Assert.Equal(Original, reply.QuerySelector(".post-alone > .corrected a")!.GetAttribute("href"));
        Assert.Contains("Rut Åsberg", reply.QuerySelector(".post-by")!.TextContent, StringComparison.Ordinal);
        var front = await _site.Http.TextOfAsync("/bank-nio/");
        Assert.Contains("Genmäle av Rut Åsberg: Jag ljög inte", front, StringComparison.Ordinal);
        Assert.Contains("Genmäle till", front, StringComparison.Ordinal);
        Assert.DoesNotContain("rut@exempel.se", await _site.EverywhereAsync(_post), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_ledger_holds_that_it_came_and_what_was_decided_and_names_nobody()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await edit.GrantAsync(await _site.Http.AskedToReplyAsync(_post));
        var lines = await _site.WithDbAsync(db => db.LedgerLines.OrderBy(l => l.Number).ToListAsync(Cancel));
        Assert.Equal(["reply", "decision", "reply-decided"], lines.Select(l => l.Kind).Where(k => k is not "regime"));
        Assert.All(lines, l => Assert.DoesNotContain("Rut", l.Text, StringComparison.OrdinalIgnoreCase));
        var decision = await _site.WithDbAsync(db => db.Decisions.SingleAsync(Cancel));
        var request = await _site.WithDbAsync(db => db.ReplyRequests.SingleAsync(Cancel));
        Assert.Equal((DecisionVerb.GrantReply, _post.Id), (decision.Verb, decision.PostId));
        Assert.Equal(request.TextHash, decision.TextHash);
        Assert.Contains(await _site.WithDbAsync(db => db.LedgerParts.ToListAsync(Cancel)), p => p.Text.Contains("Rut Åsberg", StringComparison.Ordinal));
        Assert.Contains("Begärda genmälen", await _site.Http.TextOfAsync("/-/about/moderation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_it_has_a_reason_and_who_asked_objects_and_somebody_else_publishes_it()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post);
        await _letters.NextAsync();
        await _letters.NextAsync();
        Assert.StartsWith("Välj ett skäl", await edit.RefusedAsync(DeskOf(mine), "ground", ("do", "refuse"), ("facts", "Nej.")), StringComparison.Ordinal);
        await edit.RefuseAsync(mine);
        var reason = await _letters.NextAsync();
        Assert.Equal("rut@exempel.se", reason.To);
        Assert.Contains("Inlägget handlar inte om dig.", reason.Text, StringComparison.Ordinal);
        Assert.Equal(mine, LinkIn(reason.Text));
        Assert.Contains("Inlägget handlar inte om dig.", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);

        await _site.Http.DoAsync(mine, ("text", "Det är jag på bilden."));
        var appeal = "/-/moderation/cases/appeals/" + await _site.WithDbAsync(db => db.Appeals.Select(a => a.Id).SingleAsync(Cancel));
        Assert.Contains("Du fattade beslutet", await edit.TextOfAsync(appeal), StringComparison.Ordinal);
        Assert.Contains("Isen mättes", await ulla.TextOfAsync(appeal), StringComparison.Ordinal);
        await ulla.DoAsync(appeal, ("do", "uphold"), ("answer", "Du har rätt."));
        Assert.Contains("Jag ljög inte", await _site.GetAsync(Original), StringComparison.Ordinal);
        var letters = new[] { await _letters.NextAsync(), await _letters.NextAsync() };
        Assert.All(letters, l => Assert.Equal("rut@exempel.se", l.To));
        Assert.Contains(mine, Assert.Single(letters, l => l.Subject.StartsWith("Du fick rätt", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        var decisions = await _site.WithDbAsync(db => db.Decisions.OrderBy(d => d.Id).ToListAsync(Cancel));
        Assert.Equal([DecisionVerb.RefuseReply, DecisionVerb.GrantReply], decisions.Select(d => d.Verb));
        Assert.Equal(decisions[0].Id, decisions[1].ReversesId);
        Assert.Contains("Ditt genmäle är publicerat", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_appeal_that_is_refused_publishes_nothing()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        var mine = await _site.Http.AskedToReplyAsync(_post);
        await edit.RefuseAsync(mine);
        await _site.Http.DoAsync(mine, ("text", "Det är jag på bilden."));
        await ulla.DoAsync("/-/moderation/cases/appeals/" + await _site.WithDbAsync(db => db.Appeals.Select(a => a.Id).SingleAsync(Cancel)), ("do", "stands"), ("answer", "Nej."));
        Assert.Contains("Beslutet står fast", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("Jag ljög inte", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_down_is_named_by_neither()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await edit.GrantAsync(await _site.Http.AskedToReplyAsync(_post));
        var reply = await _site.WithDbAsync(db => db.Posts.SingleAsync(p => p.ReplyToId == _post.Id, Cancel));
        await ChangeAsync(reply.Id, p => p.Withdraw(_site.Clock.Now));
        Assert.DoesNotContain("Jag ljög inte", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        await ChangeAsync(reply.Id, p => p.Publish(_site.Clock.Now));
        Assert.Contains("Jag ljög inte", await _site.GetAsync(Original), StringComparison.Ordinal);

        await ChangeAsync(_post.Id, p => p.TakeDown(_site.Clock.Now));
        var alone = await _site.Http.TextOfAsync("/bank-nio/2026/03/04/jag-ljog-inte/");
        Assert.Contains("Genmäle till ett inlägg som inte längre är publicerat.", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("Isen bär", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("isen-bar", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("Isen bär", await _site.Http.TextOfAsync("/bank-nio/"), StringComparison.Ordinal);
    }

    private Task<int> ChangeAsync(long id, Action<Post> verb) => _site.WithDbAsync(async db =>
    {
        verb(await db.Posts.SingleAsync(p => p.Id == id, Cancel));
        return await db.SaveChangesAsync(Cancel);
    });
}
