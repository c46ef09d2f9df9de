using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public sealed class SendingMailBySmtp : SendingMail, IAsyncDisposable
{
    private readonly SmtpServer _server = new();

    private protected override Task SendAsync(Mail mail) => SendAsync(_server, mail, ("StartTls", "false"));

    private protected override IReadOnlyList<string> Arrived() => [.. _server.Letters];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task SendAsync(SmtpServer server, Mail mail, params (string Key, string Value)[] settings)
    {
        var all = settings.Append(("Smtp", "127.0.0.1")).Append(("Port", $"{server.Port}")).Append(("From", "Spalt <spalt@blogg.example>"));
        var services = new ServiceCollection().AddLogging().AddOutbound(
            new ConfigurationBuilder().AddInMemoryCollection(all.ToDictionary(pair => $"Spalt:Mail:{pair.Item1}", pair => (string?)pair.Item2, StringComparer.Ordinal)).Build(),
            data: "/nowhere");
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IMailer>().SendAsync(mail, CancellationToken.None);
    }

    private static readonly Mail Hello = new("asa@example.se", "Hej", "Hej");

    [Theory]
    [InlineData("550 no such user", true)]
    [InlineData("553 bad name", true)]
    [InlineData("450 try later", false)]
    [InlineData("530 log in first", false)]
    [InlineData("hello?", false)]
    [InlineData("", false)]
    public async Task Says_whether_a_refusal_is_final(string answer, bool permanent)
    {
        await using var strict = new SmtpServer { Recipient = answer };
        var e = await Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(strict, Hello, ("StartTls", "false")));
        Assert.Equal(permanent, e.Permanent);
        Assert.Empty(strict.Letters);
    }

    [Fact]
    public async Task Never_does_without_tls_when_told_to_use_it()
    {
        var e = await Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(_server, Hello));
        Assert.False(e.Permanent);
        Assert.DoesNotContain(_server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_not_trust_a_certificate_of_its_own_making()
    {
        using var certificate = OwnCertificate.For("127.0.0.1");
        await using var impostor = new SmtpServer(certificate);
        var e = await Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(impostor, Hello, ("User", "spalt"), ("Password", "secret")));
        Assert.False(e.Permanent);
        Assert.DoesNotContain(impostor.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_in_and_sends_under_tls()
    {
        using var certificate = OwnCertificate.For("127.0.0.1");
        await using var provider = new SmtpServer(certificate);
#pragma warning disable SYSLIB0014, MA0039 // the only handle System.Net.Mail gives on which certificates to trust
        ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown);
        try
        {
            await SendAsync(provider, Hello, ("User", "spalt"), ("Password", "secret"));
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014, MA0039
        Assert.Single(provider.Letters);
        Assert.Contains(provider.Commands, command => command.StartsWith("TLS AUTH", StringComparison.Ordinal));
        Assert.All(provider.Commands.Where(command => !command.StartsWith("TLS ", StringComparison.Ordinal)), command => Assert.Matches("^(EHLO|STARTTLS)", command));
    }

    [Fact]
    public async Task Does_not_wait_for_a_silent_server()
    {
        await using var silent = new SmtpServer { Silent = true };
        var e = await Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(silent, Hello, ("StartTls", "false"), ("Timeout", "00:00:00.3")));
        Assert.False(e.Permanent);
    }

    [Fact]
    public async Task Says_when_nobody_is_there()
    {
        var gone = new SmtpServer();
        await gone.DisposeAsync();
        var e = await Assert.ThrowsAsync<MailNotSentException>(() => SendAsync(gone, Hello, ("StartTls", "false")));
        Assert.False(e.Permanent);
        Assert.DoesNotContain("asa@example.se", e.Message, StringComparison.Ordinal);
    }
}
