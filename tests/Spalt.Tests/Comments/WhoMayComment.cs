using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Managing;
using Spalt.Tests.Writing;
using Who = Spalt.Networks.Commenters;

namespace Spalt.Tests.Comments;

public sealed class WhoMayComment : IAsyncLifetime
{
    private static readonly DateTimeOffset Out = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private Site _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>What network, blog and post say (o open, c closed, 7 seven days; m members only; f first time, a always), who asks, what follows.</summary>
    [Theory]
    [InlineData("o", "o", "o", Regime.Open, 0, false, false, CommentVerdict.ShowsAtOnce)]
    [InlineData("c", "o", "o", Regime.Open, 0, true, true, CommentVerdict.Closed)]
    [InlineData("o", "c", "o", Regime.Open, 0, true, true, CommentVerdict.Closed)]
    [InlineData("7", "o", "o", Regime.Open, 6, false, false, CommentVerdict.ShowsAtOnce)]
    [InlineData("7", "o", "o", Regime.Open, 7, false, false, CommentVerdict.Closed)]
    [InlineData("7", "3", "o", Regime.Open, 3, false, false, CommentVerdict.Closed)]
    [InlineData("3", "7", "o", Regime.Open, 3, false, false, CommentVerdict.Closed)]
    [InlineData("o", "o", "5", Regime.Open, 5, false, false, CommentVerdict.Closed)]
    [InlineData("om", "o", "o", Regime.Open, 0, false, false, CommentVerdict.MembersOnly)]
    [InlineData("o", "om", "o", Regime.Open, 0, false, false, CommentVerdict.MembersOnly)]
    [InlineData("o", "o", "om", Regime.Open, 0, false, false, CommentVerdict.MembersOnly)]
    [InlineData("o", "o", "om", Regime.Open, 0, true, false, CommentVerdict.ShowsAtOnce)]
    [InlineData("om", "c", "o", Regime.Open, 0, false, false, CommentVerdict.Closed)]
    [InlineData("of", "o", "o", Regime.Open, 0, false, false, CommentVerdict.Waits)]
    [InlineData("o", "of", "o", Regime.Open, 0, false, true, CommentVerdict.ShowsAtOnce)]
    [InlineData("of", "oa", "o", Regime.Open, 0, false, true, CommentVerdict.Waits)]
    [InlineData("o", "o", "oa", Regime.Open, 0, true, true, CommentVerdict.Waits)]
    [InlineData("o", "o", "oa", Regime.Open, 0, false, true, CommentVerdict.Waits)]
    [InlineData("o", "o", "o", Regime.Edited, 0, true, true, CommentVerdict.Waits)]
    [InlineData("om", "of", "o", Regime.Edited, 0, true, true, CommentVerdict.Waits)]
    public void The_strictest_wins(string network, string blog, string post, Regime regime, int daysLater, bool isMember, bool isKnown, CommentVerdict verdict)
    {
        DateTimeOffset? closeAt = char.IsAsciiDigit(post[0]) ? Out.AddDays(post[0] - '0') : null;
        var rules = CommentingRules.Strictest(regime, Out, takesAnswers: true, closeAt, Terms(network), Terms(blog), Terms(post) with { Rule = CommentRule.Open });
        Assert.Equal(verdict, rules.Decide(Out.AddDays(daysLater), isMember, isKnown));
        Assert.Equal(CommentVerdict.Closed, CommentingRules.Strictest(regime, Out, takesAnswers: false, closeAt, Terms(network)).Decide(Out, isMember, isKnown));

        static CommentTerms Terms(string says) => new(
            says[0] switch { 'c' => CommentRule.Closed, 'o' => CommentRule.Open, _ => CommentRule.ClosedAfter },
            char.IsAsciiDigit(says[0]) ? says[0] - '0' : null,
            says.Contains('m', StringComparison.Ordinal) ? Who.Members : Who.Anybody,
            says[^1] switch { 'f' => CommentApproval.FirstTime, 'a' => CommentApproval.Always, _ => CommentApproval.None });
    }

