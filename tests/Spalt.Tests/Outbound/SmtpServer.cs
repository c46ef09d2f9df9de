using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spalt.Tests.Outbound;

/// <summary>As much of a mail server (RFC 5321) as a client needs to hand over letters, on loopback.</summary>
sealed class SmtpServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly X509Certificate2? certificate;
    readonly Task accepting;

    /// <param name="certificate">to offer STARTTLS with</param>
    public SmtpServer(X509Certificate2? certificate = null)
    {
        this.certificate = certificate;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The answer to RCPT TO, such as a refusal; "" hangs up.</summary>
    public string Recipient { get; init; } = "250 ok";

    public bool Silent { get; init; }

    public ConcurrentQueue<string> Letters { get; } = new();

    /// <summary>All that was said, with a mark before what came under TLS.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            if (Silent)
                await Task.Delay(-1, closing.Token);
            await HearAsync(client.GetStream(), "220 test ESMTP", sealedLine: false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }

    async Task HearAsync(Stream stream, string? greeting, bool sealedLine)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (greeting is not null)
            await Say(stream, greeting);
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            Commands.Enqueue(sealedLine ? "TLS " + line : line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb is "STARTTLS" && certificate is not null)
            {
                await Say(stream, "220 go ahead");
                await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, closing.Token);
                await HearAsync(tls, greeting: null, sealedLine: true);
                return;
            }
            if (verb is "DATA")
            {
                await Say(stream, "354 go ahead");
                Letters.Enqueue(await LetterAsync(reader));
            }
            if (Answer(verb, sealedLine) is not { Length: > 0 } answer)
                return;
            await Say(stream, answer);
            if (verb is "QUIT")
                return;
        }
    }

    string Answer(string verb, bool sealedLine) => verb switch
    {
        "EHLO" when sealedLine => "250-test\r\n250 AUTH PLAIN LOGIN",
        "EHLO" => certificate is null ? "250 test" : "250-test\r\n250 STARTTLS",
        "RCPT" => Recipient,
        "AUTH" => "235 welcome",
        "QUIT" => "221 bye",
        "MAIL" or "DATA" or "RSET" => "250 ok",
        _ => verb.Length > 0 && verb is not "STARTTLS" ? "235 welcome" : "502 unknown", // the second line of AUTH LOGIN holds only a password
    };

    async Task<string> LetterAsync(StreamReader reader)
    {
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line && line is not ".")
            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return letter.ToString();
    }

    async Task Say(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), closing.Token);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Stop();
        closing.Dispose();
    }
}
