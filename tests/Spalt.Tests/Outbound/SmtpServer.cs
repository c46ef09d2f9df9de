using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spalt.Tests.Outbound;

/// <summary>As much of a mail server (RFC 5321) as a client needs to hand over letters, on loopback.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    /// <param name="certificate">to offer STARTTLS with</param>
    public SmtpServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The answer to RCPT TO, such as a refusal; "" hangs up.</summary>
    public string Recipient { get; init; } = "250 ok";

    public bool Silent { get; init; }

    public ConcurrentQueue<string> Letters { get; } = new();

    /// <summary>All that was said, with a mark before what came under TLS.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            if (Silent)
            {
                await Task.Delay(-1, _closing.Token);
            }

            await HearAsync(client.GetStream(), "220 test ESMTP", sealedLine: false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task HearAsync(Stream stream, string? greeting, bool sealedLine)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        if (greeting is not null)
        {
            await Say(stream, greeting);
        }

        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            Commands.Enqueue(sealedLine ? "TLS " + line : line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb is "STARTTLS" && _certificate is not null)
            {
                await Say(stream, "220 go ahead");
                await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _closing.Token);
                await HearAsync(tls, greeting: null, sealedLine: true);
                return;
            }
            if (verb is "DATA")
            {
                await Say(stream, "354 go ahead");
                Letters.Enqueue(await LetterAsync(reader));
            }
            if (Answer(verb, sealedLine) is not { Length: > 0 } answer)
            {
                return;
            }

            await Say(stream, answer);
            if (verb is "QUIT")
            {
                return;
            }
        }
    }

    private string Answer(string verb, bool sealedLine) => verb switch
    {
        "EHLO" when sealedLine => "250-test\r\n250 AUTH PLAIN LOGIN",
        "EHLO" => _certificate is null ? "250 test" : "250-test\r\n250 STARTTLS",
        "RCPT" => Recipient,
        "AUTH" => "235 welcome",
        "QUIT" => "221 bye",
        "MAIL" or "DATA" or "RSET" => "250 ok",
        _ => verb.Length > 0 && verb is not "STARTTLS" ? "235 welcome" : "502 unknown", // the second line of AUTH LOGIN holds only a password
    };

    private async Task<string> LetterAsync(StreamReader reader)
    {
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(_closing.Token) is { } line && line is not ".")
        {
            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return letter.ToString();
    }

    private async Task Say(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _closing.Token);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }
}
