using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Spalt.Tests.Outbound;

/// <summary>Says exactly what a test tells it, byte for byte, and hangs up. It stands on 127.0.0.2, which tests allow; 127.0.0.1 stays private.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Allowed = "127.0.0.2";
    public const string Private = "127.0.0.1";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    /// <param name="answer">gets the head of the request, and the stream to write to</param>
    /// <param name="certificate">to speak TLS with</param>
    public ScriptedServer(
        Func<string, Stream, CancellationToken, Task> answer, string host = Allowed, int port = 0, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener = new TcpListener(IPAddress.Parse(host), port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = $"{(certificate is null ? "http" : "https")}://{host}:{Port}/";
        _accepting = AcceptAsync();
    }

    public ScriptedServer(Func<string, string> answer, string host = Allowed, int port = 0, X509Certificate2? certificate = null)
        : this((head, stream, cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer(head)), cancel).AsTask(), host, port, certificate) { }

    public int Port { get; }

    public string Address { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public static string Ok(string body, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{Lines(headers)}\r\n{body}";

    public static string Status(string status, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n{Lines(headers)}\r\n";

    /// <summary>A head whose body ends where the connection does.</summary>
    public static byte[] Head(params string[] headers) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\n{Lines(headers)}\r\n");

    private static string Lines(string[] headers) => string.Concat(headers.Select(header => header + "\r\n"));

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
            await using var stream = await SpeakAsync(client.GetStream());
            var head = await HeadAsync(stream);
            if (head.Length == 0)
            {
                return;
            }

            Requests.Enqueue(head);
            await _answer(head, stream, _closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // The client hung up, which is what many tests want; or the test is over.
        }
    }

    private async Task<Stream> SpeakAsync(NetworkStream wire)
    {
        if (_certificate is null)
        {
            return wire;
        }

        var tls = new SslStream(wire);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _closing.Token);
        return tls;
    }

    private async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _closing.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }
}
