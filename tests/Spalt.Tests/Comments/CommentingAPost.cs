using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Posts;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Comments;

public sealed class CommentingAPost : IAsyncLifetime
{
    private const string Page = "/bank-nio/2026/03/04/isen-bar/";

    private Site _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Where_nobody_has_yet_the_page_invites_and_has_the_form_itself()
    {
        var (_, _, post) = await _site.PostedAsync();
        var page = await _site.Http.TextOfAsync(Page);
        Assert.Contains("Bli först att kommentera", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/-/posts/{post.Id}/comment\"", page, StringComparison.Ordinal);
        Assert.Contains("<textarea id=\"text\"", page, StringComparison.Ordinal);
        Assert.Contains("Din kommentar syns i regel direkt", page, StringComparison.Ordinal);
        Assert.Contains("Älvposten tillhandahåller tjänsten", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_open_blog_it_shows_at_once_everywhere()
    {
        var (_, _, post) = await _site.PostedAsync();
        Assert.DoesNotContain("Jag gick över i går", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        var sent = await _site.Http.CommentedAsync(post, "Jag gick över i *går*.\nDet höll.\n\n> Isen bär");
        Assert.Contains("Din kommentar är publicerad", await _site.Http.TextOfAsync(sent), StringComparison.Ordinal);
        var page = await _site.Http.TextOfAsync(Page);
        Assert.Contains("<p>Jag gick över i <em>går</em>.<br>Det höll.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<blockquote><p>Isen bär</p></blockquote>", page, StringComparison.Ordinal);
        Assert.Contains("1 kommentar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("maj@exempel.se", page, StringComparison.Ordinal);
        Assert.Contains("Maj Berg", await _site.GetAsync(Page + "feed/"), StringComparison.Ordinal);
        Assert.Contains("1 kommentar", await _site.Http.TextOfAsync("/bank-nio/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_an_edited_blogs_comment_is_seen_before_somebody_approved_it()
    {
        var (_, _, post) = await _site.PostedAsync(Regime.Edited);
        Assert.Contains("godkänner din kommentar innan den syns", await _site.Http.TextOfAsync(Page), StringComparison.Ordinal);
        var sent = await _site.Http.CommentedAsync(post, "Granska mig.");
        Assert.Contains("väntar på granskning", await _site.Http.TextOfAsync(sent), StringComparison.Ordinal);
        var all = await _site.EverywhereAsync(post);
        Assert.DoesNotContain("Granska mig", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Maj Berg", all, StringComparison.Ordinal);
        Assert.EndsWith("0 counted", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stands_below_what_it_answers_and_old_links_lead_to_its_form()
    {
        var (_, _, post) = await _site.PostedAsync();
        var first = Responding.IdIn(await _site.Http.CommentedAsync(post, "Första."));
        var form = await _site.Http.TextOfAsync($"/-/posts/{post.Id}/comment?to={first}");
        Assert.Contains("<p>Första.</p>", form, StringComparison.Ordinal);
        Assert.Contains($"name=\"to\" value=\"{first}\"", form, StringComparison.Ordinal);
        await _site.Http.CommentedAsync(post, "Svaret.", name: "Bo Ek", email: "bo@exempel.se", to: first);
        Assert.Matches(@"(?s)Första\..*<ol>.*Svaret\.", await _site.Http.TextOfAsync(Page));
        using var old = await _site.Http.AskAsync($"{Page}?replytocom={first}");
        Assert.Equal($"/-/posts/{post.Id}/comment?to={first}", old.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("text", "")]
    [InlineData("text", " \n\t ")]
    [InlineData("text", "\u200B\u2060\u00AD")]
    [InlineData("text", "\u202E\u202D")]
    [InlineData("name", "")]
    [InlineData("name", "\u200E\u202E")]
    [InlineData("email", "")]
    [InlineData("email", "maj")]
    [InlineData("email", "Maj maj@exempel.se")]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(string field, string typed)
    {
        var (_, _, post) = await _site.PostedAsync();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "En tanke.", ["name"] = "Maj Berg", ["email"] = "maj@exempel.se" };
        fields[field] = typed;
        using var answer = await _site.Http.CommentAsync(post, fields["text"], fields["name"], fields["email"]);
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.All(fields.Where(f => f.Key != field), f => Assert.Contains(f.Value, page, StringComparison.Ordinal));
        Assert.Equal(0, await _site.WithDbAsync(db => db.Comments.CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_too_long_is_counted_and_kept()
    {
        var (_, _, post) = await _site.PostedAsync();
        using var answer = await _site.Http.CommentAsync(post, new string('å', 64 * 1024));
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("din text har 65", page, StringComparison.Ordinal);
        Assert.Contains(new string('å', 64 * 1024), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_is_text_and_nothing_that_turns_or_piles_letters_gets_through()
    {
        var (_, _, post) = await _site.PostedAsync();
        var sent = await _site.Http.CommentedAsync(
            post, "<script>alert(1)</script> [här](javascript:alert(1)) ![bild](https://exempel.se/b.png) vän\u202Eda Z" + string.Concat(Enumerable.Repeat("\u0336", 50)) + " 👩‍🌾");
        var html = (await _site.StoredAsync(sent)).BodyHtml;
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.InRange(html.Count(c => c == '\u0336'), 0, 3);
        Assert.Contains("👩‍🌾", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_tells_machines_that_it_is_a_readers()
    {
        var (_, _, post) = await _site.PostedAsync();
        var sent = await _site.Http.CommentedAsync(post, "Se https://exempel.se/is");
        Assert.Contains("rel=\"nofollow ugc noopener\"", (await _site.StoredAsync(sent)).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_press_of_the_button_says_nothing_twice()
    {
        var (_, _, post) = await _site.PostedAsync();
        var first = await _site.Http.CommentedAsync(post, "En gång.");
        var second = await _site.Http.CommentedAsync(post, "En gång.");
        Assert.Equal(Responding.IdIn(first), Responding.IdIn(second));
        Assert.DoesNotContain("key=", second, StringComparison.Ordinal);
        Assert.Equal(1, await _site.WithDbAsync(db => db.Comments.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Its_writer_may_change_it_or_take_it_back_for_a_quarter_of_an_hour()
    {
        var (_, _, post) = await _site.PostedAsync();
        var mine = await _site.Http.CommentedAsync(post, "Fel ord.");
        using (await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Rätt ord.")))
        {
            Assert.Contains("Rätt ord.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
        }

        using (await _site.Http.PostFormAsync(mine, ("do", "withdraw"), ("text", "")))
        {
            var all = await _site.EverywhereAsync(post);
            Assert.DoesNotContain("Rätt ord.", all, StringComparison.Ordinal);
            Assert.EndsWith("0 counted", all, StringComparison.Ordinal);
        }

        var late = await _site.Http.CommentedAsync(post, "Så här tyckte jag.");
        _site.Clock.Now += Comment.SecondThoughts;
        using var tooLate = await _site.Http.PostFormAsync(late, ("do", "withdraw"), ("text", ""));
        Assert.Equal(422, (int)tooLate.StatusCode);
        Assert.Contains("Så här tyckte jag.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        var (_, _, post) = await _site.PostedAsync();
        var mine = await _site.Http.CommentedAsync(post, "Mina ord.");
        var id = Responding.IdIn(mine);
        foreach (var path in new[] { $"/-/comments/{id}", $"/-/comments/{id}?key=", $"/-/comments/{id}?key=gissning" })
        {
            Assert.DoesNotContain("<textarea", await _site.Http.TextOfAsync(path), StringComparison.Ordinal);
            using var refused = await _site.Http.PostFormAsync(path, ("do", "withdraw"), ("text", "Andras ord."));
            Assert.Equal(422, (int)refused.StatusCode);
        }

        Assert.Contains("Mina ord.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_learns_what_became_of_it()
    {
        var (_, _, post) = await _site.PostedAsync(Regime.Edited);
        var mine = await _site.Http.CommentedAsync(post, "Mina ord.");
        Assert.Contains("väntar på granskning", await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);
        var others = await _site.Http.TextOfAsync($"/-/comments/{Responding.IdIn(mine)}?key=gissning");
        Assert.Contains("Vi har din kommentar", others, StringComparison.Ordinal);
        Assert.DoesNotContain("granskning", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_closed_meanwhile_says_so_and_keeps_the_text()
    {
        var (_, blog, post) = await _site.PostedAsync();
        await _site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel)).Become(BlogState.Archived, _site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        using var answer = await _site.Http.CommentAsync(post, "För sent.");
        Assert.Equal(422, (int)answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Contains("Kommentarerna har stängts", page, StringComparison.Ordinal);
        Assert.Contains("För sent.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_changed_after_the_thread_has_closed_stays_shown()
    {
        var (_, _, post) = await _site.PostedAsync();
        var mine = await _site.Http.CommentedAsync(post, "Fel ord.");
        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id, Cancel)).CloseComments(_site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        using var changed = await _site.Http.PostFormAsync(mine, ("do", "change"), ("text", "Rätt ord."));
        Assert.Equal(303, (int)changed.StatusCode);
        Assert.Contains("Rätt ord.", await _site.EverywhereAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_what_is_gone_or_stands_elsewhere_is_not_taken()
    {
        var (_, blog, post) = await _site.PostedAsync();
        var other = await _site.PostAsync(blog, "Annat");
        var there = await _site.Http.CommentedAsync(other, "Där.");
        using (await _site.Http.PostFormAsync(there, ("do", "withdraw"), ("text", "")))
        {
            foreach (var to in new[] { Responding.IdIn(there), 4711 })
            {
                using var answer = await _site.Http.CommentAsync(post, "Svar.", to: to);
                Assert.Equal(422, (int)answer.StatusCode);
            }
        }

        using var nowhere = await _site.Http.PostFormAsync("/-/posts/4711/comment", ("text", "Svar."));
        Assert.Equal(404, (int)nowhere.StatusCode);
    }

    [Fact]
    public async Task Who_is_signed_in_writes_the_text_alone()
    {
        var (_, _, post) = await _site.PostedAsync();
        await _site.LoginAsync("Vera Lund");
        using var vera = await _site.SignInAsync("Vera Lund");
        Assert.Contains("Du skriver som Vera Lund", await vera.TextOfAsync($"/-/posts/{post.Id}/comment"), StringComparison.Ordinal);
        var sent = await vera.CommentedAsync(post, "Som mig själv.", name: "Någon annan", email: "");
        var stored = await _site.StoredAsync(sent);
        Assert.Equal(("Vera Lund", "vera-lund@exempel.se"), (stored.AuthorName, stored.Email));
        Assert.NotNull(stored.AccountId);
    }

    [Fact]
    public async Task Whoever_fills_in_what_nobody_sees_is_thanked_and_forgotten()
    {
        var (_, _, post) = await _site.PostedAsync();
        using var answer = await _site.Http.PostFormAsync($"/-/posts/{post.Id}/comment", ("text", "Köp klockor."), ("name", "Bot"), ("email", "bot@exempel.se"), ("webbplats", "https://exempel.se"));
        Assert.Equal(303, (int)answer.StatusCode);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Comments.CountAsync(Cancel)));
    }
}
