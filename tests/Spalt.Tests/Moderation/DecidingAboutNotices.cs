using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Writers;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation;

/// <summary>Whoever decides has read what they decide about, and it is not their own.</summary>
public sealed partial class DecidingAboutNotices : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_network, _, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task A_text_that_its_writer_changed_meanwhile_is_read_again_before_anybody_lets_it_stand()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Snällt.");
        await ReportAsync(Responding.IdIn(mine), "Det är inte sant.");
        var (notice, version) = await OpenAsync();
        using (var changed = await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Elakt.")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        }

        await NotDecidedAsync(notice, version);
        await _mona.DoAsync(notice, ("do", "leave"), ("stays", "Får sägas."));
        Assert.Equal((await _site.StoredAsync(mine)).TextHash, await _site.WithDbAsync(db => db.Decisions.Select(d => d.TextHash).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_notice_that_came_meanwhile_is_read_before_it_is_answered()
    {
        var comment = Responding.IdIn(await _site.Http.CommentedAsync(_post, "Omstritt."));
        await ReportAsync(comment, "Det är inte sant.");
        var (notice, version) = await OpenAsync();
        await ReportAsync(comment, "Det är ett hot.");
        await NotDecidedAsync(notice, version);
    }

    [Fact]
    public async Task What_nobody_sees_cannot_be_taken_away_again()
    {
        var mine = await _site.Http.CommentedAsync(_post, "Ångrar mig.");
        await ReportAsync(Responding.IdIn(mine), "Det är inte sant.");
        using (await _site.Http.PostFormAsync(mine, ("do", "withdraw")))
        {
            var (notice, version) = await OpenAsync();
            using var refused = await _mona.PostFormAsync(notice, ("version", version), ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_answers_what_is_reported_about_themselves()
    {
        await ReportAsync(await CommentedByMonaAsync(), "Det är inte sant.");
        var (notice, _) = await OpenAsync();
        Assert.Contains("något som du själv har skrivit", await _mona.TextOfAsync(notice), StringComparison.Ordinal);
        using var refused = await _mona.PostFormAsync(notice, ("do", "leave"), ("stays", "Jag har rätt."));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Empty(await _site.WithDbAsync(db => db.Decisions.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_gives_themselves_right_or_puts_back_what_was_taken_from_them()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var id = await CommentedByMonaAsync();
        await edit.DoAsync(Queue.Path, ("list", "shown"), ("pick", await PickAsync(id)), ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        using (var restored = await _mona.PostFormAsync(Queue.Path, ("list", "refused"), ("approve", await PickAsync(id))))
        {
            Assert.Contains("done=0&", restored.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        var statement = Statement().Match((await _letters.NextAsync()).Text).Value;
        await _site.Http.DoAsync(statement, ("text", "Det hörde till saken."));
        var appeal = Appeals().Match(await _mona.TextOfAsync(OpenPage.Path)).Value;
        Assert.Contains("eller skrev det", await _mona.TextOfAsync(appeal), StringComparison.Ordinal);
        Assert.Contains("Ingen annan på tidningen", await _mona.TextOfAsync(appeal), StringComparison.Ordinal);
        using (var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network))
        {
            Assert.Contains("name=\"answer\"", await ulla.TextOfAsync(appeal), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Ingen annan på tidningen", await _mona.TextOfAsync(appeal), StringComparison.Ordinal);
        using (var upheld = await _mona.PostFormAsync(appeal, ("do", "uphold"), ("answer", "Jag håller med mig.")))
        {
            Assert.Equal(HttpStatusCode.NotFound, upheld.StatusCode);
        }

        Assert.Equal(CommentState.Removed, await _site.WithDbAsync(db => db.Comments.Where(c => c.Id == id).Select(c => c.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_lifts_what_was_decided_about_themselves()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        var about = $"/-/moderation/writers/{await CommentedByMonaAsync()}";
        await edit.DoAsync(about, ("what", "Ban"), ("whom", "Person"), ("ground", "PersonalAttack"), ("facts", "Nedsättande."));
        var lift = Lift().Match(await _mona.TextOfAsync(InForcePage.Path)).Groups[1].Value;
        foreach (var path in new[] { about, InForcePage.Path })
        {
            using var refused = await _mona.PostFormAsync(path, ("lift", lift));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.True(await _site.WithDbAsync(db => db.Restrictions.AnyAsync(r => r.LiftedAt == null, Cancel)));
        await edit.DoAsync(InForcePage.Path, ("lift", lift));
    }

    [Fact]
    public async Task Who_reported_it_does_not_object_to_its_being_taken_away()
    {
        var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Omstritt."));
        var mine = await ReportAsync(comment.Id, "Det är inte sant.");
        var (notice, _) = await OpenAsync();
        await _mona.DoAsync(notice, ("do", "refuse"), ("ground", "Defamation"), ("facts", "Utan belägg."));
        Assert.DoesNotContain("name=\"text\"", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        using var refused = await _site.Http.PostFormAsync(mine, ("text", "De andra också!"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Empty(await _site.WithDbAsync(db => db.Appeals.ToListAsync(Cancel)));
    }

    /// <summary>What was there when somebody opened the page is not what is there now: they are shown that, and nothing is decided.</summary>
    private async Task NotDecidedAsync(string notice, string version)
    {
        foreach (var fields in new (string, string)[][] { [("do", "leave"), ("stays", "Får sägas.")], [("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat.")] })
        {
            using var late = await _mona.PostFormAsync(notice, [("version", version), .. fields]);
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            Assert.Contains("ändrades medan du läste", WebUtility.HtmlDecode(await late.TextAsync()), StringComparison.Ordinal);
        }

        Assert.Empty(await _site.WithDbAsync(db => db.Decisions.ToListAsync(Cancel)));
    }

    private async Task<long> CommentedByMonaAsync()
    {
        using var sent = await _mona.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Modererat av mig."));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return Responding.IdIn(sent.Headers.Location!.OriginalString);
    }

    private async Task<(string Notice, string Version)> OpenAsync()
    {
        var notice = Notices().Match(await _mona.TextOfAsync(OpenPage.Path)).Value;
        return (notice, Version().Match(await _mona.TextOfAsync(notice)).Groups[1].Value);
    }

    private Task<string> PickAsync(long id) => _site.WithDbAsync(async db =>
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == id, Cancel);
        return QueuedComment.PickOf(id, comment.TextHash, comment.State);
    });

    private async Task<string> ReportAsync(long comment, string why)
    {
        using var answer = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("comment", $"{comment}"), ("ground", "Defamation"), ("why", why), ("name", "Ture Ask"), ("email", "ture@exempel.se"), ("faith", "1"));
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await answer.TextAsync()));
        return answer.Headers.Location!.OriginalString;
    }

    [GeneratedRegex("name=\"lift\" value=\"(?<id>\\d+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lift();

    [GeneratedRegex("name=\"version\" value=\"(?<version>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"/-/decisions/\d+\?key=[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"/-/moderation/cases/notices/\d+", RegexOptions.None, 1000)]
    private static partial Regex Notices();

    [GeneratedRegex(@"/-/moderation/cases/appeals/\d+", RegexOptions.None, 1000)]
    private static partial Regex Appeals();
}
