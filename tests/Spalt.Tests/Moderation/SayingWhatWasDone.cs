using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Writers;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Replies;

namespace Spalt.Tests.Moderation;

/// <summary>Whoever decides reads that it is done, and whom it is about reads why without a letter.</summary>
public sealed partial class SayingWhatWasDone : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _edit = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
        _edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
    }

    public ValueTask DisposeAsync()
    {
        _edit.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task A_comments_writer_reads_why_it_is_not_shown_and_objects_there_without_the_letter_and_nobody_else_does()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Usch på er allihop.");
        await RefuseAsync(mine);
        var page = await _site.Http.TextOfAsync(mine);
        Assert.Contains("regler: personangrepp", page, StringComparison.Ordinal);
        Assert.Contains("Nedsättande.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("skickats", page, StringComparison.Ordinal);
        var statement = Statements().Match(page).Value;
        Assert.Contains("Begär omprövning", await _site.Http.TextOfAsync(statement), StringComparison.OrdinalIgnoreCase);
        await _site.Http.DoAsync(statement, ("text", "Jag menade vädret."));
        var others = await _site.Http.TextOfAsync(mine.Split('?')[0]);
        Assert.DoesNotContain("Nedsättande.", others, StringComparison.Ordinal);
        Assert.DoesNotMatch(Statements(), others);
    }

    [Fact]
    public async Task What_was_put_back_says_no_more_why_it_was_taken_away()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Usch på er allihop.");
        await RefuseAsync(mine);
        var refused = Picks().Match(await _edit.TextOfAsync(Spalt.Moderation.Queue.Path + "?list=refused")).Groups[1].Value;
        await _edit.DoAsync(Spalt.Moderation.Queue.Path, ("list", "refused"), ("pick", refused), ("do", "approve"));
        Assert.DoesNotContain("Nedsättande.", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_restricted_and_let_in_again_is_said_to_whoever_decided()
    {
        var about = $"/-/moderation/writers/{Responding.IdIn(await _site.Http.CommentedAsync(_post, "Usch på er allihop."))}";
        (string, string)[] why = [("whom", "Person"), ("ground", "PersonalAttack"), ("facts", "Nedsättande.")];
        Assert.Contains("Varningen är skickad.", await AfterAsync(about, [("what", "Warn"), .. why]), StringComparison.Ordinal);
        var banned = await AfterAsync(about, [("what", "Ban"), .. why]);
        Assert.Contains("Beslutet gäller nu.", banned, StringComparison.Ordinal);
        Assert.Contains("Beslutet är hävt.", await AfterAsync(about, ("lift", Lifts().Match(banned).Groups[1].Value)), StringComparison.Ordinal);
        await _edit.DoAsync(about, [("what", "Ban"), .. why]);
        var all = await _edit.TextOfAsync(InForcePage.Path);
        Assert.DoesNotContain("Beslutet är hävt.", all, StringComparison.Ordinal);
        Assert.Contains("Beslutet är hävt.", await AfterAsync(InForcePage.Path, ("lift", Lifts().Match(all).Groups[1].Value)), StringComparison.Ordinal);
        var counts = FormsOnPages.Parsed(await _site.GetAsync("/-/about/moderation")).QuerySelectorAll(".figures tr").Select(row => row.TextContent);
        Assert.Contains("Därav hävda i förtid2", counts);
    }

    [Fact]
    public async Task How_a_case_was_decided_is_said_where_the_others_wait()
    {
        var comment = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Usch på er allihop."));
        Assert.Contains("Det står kvar.", await AfterAsync(await NoticeAsync(comment), ("do", "leave"), ("stays", "Hård ton, inget mer.")), StringComparison.Ordinal);
        Assert.Contains("Kommentaren är borttagen.", await AfterAsync(await NoticeAsync(comment), ("do", "refuse"), ("ground", "PersonalAttack"), ("facts", "Nedsättande.")), StringComparison.Ordinal);
        Assert.Contains("Inlägget är nedtaget.", await AfterAsync(await NoticeAsync(null), ("do", "refuse"), ("ground", "Privacy"), ("facts", "En adress.")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_granted_reply_is_linked_from_its_case_and_a_refused_one_has_grounds_of_its_own()
    {
        var mine = await _site.Http.AskedToReplyAsync(_post, ("headline", ""));
        var granted = await AfterAsync(Repliers.DeskOf(mine), ("do", "grant"));
        Assert.Contains("Genmälet är publicerat.", granted, StringComparison.Ordinal);
        var path = await _site.WithDbAsync(db => db.Posts.Where(p => p.ReplyToId == _post.Id).Select(p => p.Slug).SingleAsync(Cancel));
        Assert.Contains($"/{path}/", granted, StringComparison.Ordinal);
        Assert.Contains("Svar på ”Isen bär”", WebUtility.HtmlDecode(await _site.GetAsync(Repliers.Original)), StringComparison.Ordinal);

        var other = Repliers.DeskOf(await _site.Http.AskedToReplyAsync(_post, ("text", "Och en sak till.")));
        Assert.StartsWith("Välj ett skäl", await _edit.RefusedAsync(other, "ground", ("do", "refuse"), ("ground", "Threat"), ("facts", "Nej.")), StringComparison.Ordinal);
        var refused = await AfterAsync(other, ("do", "refuse"), ("ground", "NotAboutThem"), ("facts", "Inlägget nämner er inte."));
        Assert.Contains("Genmälet publiceras inte.", refused, StringComparison.Ordinal);
        Assert.Contains("handlar inte om den som svarar", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_stands_here_is_taken_away_on_a_ground_of_replies()
    {
        var comment = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Usch på er allihop."));
        Assert.StartsWith("Välj ett skäl", await _edit.RefusedAsync(await NoticeAsync(comment), "ground", ("do", "refuse"), ("ground", "NothingToAnswer"), ("facts", "Nej.")), StringComparison.Ordinal);
        using var reported = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("ground", "NotAboutThem"), ("why", "Det är inte sant."), ("name", "Kaj Alm"), ("email", "kaj@exempel.se"), ("faith", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reported.StatusCode);
    }

    [Fact]
    public async Task An_address_that_somebody_made_up_puts_no_words_into_the_desks_mouth()
    {
        foreach (var said in new[] { "0", "lifted", "Lifted,Warned", "<b>" })
        {
            Assert.DoesNotContain("class=\"said\"", await _edit.TextOfAsync($"{InForcePage.Path}?did={Uri.EscapeDataString(said)}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_reply_sent_again_a_day_later_is_a_case_of_its_own()
    {
        var first = await _site.Http.AskedToReplyAsync(_post);
        Assert.Equal(first, await _site.Http.AskedToReplyAsync(_post));
        _site.Clock.Now += TimeSpan.FromDays(1);
        Assert.NotEqual(first, await _site.Http.AskedToReplyAsync(_post));
    }

    private async Task RefuseAsync(string mine) => await AfterAsync(
        await NoticeAsync(Responding.IdIn(mine)), ("do", "refuse"), ("ground", "PersonalAttack"), ("facts", "Nedsättande."));

    /// <summary>Decides, and reads the page to which that leads.</summary>
    private async Task<string> AfterAsync(string path, params (string Name, string Value)[] fields) => await _edit.TextOfAsync(await _edit.DoAsync(path, fields));

    /// <summary>Somebody reports the comment, or the post; returns where that is decided.</summary>
    private async Task<string> NoticeAsync(long? comment)
    {
        using var filed = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("comment", $"{comment}"), ("ground", "PersonalAttack"), ("why", "Otrevligt."), ("name", "Kaj Alm"), ("email", "kaj@exempel.se"), ("faith", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, filed.StatusCode);
        return $"{OpenPage.Path}/notices/{Responding.IdIn(filed.Headers.Location!.OriginalString)}";
    }

    [GeneratedRegex(@"/-/decisions/\d+\?key=[\w-]+")]
    private static partial Regex Statements();

    [GeneratedRegex("name=\"pick\" value=\"(?<pick>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Picks();

    [GeneratedRegex("name=\"lift\" value=\"(?<id>[0-9]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Lifts();
}
