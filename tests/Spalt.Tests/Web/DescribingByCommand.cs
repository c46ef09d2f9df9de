using Microsoft.EntityFrameworkCore;
using Spalt.Networks;
using Spalt.Tests.Reading;

namespace Spalt.Tests.Web;

/// <summary><c>spalt network add</c> and <c>spalt blog add</c> with everything that can be said of either.</summary>
public class DescribingByCommand
{
    [Fact]
    public async Task A_network_that_nobody_answers_for_is_pointed_out()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.DoesNotContain("publisher", (await SpaltProcess.RunAsync(store, "network", "add", "--host", "a.example", "--name", "A", "--publisher", "Ada Ek")).Output, StringComparison.Ordinal);
        Assert.Contains("b.example has no responsible publisher", (await SpaltProcess.RunAsync(store, "network", "add", "--host", "b.example", "--name", "B")).Output, StringComparison.Ordinal);
        var doctor = await SpaltProcess.RunAsync(store, "doctor");
        Assert.Contains("b.example has no responsible publisher", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a.example has", doctor.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing else was found.", doctor.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, (await SpaltProcess.RunAsync(store, "network", "set", "--network", "b.example", "--publisher", "Bo Ek")).ExitCode);
        Assert.EndsWith("Nothing wrong was found.", (await SpaltProcess.RunAsync(store, "doctor")).Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_anew_is_on_the_pages_and_the_rest_stays()
    {
        await using var site = await Site.StartAsync();
        await RunAsync(site, "network", "add", "--host", "a.example", "--name", "Posten bloggar", "--tagline", "Ortens röster", "--publisher", "Ada Ek", "--accent", "#aB12cd");
        (await site.BodyAsync("/")).Says("Ada Ek");
        Assert.Equal(0, (await RunAsync(site, "network", "set", "--publisher", "Bo Ek", "--tagline", "")).Exit);
        await Eventually.TrueAsync(async () => (await site.BodyAsync("/")).Contains("Bo Ek", StringComparison.Ordinal));
        var front = await site.BodyAsync("/");
        front.SaysNot("Ada Ek");
        front.SaysNot("Ortens röster");
        front.Says("/-/theme/ab12cd.css");
        front.Says("Posten bloggar");
        (await site.BodyAsync("/-/about")).SaysNot("Kontakt:");
        await RunAsync(site, "network", "set", "--contact", "red@posten.example, <Storgatan 4>");
        await Eventually.TrueAsync(async () => (await site.BodyAsync("/-/about")).Contains("Kontakt: red@posten.example, &lt;Storgatan 4&gt;", StringComparison.Ordinal));
        Assert.Equal(CommandLine.BadInput, (await RunAsync(site, "network", "set", "--name", " ")).Exit);
        Assert.Equal(CommandLine.BadInput, (await RunAsync(site, "network", "set", "--accent", "blue")).Exit);
        Assert.Equal(CommandLine.Failed, (await RunAsync(site, "network", "set", "--network", "b.example")).Exit);
        Assert.Equal("Bo Ek", await site.WithDbAsync(db => db.Networks.Select(n => n.Publisher).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_a_publisher_sets_in_the_browser_the_operator_sets_by_command()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.PostAsync(blog, "Nyår", new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero));
        var (exit, said) = await RunAsync(
            site, "network", "set", "--language", "en", "--time-zone", "Europe/London", "--email", "red@posten.example", "--phone", "090-12 34 56",
            "--mail-name", "Posten", "--reply-to", "svar@posten.example", "--picture-mb", "5", "--blog-mb", "100", "--invitations", "3");
        Assert.True(exit == 0, said);
        await site.WithDbAsync(async db =>
        {
            var n = await db.Networks.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("en", "Europe/London", "red@posten.example", "090-12 34 56"), (n.Language, n.TimeZone, n.ContactEmail, n.ContactPhone));
            Assert.Equal(("Posten", "svar@posten.example", 5, 100, 3), (n.MailName, n.ReplyTo, n.PictureMegabytes, n.BlogMegabytes, n.InvitationsADay));
            Assert.Equal([202512], await db.BlogMonths.Select(m => m.Month).ToListAsync(TestContext.Current.CancellationToken));
        });
        Assert.Equal(0, (await RunAsync(site, "network", "set", "--phone", "", "--picture-mb", "")).Exit);
        Assert.True(await site.WithDbAsync(db => db.Networks.AnyAsync(
            n => n.ContactPhone == null && n.PictureMegabytes == null && n.ContactEmail == "red@posten.example" && n.BlogMegabytes == 100, TestContext.Current.CancellationToken)));
        foreach (var (option, value) in new[] { ("--time-zone", "Mars/Olympus"), ("--language", "tlh"), ("--email", "ingen adress"), ("--reply-to", "A <a@b.se>"), ("--blog-mb", "2049"), ("--invitations", "0") })
        {
            var refused = await RunAsync(site, "network", "set", "--name", "Annan", option, value);
            Assert.Equal(CommandLine.BadInput, refused.Exit);
            Assert.Contains(value, refused.Errors, StringComparison.Ordinal);
        }

        Assert.False(await site.WithDbAsync(db => db.Networks.AnyAsync(n => n.Name == "Annan", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_is_said_of_a_network_and_a_blog_is_on_their_pages()
    {
        await using var site = await Site.StartAsync();
        Assert.Equal(0, (await RunAsync(
            site, "network", "add", "--host", "a.example", "--name", "Posten bloggar", "--tagline", "Ortens röster", "--publisher", "Ada Ek",
            "--newspaper-name", "Posten", "--newspaper-url", "https://posten.example/", "--accent", "#aB12cd")).Exit);
        Assert.Equal(0, (await RunAsync(site, "blog", "add", "--slug", "haga", "--title", "Haga", "--tagline", "Om skogen", "--about", "Jag & du <b>.\n\nStycke två,\nrad två.")).Exit);
        var front = await site.BodyAsync("/");
        front.Says("<p class=\"motto\">Ortens röster</p>");
        front.Says("<b>Ada Ek</b>");
        front.Says("<a href=\"https://posten.example/\">Till Posten</a>");
        front.Says("/-/theme/ab12cd.css");
        var blog = await site.BodyAsync("/haga/");
        blog.Says("<p class=\"tagline\">Om skogen</p>");
        blog.Says("<p>Jag &amp; du &lt;b&gt;.</p>");
        Assert.Matches("<p>Stycke två,<br>\\s*rad två.</p>", blog);
    }

    [Theory]
    [InlineData("--accent", "red")]
    [InlineData("--accent", "#12345")]
    [InlineData("--accent", "#12345g")]
    [InlineData("--newspaper-url", "javascript:alert(1)")]
    [InlineData("--newspaper-url", "posten.example")]
    public async Task What_is_no_colour_or_no_address_is_refused(string option, string value)
    {
        await using var site = await Site.StartAsync();
        var (exit, errors) = await RunAsync(site, "network", "add", "--host", "a.example", "--name", "A", option, value);
        Assert.Equal(CommandLine.BadInput, exit);
        Assert.Contains(value, errors, StringComparison.Ordinal);
        Assert.False(await site.WithDbAsync(db => db.Networks.AnyAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("https://bloggar.example", "bloggar.example")]
    [InlineData("http://Bloggar.example:8080/ett/?b=c", "bloggar.example:8080")]
    [InlineData("bloggar.example/", "bloggar.example")]
    [InlineData("bloggar.example/blogg", "bloggar.example")]
    public async Task A_whole_address_is_no_host_and_the_host_in_it_is_named(string typed, string meant)
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, "network", "add", "--host", typed, "--name", "A");
        Assert.Equal((CommandLine.BadInput, $"spalt: “{typed}” is a whole address; write only the host name: {meant}"), (ran.ExitCode, Assert.Single(ran.Errors)));
        Assert.Empty(Directory.EnumerateFiles(store.Folder, "*.db"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("två ord")]
    [InlineData("ada@bloggar.example")]
    [InlineData("a..example")]
    [InlineData("a.example:http")]
    [InlineData("a.example:99999")]
    [InlineData("*.example")]
    public void What_is_no_host_at_all_is_refused(string typed) =>
        Assert.Contains($"{typed}", Assert.Throws<CommandException>(() => HostName.Checked(typed)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Bloggar.Example.", "bloggar.example")]
    [InlineData("localhost:5080", "localhost:5080")]
    [InlineData("localhost:80", "localhost")]
    [InlineData("bloggar.example:8443", "bloggar.example:8443")]
    [InlineData("bloggar.example:443", "bloggar.example")]
    [InlineData("bloggar.example:80", "bloggar.example")]
    [InlineData("blåbär.example", "xn--blbr-noae.example")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("[::1]:5080", "[::1]:5080")]
    public void A_host_is_written_as_browsers_send_it(string typed, string written) => Assert.Equal(written, HostName.Checked(typed));

    private static async Task<(int Exit, string Errors)> RunAsync(Site site, params string[] words)
    {
        var ran = await SpaltProcess.RunAsync(site.Store, words);
        return (ran.ExitCode, string.Join('\n', ran.Errors));
    }
}
