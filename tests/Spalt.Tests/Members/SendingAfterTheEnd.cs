using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Members;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Members;

public partial class SendingAfterTheEnd
{
    [Fact]
    public async Task What_was_typed_comes_back_in_a_form_that_sends_it_again_after_signing_in()
    {
        await using var site = await Site.StartAsync();
        var (_, _, olga) = await site.DeskAsync();
        var path = await olga.BeginAsync();
        await site.WithDbAsync(db => db.Sessions.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        const string Text = "Rad ett & \"två\" <b>\r\n\r\nåäö 🐟";
        using var refused = await olga.PostFormAsync(path + "?a=1", ("do", "save"), ("body", Text), ("title", " Isen bär "));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("no-store", refused.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var page = await refused.TextAsync();
        Assert.Contains("target=\"_blank\"", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"{path}?a=1\"", page, StringComparison.Ordinal);
        var fields = Hidden().Matches(page).ToDictionary(m => WebUtility.HtmlDecode(m.Groups["name"].Value), m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["do"] = "save", ["body"] = Text, ["title"] = " Isen bär " }, fields);

        // Once more without having signed in: the same page.
        using var still = await olga.PostFormAsync(path, [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(HttpStatusCode.Unauthorized, still.StatusCode);
        Assert.Contains("Isen bär", WebUtility.HtmlDecode(await still.TextAsync()), StringComparison.Ordinal);
        using var again = await site.SignInAsync("Olga Ägare");
        using var done = await again.AskAsync("/-/login/done");
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
    }

    [Fact]
    public async Task No_password_goes_back_into_a_page()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        using var refused = await site.Http.PostFormAsync("/-/account/password", ("current", SignedIn.Password), ("password", "en annan lång mening"), ("more", "1"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.TextAsync());
        Assert.DoesNotContain("gräsänder", page, StringComparison.Ordinal);
        Assert.DoesNotContain("en annan", page, StringComparison.Ordinal);
        Assert.Contains("name=\"more\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_write_goes_on_to_the_newsroom_who_moderates_to_the_queue_and_others_to_their_account()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.LoginAsync("Lena Läsare");
        using var reader = await site.SignInAsync("Lena Läsare");
        using var moderator = await site.SignedInAsync("Moa Moderator", NetworkRole.Moderator, network);
        using var editor = await site.SignedInAsync("Rut Redaktör", NetworkRole.Editor, network);
        using var contributor = await site.SignedInAsync("Kim Kort", BlogRole.Contributor, blog);
        foreach (var (client, where) in new[] { (reader, "/-/account"), (moderator, "/-/moderation"), (editor, "/-/write"), (contributor, "/-/write") })
        {
            using var start = await client.AskAsync("/-/start");
            Assert.Equal(where, start.Headers.Location?.OriginalString);
            var account = await client.PageAsync("/-/account");
            Assert.Equal(where == "/-/write", account.QuerySelector("main a[href='/-/write']") is not null);
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
