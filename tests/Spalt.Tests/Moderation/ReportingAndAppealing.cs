using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Comments;
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

namespace Spalt.Tests.Moderation;

public sealed partial class ReportingAndAppealing : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_network, _, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_reports_a_comment_gets_a_receipt_with_the_address_of_the_case_and_later_what_was_decided()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Hela styrelsen är korrupt."));
        var page = await _site.GetAsync("/bank-nio/2026/03/04/isen-bar/");
        Assert.Contains($"/-/posts/{_post.Id}/notice?comment={comment.Id}", page, StringComparison.Ordinal);

        var mine = await ReportedAsync(comment.Id);
        var receipt = await _letters.NextAsync();
        Assert.Equal("ture@exempel.se", receipt.To);
        Assert.Contains(mine, receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Vi har fått din anmälan", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        Assert.Contains("Hela styrelsen", await _site.EverywhereAsync(_post), StringComparison.Ordinal);

        var open = await mona.TextOfAsync(OpenPage.Path);
        Assert.Contains("Det är inte sant.", open, StringComparison.Ordinal);
        var notice = NoticeAt(open);
        Assert.Contains("ture@exempel.se", await mona.TextOfAsync(notice), StringComparison.Ordinal);
        Assert.StartsWith("Välj ett skäl", await mona.RefusedAsync(notice, "ground", ("do", "refuse"), ("facts", "Utan belägg.")), StringComparison.Ordinal);
        Assert.StartsWith("Skriv varför", await mona.RefusedAsync(notice, "stays", ("do", "leave")), StringComparison.Ordinal);
        await mona.DoAsync(notice, ("do", "refuse"), ("ground", "Defamation"), ("facts", "Påstår brott utan belägg."));

        Assert.DoesNotContain("Hela styrelsen", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        var letters = new[] { await _letters.NextAsync(), await _letters.NextAsync() };
        var reason = Assert.Single(letters, l => l.To == "maj@exempel.se");
        Assert.Contains("Någon hade anmält", reason.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ture", reason.Text, StringComparison.OrdinalIgnoreCase);
        var told = Assert.Single(letters, l => l.To == "ture@exempel.se");
        Assert.Contains("är borttaget", told.Subject, StringComparison.Ordinal);
        Assert.Contains("är borttaget", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        Assert.Contains("Inga anmälningar väntar", await mona.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_restricted_objects_and_somebody_else_decides_and_a_reversal_shows_it_again_everywhere()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Du har fel, som alltid."));
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "refuse"), ("ground", "PersonalAttack"), ("facts", "Nedsättande."));
        var letter = await _letters.NextAsync();
        var statement = LinkIn(letter.Text, "decisions");
        Assert.Contains("Nedsättande.", await _site.Http.TextOfAsync(statement), StringComparison.Ordinal);
        Assert.StartsWith("Skriv varför", await _site.Http.RefusedAsync(statement, "text", ("text", " ")), StringComparison.Ordinal);
        await _site.Http.DoAsync(statement, ("text", "Jag menade frågan, inte människan."));
        Assert.Contains("Du har begärt omprövning", await _site.Http.TextOfAsync(statement), StringComparison.Ordinal);
        using (var again = await _site.Http.PostFormAsync(statement, ("text", "En gång till.")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        }

        var appeal = AppealAt(await mona.TextOfAsync(OpenPage.Path));
        Assert.Contains("Du fattade beslutet", await mona.TextOfAsync(appeal), StringComparison.Ordinal);
        using (var own = await mona.PostFormAsync(appeal, ("do", "uphold"), ("answer", "Jag ångrar mig.")))
        {
            Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        }

        Assert.StartsWith("Skriv ett svar", await edit.RefusedAsync(appeal, "answer", ("do", "uphold")), StringComparison.Ordinal);
        await edit.DoAsync(appeal, ("do", "uphold"), ("answer", "Det gällde sakfrågan."));
        Assert.Contains("Du har fel, som alltid.", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        var answer = await _letters.NextAsync();
        Assert.Contains("Du fick rätt", answer.Subject, StringComparison.Ordinal);
        Assert.Contains("Det gällde sakfrågan.", await _site.Http.TextOfAsync(statement), StringComparison.Ordinal);
        var decisions = await _site.WithDbAsync(db => db.Decisions.OrderBy(d => d.Id).ToListAsync(Cancel));
        Assert.Equal([(DecisionVerb.Refuse, null), (DecisionVerb.Restore, (long?)decisions[0].Id)], decisions.Select(d => (d.Verb, d.ReversesId)));
    }

    [Fact]
    public async Task Nobody_gives_way_to_a_text_that_became_another_while_they_read()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var mine = await _site.Http.CommentedAsync(_post, "Snällt.");
        var comment = await _site.StoredAsync(mine);
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "hide"), ("ground", "OffTopic"), ("facts", "Om annat."));
        await _site.Http.DoAsync(LinkIn((await _letters.NextAsync()).Text, "decisions"), ("text", "Det hör hit."));
        var appeal = AppealAt(await edit.TextOfAsync(OpenPage.Path));
        var read = FormsOnPages.FieldsOf(await edit.PageAsync(appeal), "form.deciding", ("do", "uphold"), ("answer", "Det stämmer.")).ToArray();
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Elakt.")))
        {
            using var late = await edit.PostFormAsync(appeal, read);
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            Assert.Contains("ändrades medan du läste", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Elakt.", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reported_in_vain_objects_and_it_is_taken_away_with_a_reason()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Hon bor på Storgatan 4."));
        var mine = await ReportedAsync(comment.Id);
        await mona.DoAsync(NoticeAt(await mona.TextOfAsync(OpenPage.Path)), ("do", "leave"), ("stays", "Adressen är offentlig."));
        Assert.Contains("Adressen är offentlig.", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        await _site.Http.DoAsync(mine, ("text", "Hon har skyddad identitet."));
        var appeal = AppealAt(await edit.TextOfAsync(OpenPage.Path));
        Assert.StartsWith("Välj ett skäl", await edit.RefusedAsync(appeal, "ground", ("do", "uphold"), ("answer", "Du har rätt."), ("facts", "Röjer en adress.")), StringComparison.Ordinal);
        await edit.DoAsync(appeal, ("do", "uphold"), ("answer", "Du har rätt."), ("ground", "Privacy"), ("facts", "Röjer en adress."));
        Assert.DoesNotContain("Storgatan", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        Assert.Contains("Du fick rätt", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_from_the_queue_answers_who_had_reported_it()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Hela styrelsen är korrupt."));
        var mine = await ReportedAsync(comment.Id);
        await _letters.NextAsync();
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "refuse"), ("ground", "Defamation"), ("facts", "Utan belägg."));

        var letters = new[] { await _letters.NextAsync(), await _letters.NextAsync() };
        Assert.Contains("är borttaget", Assert.Single(letters, l => l.To == "ture@exempel.se").Subject, StringComparison.Ordinal);
        Assert.Contains("Någon hade anmält", Assert.Single(letters, l => l.To == "maj@exempel.se").Text, StringComparison.Ordinal);
        Assert.Contains("är borttaget", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        Assert.Contains("Inga anmälningar väntar", await mona.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        var decided = await _site.WithDbAsync(db => db.LedgerLines.Where(l => l.Kind == "notice-decided").Select(l => l.Text).ToListAsync(Cancel));
        Assert.Contains("\"upheld\":true", Assert.Single(decided), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Six_months_later_nobody_objects_any_more()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Bort med allt."));
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        var statement = LinkIn((await _letters.NextAsync()).Text, "decisions");
        await _site.PassAsync(TimeSpan.FromDays(185));
        Assert.DoesNotContain("Begär omprövning", await _site.Http.TextOfAsync(statement), StringComparison.Ordinal);
        using var late = await _site.Http.PostFormAsync(statement, ("text", "Sent om sider."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Empty(await _site.WithDbAsync(db => db.Appeals.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_reported_post_is_taken_down_by_an_editor_and_its_writer_cannot_let_it_out_again()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
        await ReportedAsync(null);
        var notice = NoticeAt(await mona.TextOfAsync(OpenPage.Path));
        Assert.Contains("Bara redaktörer", await mona.TextOfAsync(notice), StringComparison.Ordinal);
        using (var refused = await mona.PostFormAsync(notice, ("do", "refuse"), ("ground", "OtherLaw"), ("facts", "Olagligt.")))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        await edit.DoAsync(notice, ("do", "refuse"), ("ground", "OtherLaw"), ("facts", "Bryter mot upphovsrätten."));
        using (var gone = await _site.Http.AskAsync("/bank-nio/2026/03/04/isen-bar/"))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(Cancel)).Publish(_site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal(PostState.Draft, await _site.WithDbAsync(db => db.Posts.Select(p => p.State).SingleAsync(Cancel)));
        Assert.Contains("Tidningen tog ner inlägget", await edit.TextOfAsync($"/-/write/bank-nio/{_post.Id}"), StringComparison.Ordinal);

        // Its writer objects; the publisher puts it back, where it was.
        var decision = await _site.WithDbAsync(db => db.Decisions.SingleAsync(Cancel));
        var key = CaseKey.Of(await _site.WithDbAsync(db => db.Networks.Select(n => n.Key).SingleAsync(Cancel)), "decision", decision.Id);
        await _site.Http.DoAsync($"/-/decisions/{decision.Id}?key={key}", ("text", "Bilden är min egen."));
        await ulla.DoAsync(AppealAt(await ulla.TextOfAsync(OpenPage.Path)), ("do", "uphold"), ("answer", "Det stämmer."));
        Assert.Contains("Isen bär", await _site.GetAsync("/bank-nio/2026/03/04/isen-bar/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told_and_changes_nothing()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Omstritt."));
        await ReportedAsync(comment.Id);
        var notice = NoticeAt(await mona.TextOfAsync(OpenPage.Path));
        await edit.DoAsync(notice, ("do", "leave"), ("stays", "Det är en åsikt."));
        using var late = await mona.PostFormAsync(notice, ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Någon annan har redan beslutat", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
        Assert.Contains("Omstritt.", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ground", "Välj vad", "why=Därför", "name=Ture", "email=ture@exempel.se", "faith=1")]
    [InlineData("why", "Skriv varför", "ground=Threat", "why=\u200b \u202e", "name=Ture", "email=ture@exempel.se", "faith=1")]
    [InlineData("email", "", "ground=Threat", "why=Därför", "name=Ture", "email=ture", "faith=1")]
    [InlineData("name", "", "ground=Threat", "why=Därför", "email=ture@exempel.se", "faith=1")]
    [InlineData("faith", "Kryssa", "ground=Threat", "why=Därför", "name=Ture", "email=ture@exempel.se")]
    public async Task What_is_wrong_with_a_report_stands_beside_its_field_and_nothing_is_filed(string field, string says, params string[] typed)
    {
        var refused = await _site.Http.RefusedAsync($"/-/posts/{_post.Id}/notice", field, [.. typed.Select(t => t.Split('=')).Select(t => (t[0], t[1]))]);
        Assert.StartsWith(says, refused, StringComparison.Ordinal);
        Assert.Empty(await _site.WithDbAsync(db => db.Notices.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_is_asked_who_they_are_who_reports_the_abuse_of_children()
    {
        using var answer = await _site.Http.PostFormAsync($"/-/posts/{_post.Id}/notice", ("ground", "ChildAbuse"), ("why", "En bild."), ("faith", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Spara adressen", await _site.Http.TextOfAsync(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_nobodys_who_lacks_its_secret_and_what_is_not_shown_cannot_be_reported()
    {
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Syns."));
        var mine = await ReportedAsync(comment.Id);
        foreach (var path in new[] { mine.Split('?')[0], mine.Split('?')[0] + "?key=x", mine[..^1], $"/-/decisions/{Responding.IdIn(mine)}?key={mine.Split("key=")[1]}" })
        {
            using var answer = await _site.Http.AskAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await _site.DeclareAsync(await _site.WithDbAsync(db => db.Blogs.SingleAsync(Cancel)), Regime.Edited);
        using var hidden = await _site.Http.AskAsync($"/-/posts/{_post.Id}/notice?comment={comment.Id}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task The_same_report_twice_is_one_case()
    {
        var first = await ReportedAsync(null);
        Assert.Equal(first, await ReportedAsync(null));
        Assert.Single(await _site.WithDbAsync(db => db.Notices.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_closed_thread_takes_no_more_and_says_so()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Står kvar."));
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "close"), ("ground", "OffTopic"), ("facts", "Samtalet har spårat ur."));
        var page = WebUtility.HtmlDecode(await _site.GetAsync("/bank-nio/2026/03/04/isen-bar/"));
        Assert.Contains("Kommentarerna är stängda", page, StringComparison.Ordinal);
        Assert.Contains("Står kvar.", page, StringComparison.Ordinal);
        using var late = await _site.Http.CommentAsync(_post, "För sent.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
    }

    [Fact]
    public async Task What_is_hidden_for_now_waits_in_the_queue_and_its_writer_is_told()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Kanske."));
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "hide"), ("ground", "OtherRule"), ("facts", "Vi kontrollerar en uppgift."));
        Assert.DoesNotContain("Kanske.", await _site.EverywhereAsync(_post), StringComparison.Ordinal);
        Assert.Contains("Kanske.", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        Assert.Contains("dold tills vidare", (await _letters.NextAsync()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_writer_took_back_stays_so_whatever_is_decided()
    {
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        var mine = await _site.Http.CommentedAsync(_post, "Ångrar mig.");
        var comment = await _site.StoredAsync(mine);
        await ReportedAsync(comment.Id);
        using (await _site.Http.PostFormAsync(mine, ("do", "withdraw")))
        {
            await mona.DoAsync(NoticeAt(await mona.TextOfAsync(OpenPage.Path)), ("do", "leave"), ("stays", "Den är tillbakatagen."));
        }

        Assert.Equal(CommentState.Withdrawn, (await _site.StoredAsync(mine)).State);
    }

    [Fact]
    public async Task Another_networks_publisher_sees_and_decides_no_case()
    {
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Vår."));
        await ReportedAsync(comment.Id);
        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        using var stranger = await _site.SignedInAtAsync("andra.example", "Sten Sture", NetworkRole.Publisher, other);
        Assert.Contains("Inga anmälningar väntar", await stranger.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        var notice = await _site.WithDbAsync(db => db.Notices.Select(n => n.Id).SingleAsync(Cancel));
        using var answer = await stranger.PostFormAsync($"{OpenPage.Path}/notices/{notice}", ("do", "refuse"), ("ground", "Threat"), ("facts", "Nej."));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> ReportedAsync(long? comment)
    {
        using var answer = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("comment", $"{comment}"), ("ground", "Defamation"), ("why", "Det är inte sant."), ("name", "Ture Ask"), ("email", "Ture@exempel.se"), ("faith", "1"));
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await answer.TextAsync()));
        return answer.Headers.Location!.OriginalString;
    }

    private static string NoticeAt(string page) => Notices().Match(page).Value;

    private static string AppealAt(string page) => Appeals().Match(page).Value;

    private static string LinkIn(string letter, string kind) => Regex.Match(letter, $@"/-/{kind}/\d+\?key=[\w-]+").Value;

    [GeneratedRegex(@"/-/moderation/cases/notices/\d+")]
    private static partial Regex Notices();

    [GeneratedRegex(@"/-/moderation/cases/appeals/\d+")]
    private static partial Regex Appeals();
}