    [Fact]
    public async Task A_publisher_closes_the_network_and_each_page_says_so_where_the_form_stood()
    {
        var (network, _, post) = await _site.PostedAsync();
        using var publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        Assert.Contains("<textarea", await _site.GetAsync(Threads.Page), StringComparison.Ordinal);
        await publisher.DoAsync("/-/network/comments", ("rule", "Closed"), ("commentdays", ""), ("commenters", "Anybody"), ("approval", "None"));
        var page = await _site.Http.TextOfAsync(Threads.Page);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
        Assert.Contains("Kommentarerna är stängda", page, StringComparison.Ordinal);
        using var late = await _site.Http.CommentAsync(post, "För sent.");
        Assert.Equal(422, (int)late.StatusCode);
        Assert.Contains("För sent.", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Comments.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Days_are_needed_where_they_count_and_what_is_no_choice_is_told()
    {
        var (_, _, publisher) = await _site.NewspaperAsync();
        using var signedIn = publisher;
        Assert.Contains("antal dagar", await publisher.RefusedAsync("/-/network/comments", "commentdays", ("rule", "ClosedAfter"), ("commentdays", "")), StringComparison.Ordinal);
        Assert.NotEqual("", await publisher.RefusedAsync("/-/network/comments", "approval", ("rule", "Open"), ("approval", "Kanske")));
        Assert.NotEqual("", await publisher.RefusedAsync("/-/network/comments", "commenters", ("rule", "Open"), ("commenters", "7")));
        Assert.Equal(CommentRule.Open, await _site.WithDbAsync(db => db.Networks.Select(n => n.CommentRule).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_closes_after_days_closes_on_the_frozen_page_without_anybody_doing_anything()
    {
        var (_, blog, post) = await _site.PostedAsync();
        await BlogSaysAsync(blog, new CommentTerms(CommentRule.ClosedAfter, 2, Who.Anybody, CommentApproval.None));
        _site.Clock.Now += TimeSpan.FromDays(2) - TimeSpan.FromMinutes(10);
        Assert.Contains("Det går att kommentera till 6 mars 2026 kl. 12.30", await _site.Http.TextOfAsync(Threads.Page), StringComparison.Ordinal);
        await _site.Http.CommentedAsync(post, "I tid.");
        Assert.Contains("<textarea", await _site.GetAsync(Threads.Page), StringComparison.Ordinal);
        _site.Clock.Now += TimeSpan.FromMinutes(10);
        var page = await _site.Http.TextOfAsync(Threads.Page);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
        Assert.Contains("Kommentarerna stängde 6 mars 2026 kl. 12.30", page, StringComparison.Ordinal);
        Assert.Contains("I tid.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_members_may_the_page_leads_to_signing_in_and_they_write()
    {
        var (_, blog, post) = await _site.PostedAsync();
        await BlogSaysAsync(blog, CommentTerms.Free with { Commenters = Who.Members });
        var page = await _site.Http.TextOfAsync(Threads.Page);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/-/posts/{post.Id}/comment\">Logga in och kommentera", page, StringComparison.Ordinal);
        var form = await _site.Http.TextOfAsync($"/-/posts/{post.Id}/comment");
        Assert.Contains($"/-/login?next=%2F-%2Fposts%2F{post.Id}%2Fcomment", form, StringComparison.Ordinal);
        using var refused = await _site.Http.CommentAsync(post, "Utan att logga in.");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("Utan att logga in.", WebUtility.HtmlDecode(await refused.TextAsync()), StringComparison.Ordinal);
        await _site.LoginAsync("Maj Berg");
        using var maj = await _site.SignInAsync("Maj Berg");
        Assert.Contains("<textarea", await maj.TextOfAsync($"/-/posts/{post.Id}/comment"), StringComparison.Ordinal);
        await maj.CommentedAsync(post, "Inloggad.");
        Assert.Contains("Inloggad.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_first_waits_and_what_they_write_when_one_was_approved_shows_at_once()
    {
        var (network, blog, post) = await _site.PostedAsync();
        await BlogSaysAsync(blog, CommentTerms.Free with { Approval = CommentApproval.FirstTime });
        Assert.Contains("för första gången", await _site.Http.TextOfAsync(Threads.Page), StringComparison.Ordinal);
        var first = await _site.Http.CommentedAsync(post, "Den första.");
        Assert.DoesNotContain("Den första.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        using (await _site.Http.PostFormAsync(first, ("do", "change"), ("text", "Den första, ändrad.")))
        {
            Assert.DoesNotContain("Den första", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        }

        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        var stored = await _site.StoredAsync(first);
        await mona.DoAsync(Queue.Path, ("list", "waiting"), ("approve", QueuedComment.PickOf(stored.Id, stored.TextHash, stored.State)));
        await _site.Http.CommentedAsync(post, "Den andra.");
        await _site.Http.CommentedAsync(post, "En annan.", name: "Maj Bergs granne");
        var all = await _site.EverywhereAsync(post);
        Assert.Contains("Den andra.", all, StringComparison.Ordinal);
        Assert.DoesNotContain("En annan.", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_posts_writer_may_be_stricter_and_ask_the_readers_something()
    {
        var (_, blog, post) = await _site.PostedAsync();
        using var owner = await _site.SignedInAsync("Olle Ek", BlogRole.Owner, blog);
        var path = $"/-/write/bank-nio/{post.Id}";
        using (var saved = await owner.WriteAsync(path, "publish", ("change", "small"), ("question", "Var åker ni skridskor?"), ("approval", "Always")))
        {
            Assert.Equal(303, (int)saved.StatusCode);
        }

        var shown = await _site.Http.TextOfAsync(Threads.Page);
        Assert.Contains("Var åker ni skridskor?", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Håller du med", shown, StringComparison.Ordinal);
        await _site.Http.CommentedAsync(post, "På älven.");
        Assert.DoesNotContain("På älven.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        Assert.Equal("Var åker ni skridskor?", (await FormsOnPages.PageAsync(owner, path)).QuerySelector("#question")!.GetAttribute("value"));
        using var tooLong = await owner.WriteAsync(path, "publish", ("change", "small"), ("question", new string('å', 201)));
        Assert.Equal(422, (int)tooLong.StatusCode);
    }

    [Fact]
    public async Task What_an_importer_brings_waits_where_comments_are_approved()
    {
        var (network, blog, _) = await _site.PostedAsync();
        await BlogSaysAsync(blog, CommentTerms.Free with { Approval = CommentApproval.FirstTime });
        var stored = await _site.WithDbAsync(async db =>
        {
            var saved = new Spalt.Formats.Archives.SavedPost("Gammalt", "<p>Gammalt.</p>")
            {
                Slug = "gammalt",
                Comments = [new Spalt.Formats.Archives.SavedComment("1", null, "Siv", default, "<p>Importerat.</p>")],
            };
            var (n, b) = (await db.Networks.SingleAsync(x => x.Id == network.Id, Cancel), await db.Blogs.SingleAsync(x => x.Id == blog.Id, Cancel));
            await db.InTransactionAsync(() => new Spalt.Imports.PageWriter(db, n, b, new Spalt.Imports.ImportTerms("Siv", null, _site.Clock.Now)).WriteAsync([saved], Cancel), Cancel);
            return await db.Comments.Select(c => c.State).SingleAsync(Cancel);
        });
        Assert.Equal(CommentState.Waiting, stored);
        Assert.DoesNotContain("Importerat.", await _site.GetAsync("/bank-nio/comments/feed/"), StringComparison.Ordinal);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Posts.SumAsync(p => p.CommentCount, Cancel)));
    }

    private Task BlogSaysAsync(Blog blog, CommentTerms terms) => _site.WithDbAsync(async db =>
    {
        (await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel)).AllowComments(terms);
        await db.SaveChangesAsync(Cancel);
    });
}
