using Spalt.Formats.Html;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>What somebody who looks at a draft says of one passage of it. It holds on to the passage's words, so that it stays with them however the text around them changes.</summary>
public sealed class MarginNote : Entity
{
    public const int LongestQuote = 500;
    public const int LongestText = 1000;

    /// <summary>Of one post, those put right included.</summary>
    public const int Most = 100;

    private MarginNote()
    {
    }

    public MarginNote(long postId, string quote, string text, long byId, DateTimeOffset now)
    {
        (PostId, Quote, Text, ById, At) = (postId, quote, text, byId, now);
    }

    public long PostId { get; private set; }

    /// <summary>The passage as it stood in the text: plain text on one line.</summary>
    public string Quote { get; private set; } = "";

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = "";

    public long ById { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>When somebody had done what it says; null while there is something to do.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Whether a text says these words, on however many lines.</summary>
    public static bool Stands(string quote, DraftText text) => OneLine($"{text.Title} {text.Lead} {HtmlText.Plain(text.Html)}").Contains(OneLine(quote), StringComparison.Ordinal);

    /// <summary>It is done. Again is nothing.</summary>
    public void Resolve(DateTimeOffset now) => ResolvedAt ??= now;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
