using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Tests.Jobs;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>From a reader's first word to the letter of the law: commenting, holding, approving and answering, with a script and without.</summary>
public sealed class CommentingAPost(Chromium chromium)
{
    private const string Address = "/bank-nio/2026/03/04/isen-bar/";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_comment_waits_is_approved_shows_and_is_answered(bool withScript)
    {
        await using var site = await Site.StartAsync();
        using var mona = await EditedAsync(site);

        await using var reader = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await reader.OpenAsync(Address + "#respond");
        await Expect(reader.One("#respond-title")).ToHaveTextAsync("Bli först att kommentera");
        await SendAsync(reader, "Jag gick över i går.", "Maj Berg", "maj");
        await Expect(reader.One("#email-error")).ToBeVisibleAsync();
        await Expect(reader.One("#text")).ToHaveValueAsync("Jag gick över i går.");
        await SendAsync(reader, "Jag gick över i går.", "Maj Berg", "maj@exempel.se");
        await Expect(reader.One("h1")).ToContainTextAsync("väntar på granskning");
        await reader.OpenAsync(Address);
        await Expect(reader.One(".thread")).ToHaveCountAsync(0);

        await using var moderator = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await Writer.SignInAsync(moderator.Context, mona, site.Address);
        await moderator.OpenAsync("/-/moderation");
        await Expect(moderator.One(".queued .words")).ToContainTextAsync("Jag gick över i går.");
        await moderator.One("button[name=approve]").ClickAsync();
        await Expect(moderator.One(".said")).ToContainTextAsync("En kommentar avgjord");

        await reader.OpenAsync(Address);
        await Expect(reader.One(".thread .words")).ToHaveTextAsync("Jag gick över i går.");
        await reader.One(".reply").ClickAsync();
        await Expect(reader.One("blockquote .words")).ToHaveTextAsync("Jag gick över i går.");
        await SendAsync(reader, "Modigt.", "Bo Ek", "bo@exempel.se");
        await Expect(reader.One("h1")).ToContainTextAsync("väntar på granskning");

        await moderator.OpenAsync("/-/moderation");
        await moderator.One("input[name=pick]").CheckAsync();
        await moderator.One("button[value=refuse]").ClickAsync();
        await Expect(moderator.One("#facts-error")).ToBeVisibleAsync();
        await Expect(moderator.One("input[name=pick]")).ToBeCheckedAsync();
        await moderator.One("#ground").SelectOptionAsync("OffTopic");
        await moderator.One("#facts").FillAsync("Handlar inte om isen.");
        await moderator.One("button[value=refuse]").ClickAsync();
        await Expect(moderator.One(".said")).ToContainTextAsync("En kommentar avgjord");
        await reader.OpenAsync(Address);
        await Expect(reader.One(".thread .words")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_for_it_gets_a_letter_when_an_answer_is_approved_and_ends_that_by_one_click(bool withScript)
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        using var mona = await EditedAsync(site);
        await using var reader = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await reader.OpenAsync(Address);
        await reader.One("#follow").CheckAsync();
        await SendAsync(reader, "Bär isen vid bron?", "Maj Berg", "maj@exempel.se");
        await reader.OpenAsync(LinkIn(await letters.NextAsync()));
        await reader.One("button[value=confirm]").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Mejl om svar");
        await ApproveAsync(site, mona, withScript);

        await reader.OpenAsync(Address);
        await reader.One(".reply").ClickAsync();
        await SendAsync(reader, "Sedan i torsdags.", "Bo Ek", "bo@exempel.se");
        await site.PassAsync(TimeSpan.FromMinutes(11));
        await site.IdleAsync();
        Assert.True(letters.IsEmpty);
        await ApproveAsync(site, mona, withScript);
        await site.PassAsync(TimeSpan.FromMinutes(11));
        var letter = await letters.NextAsync();
        Assert.Equal("maj@exempel.se", letter.To);
        Assert.Contains("Sedan i torsdags.", letter.Text, StringComparison.Ordinal);
        var answer = letter.Text.ReplaceLineEndings(" ").Split(' ').First(w => w.Contains("#comment-s", StringComparison.Ordinal));
        await reader.OpenAsync(new Uri(answer).PathAndQuery + new Uri(answer).Fragment);
        await Expect(reader.One(new Uri(answer).Fragment + " .words")).ToHaveTextAsync("Sedan i torsdags.");
        await reader.OpenAsync(LinkIn(letter));
        await reader.One("button[value=stop]").ClickAsync();
        await Expect(reader.One("h1")).ToHaveTextAsync("Du får inga fler mejl om den här tråden");
    }

    private static string LinkIn(Mail letter) => letter.Text.ReplaceLineEndings(" ").Split(' ').Where(w => w.Contains("/-/answers?", StringComparison.Ordinal)).Select(w => new Uri(w).PathAndQuery).First();

    private static async Task<HttpClient> EditedAsync(Site site)
    {
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        await site.PostAsync(blog, "Isen bär");
        await site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync(b => b.Id == blog.Id)).Declare(Regime.Edited, site.Clock.Now);
            await db.SaveChangesAsync();
        });
        return await site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
    }

    private async Task ApproveAsync(Site site, HttpClient mona, bool withScript)
    {
        await using var moderator = await chromium.ReaderAsync(site, o => o.JavaScriptEnabled = withScript);
        await Writer.SignInAsync(moderator.Context, mona, site.Address);
        await moderator.OpenAsync("/-/moderation");
        await moderator.One("button[name=approve]").ClickAsync();
        await Expect(moderator.One(".said")).ToContainTextAsync("En kommentar avgjord");
    }

    private static async Task SendAsync(Reader reader, string text, string name, string email)
    {
        await reader.One("#text").FillAsync(text);
        await reader.One("#name").FillAsync(name);
        await reader.One("#email").FillAsync(email);

        // The server is asked, whatever the browser thinks of the address.
        await reader.One(".commenting").EvaluateAsync("form => form.noValidate = true");
        await reader.SendAsync(reader.One(".commenting button"));
    }
}
