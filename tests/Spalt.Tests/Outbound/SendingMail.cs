using System.Globalization;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

/// <summary>What every <see cref="IMailer"/> keeps to.</summary>
public abstract class SendingMail
{
    private const string Subject = "Ny kommentar på ”Vårbäcken” – svara gärna, hälsar redaktionen för bloggarna i hela länet";

    /// <summary>Sends by the mailer under test.</summary>
    private protected abstract Task SendAsync(Mail mail);

    /// <summary>All letters that have arrived, as they would lie in a mailbox.</summary>
    private protected abstract IReadOnlyList<string> Arrived();

    private async Task<ReceivedMail> Send(Mail mail)
    {
        await SendAsync(mail);
        return new ReceivedMail(Assert.Single(Arrived()));
    }

    [Fact]
    public async Task Keeps_the_words()
    {
        const string text = "Hej Åsa!\r\n\r\n.Punkt först\r\n.\r\nEn = två, och en lång rad: åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö åäö slut.\r\nFrom here";
        var received = await Send(new Mail("Åsa Öst <asa@example.se>", Subject, text));

        Assert.Equal(Subject, received["Subject"]);
        Assert.Equal(text, received.Text);
        Assert.Contains("asa@example.se", received["To"], StringComparison.Ordinal);
        Assert.Contains("Åsa Öst", received["To"], StringComparison.Ordinal);
        Assert.Contains("spalt@blogg.example", received["From"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_the_same_letter_as_html()
    {
        var received = await Send(new Mail("asa@example.se", "Hej", "Läs mera") { Html = "<p>Läs <a href=\"https://blogg.example/?p=1\">mera</a></p>" });

        Assert.Equal("Läs mera", received.Text);
        Assert.Equal("<p>Läs <a href=\"https://blogg.example/?p=1\">mera</a></p>", received.Html);
        Assert.True(
            received.Source.IndexOf("text/plain", StringComparison.Ordinal) < received.Source.IndexOf("text/html", StringComparison.Ordinal),
            "the last alternative is the one shown");
    }

    [Fact]
    public async Task Writes_a_domain_in_Swedish_as_mail_servers_know_it() =>
        Assert.Contains("asa@xn--rksmrgs-5wao1o.example", (await Send(new Mail("asa@räksmörgås.example", "Hej", "Hej")))["To"], StringComparison.Ordinal);

    [Fact]
    public async Task Sends_further_headers()
    {
        var leave = $"<https://blogg.example/-/leave?key={new string('k', 120)}>";
        var received = await Send(new Mail("asa@example.se", "Hej", "Hej")
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = leave, ["Auto-Submitted"] = "auto-generated" },
        });

        Assert.Equal(leave, received["List-Unsubscribe"]);
        Assert.Equal("auto-generated", received["Auto-Submitted"]);
    }

    [Fact]
    public async Task Names_and_dates_the_letter()
    {
        var received = await Send(new Mail("asa@example.se", "Hej", "Hej") { Id = "comment-12.asa" });

        Assert.Equal("<comment-12.asa@blogg.example>", received["Message-ID"]);
        Assert.InRange(
            DateTimeOffset.ParseExact(received["Date"], "d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow(),
            TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal("1.0", received["MIME-Version"]);
        Assert.False(received.Has("Bcc"));
    }

    [Fact]
    public async Task Gives_each_letter_a_name_of_its_own()
    {
        await SendAsync(new Mail("asa@example.se", "Ett", "Hej"));
        await SendAsync(new Mail("asa@example.se", "Två", "Hej"));

        Assert.Equal(2, Arrived().Select(letter => new ReceivedMail(letter)["Message-ID"]).Distinct(StringComparer.Ordinal).Count());
    }
}
