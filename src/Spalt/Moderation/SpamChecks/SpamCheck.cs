using System.Text;
using Microsoft.Extensions.Options;
using Spalt.Networks;
using Spalt.Outbound;

namespace Spalt.Moderation.SpamChecks;

/// <summary>
/// The service outside the house that is asked about comments, where the operator has named one (Akismet's protocol, https://akismet.com/developers/). Whatever goes
/// wrong there, comments come in as if there were none.
/// </summary>
internal sealed partial class SpamCheck(IOptions<SpamCheckOptions> options, PublicHttp http, TimeProvider clock, ILogger<SpamCheck> log)
{
    /// <summary>So long somebody waits who has sent a comment.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>When it has failed, the next ones who comment do not wait for it too.</summary>
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    private long _asksAgainAt;
    private bool _isAway;

    /// <summary>Null where nobody is asked.</summary>
    public string? Host => options.Value.Host;

    /// <summary>The host that gets to see what people without an account write on a network; null where nobody does.</summary>
    public string? HostFor(NetworkFace network) => network.Extras.AsksOutside ? Host : null;

    /// <returns>Its host where it takes the comment for advertising; null where it does not, is not asked, or gives no answer.</returns>
    public async Task<string?> AskAsync(OutsideQuestion question, CancellationToken cancel)
    {
        if (!options.Value.IsOn || clock.GetUtcNow().UtcTicks < Volatile.Read(ref _asksAgainAt))
        {
            return null;
        }

        var (answer, fault) = await TalkAsync("comment-check", question, cancel);
        switch (answer)
        {
            case "true" or "false":
                Volatile.Write(ref _asksAgainAt, 0);
                if (Interlocked.Exchange(ref _isAway, false))
                {
                    LogBack(Host!);
                }

                return answer == "true" ? Host : null;
            default:
                Volatile.Write(ref _asksAgainAt, (clock.GetUtcNow() + LeftAlone).UtcTicks);
                if (!Interlocked.Exchange(ref _isAway, true))
                {
                    LogAway(Host!, fault);
                }

                return null;
        }
    }

    /// <summary>Tells it what people decided, where it was wrong.</summary>
    /// <exception cref="IOException">it may hear of it later</exception>
    public async Task TellAsync(OutsideQuestion question, bool isSpam, CancellationToken cancel)
    {
        var (answer, fault) = await TalkAsync(isSpam ? "submit-spam" : "submit-ham", question, cancel);
        if (answer is null or "invalid")
        {
            throw new IOException($"{Host}: {fault}");
        }
    }

    /// <returns>What it said, null where it said nothing; and what is wrong with that where it is none of the words that were waited for. For the log.</returns>
    private async Task<(string? Answer, string Fault)> TalkAsync(string method, OutsideQuestion question, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(Longest, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        try
        {
            return await http.TalkAsync(new Conversation(options.Value.Method(method), null, question.Form(options.Value.Key!)), both.Token) switch
            {
                Fetched fetched when Encoding.UTF8.GetString(fetched.Body).Trim() is var said => (said, Garbled(said)),
                NotFetched not => (null, not.Detail),
                _ => (null, "no answer"),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, $"no answer within {Longest}");
        }
    }

    /// <summary>One line, cut: a stranger's server chose the words.</summary>
    private static string Garbled(string said) => new NotFetched(FetchFailure.Garbled, $"it answers \"{said}\"").Detail;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The spam check at {Host} is of no use, and comments come in without it: {Fault}")]
    private partial void LogAway(string host, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spam check at {Host} answers again")]
    private partial void LogBack(string host);
}
