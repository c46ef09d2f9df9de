using System.Collections.Concurrent;
using System.Threading.Channels;
using Spalt.Outbound;

namespace Spalt.Tests;

/// <summary>A mail server that keeps what it is given, for tests of who gets which letter.</summary>
internal sealed class Letters : IMailer
{
    private readonly Channel<Mail> _sent = Channel.CreateUnbounded<Mail>();

    private readonly ConcurrentQueue<Mail> _all = new();

    /// <summary>Every letter so far, taken out or not.</summary>
    public IReadOnlyCollection<Mail> All => _all;

    public Task SendAsync(Mail mail, CancellationToken cancel)
    {
        _all.Enqueue(mail);
        return _sent.Writer.WriteAsync(mail, cancel).AsTask();
    }

    /// <summary>The next letter, for which a job may have to run first.</summary>
    public async Task<Mail> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public bool IsEmpty => !_sent.Reader.TryPeek(out _);
}
