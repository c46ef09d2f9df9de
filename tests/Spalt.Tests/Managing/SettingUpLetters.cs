using Microsoft.EntityFrameworkCore;
using Spalt.Tests.Outbound;

namespace Spalt.Tests.Managing;

public class SettingUpLetters
{
    private const string Letters = "/-/network/mail";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letters_bear_the_name_and_the_address_for_answers_that_the_publisher_chose()
    {
        await using var server = new SmtpServer();
        await using var site = await SiteAsync(server);
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await publisher.DoAsync(Letters, ("do", "test"));
        var first = new ReceivedMail(Assert.Single(server.Letters));
        Assert.Equal("Älvposten <post@blogg.example>", Plain(first["From"]));
        Assert.False(first.Has("Reply-To"));
        Assert.Contains("ulla-utgivare@exempel.se", first["To"], StringComparison.Ordinal);

        await publisher.DoAsync(Letters, ("do", "save"), ("mailname", "Redaktionen på Älvposten"), ("replyto", "svar@exempel.se"));
        await publisher.DoAsync("/-/network/people", ("do", "invite"), ("email", "ny@exempel.se"), ("role", "Author"), ("blog", "bank-nio"));
        await Eventually.TrueAsync(() => Task.FromResult(server.Letters.Count == 2));
        var invitation = new ReceivedMail(server.Letters.Last());
        Assert.Equal("Redaktionen på Älvposten <post@blogg.example>", Plain(invitation["From"]));
        Assert.Equal("svar@exempel.se", invitation["Reply-To"]);
        Assert.Contains("ny@exempel.se", invitation["To"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 no such user", "känner inte din adress")]
    [InlineData("", "svarar inte")]
    public async Task A_letter_that_the_server_does_not_take_is_told_of_in_words(string answer, string said)
    {
        await using var server = new SmtpServer { Recipient = answer };
        await using var site = await SiteAsync(server);
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var tried = await publisher.PostFormAsync(Letters, ("do", "test"));
        Assert.Equal(502, (int)tried.StatusCode);
        Assert.Contains(said, System.Net.WebUtility.HtmlDecode(await tried.TextAsync()), StringComparison.Ordinal);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task Without_a_server_it_is_said_that_nobody_gets_letters_and_a_password_is_in_no_page()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.Contains("ingen får dem", await publisher.PageAsync(Letters), StringComparison.Ordinal);
        using var tried = await publisher.PostFormAsync(Letters, ("do", "test"));
        Assert.Equal(Letters + "?done=written", tried.Headers.Location?.OriginalString);
        Assert.Single(Directory.GetFiles(Path.Combine(site.Installation.DataFolder, "mail"), "*.eml"));

        await using var other = await Site.StartAsync(
            ("Spalt:Mail:Smtp", "post.example"), ("Spalt:Mail:From", "post@blogg.example"), ("Spalt:Mail:User", "kontot"), ("Spalt:Mail:Password", "hemligheten"));
        var (_, _, publisherThere) = await other.NewspaperAsync();
        using var _2 = publisherThere;
        var page = await publisherThere.PageAsync(Letters);
        Assert.Contains("post.example:587", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligheten", page, StringComparison.Ordinal);
        Assert.DoesNotContain("kontot", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replyto", "ingen adress")]
    [InlineData("replyto", "Namn <a@exempel.se>")]
    public async Task What_is_no_name_or_address_is_refused_beside_its_field(string field, string value)
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.NotEmpty(await publisher.RefusedAsync(Letters, field, ("do", "save"), (field, value)));
        Assert.True(await site.WithDbAsync(db => db.Networks.AnyAsync(n => n.MailName == null && n.ReplyTo == null, Cancel)));
    }

    /// <summary>No header comes in with it.</summary>
    [Fact]
    public async Task A_name_on_two_lines_becomes_one()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await publisher.DoAsync(Letters, ("do", "save"), ("mailname", "a\nBcc: b@exempel.se"));
        Assert.Equal("a Bcc: b@exempel.se", await site.WithDbAsync(db => db.Networks.Select(n => n.MailName).SingleAsync(Cancel)));
    }

    private static Task<Site> SiteAsync(SmtpServer server) => Site.StartAsync(
        ("Spalt:Mail:Smtp", "127.0.0.1"), ("Spalt:Mail:Port", $"{server.Port}"), ("Spalt:Mail:StartTls", "false"), ("Spalt:Mail:From", "Spalt <post@blogg.example>"));

    private static string Plain(string header) => header.Replace("\"", "", StringComparison.Ordinal);
}
