using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Moderation.Rules;
using Spalt.Store;

namespace Spalt.Moderation.Waves;

/// <summary>What comments of a flood have in common, so that somebody decides about all of them at once.</summary>
public enum WaveKind
{
    /// <summary>The rule that holds them (<see cref="RuleName"/>).</summary>
    Rule,

    /// <summary>The domain of their e-mail addresses.</summary>
    Domain,

    /// <summary>The connection they came by (<see cref="Comment.PlaceHash"/>, hexadecimal).</summary>
    Household,

    /// <summary>Their words (<see cref="CommentPrint.Print"/>, hexadecimal).</summary>
    Words,
}

/// <summary>Comments that wait and have something in common; as a query and in forms <c>domain:bot.example</c>.</summary>
internal sealed record Wave(WaveKind Kind, string Key)
{
    /// <summary>How many comments wait of it, where that was counted.</summary>
    public int Count { get; init; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}:{Key}");

    public string Words => Texts.Say("Moderation.Wave", Texts.Say("Moderation.Wave." + Kind.ToString().ToLowerInvariant(), Kind is WaveKind.Rule ? Texts.Say("Rule." + Key) : Key), Count);

    /// <returns>Null for what is none.</returns>
    public static Wave? Of(string? address)
    {
        var colon = address?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && Enum.TryParse<WaveKind>(address![..colon], ignoreCase: true, out var kind) && Enum.IsDefined(kind) && new Wave(kind, address[(colon + 1)..]) is var wave && wave.IsPossible
            ? wave : null;
    }

    private bool IsPossible => Kind switch
    {
        WaveKind.Rule => Enum.TryParse<RuleName>(Key, out var rule) && rule.ToString() == Key,
        WaveKind.Domain => Key.Length is > 0 and <= 255 && !Key.Any(char.IsControl),
        _ => Key.Length is > 0 and <= 128 && Key.Length % 2 == 0 && Key.All(char.IsAsciiHexDigit),
    };

    /// <summary>Those of the comments that belong to it.</summary>
    public IQueryable<Comment> In(SpaltDb db, IQueryable<Comment> comments)
    {
        switch (Kind)
        {
            case WaveKind.Rule:
                var rule = Enum.Parse<RuleName>(Key);
                return comments.Where(c => db.CommentHolds.Any(h => h.CommentId == c.Id && h.Rule == rule));
            case WaveKind.Domain:
                var ending = "@" + Key;
                return comments.Where(c => c.Email != null && c.Email.EndsWith(ending));
            case WaveKind.Household:
                var place = Convert.FromHexString(Key);
                return comments.Where(c => c.PlaceHash == place);
            default:
                var print = Convert.FromHexString(Key);
                return comments.Where(c => db.CommentPrints.Any(p => p.CommentId == c.Id && p.Print == print));
        }
    }
}

internal static class WaveQueries
{
    /// <summary>Fewer are looked at one by one.</summary>
    private const int Fewest = 10;

    /// <summary>The largest of each kind.</summary>
    private const int MostOfAKind = 3;

    extension(SpaltDb db)
    {
        /// <summary>What waits on a network.</summary>
        public IQueryable<Comment> WaitingOn(long networkId) =>
            db.Comments.Where(c => c.State == CommentState.Waiting && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == networkId && p.State == Posts.PostState.Published));

        /// <summary>What of what waits has much in common, the largest first.</summary>
        public async Task<IReadOnlyList<Wave>> WavesAsync(long networkId, CancellationToken cancel)
        {
            var waiting = db.WaitingOn(networkId).AsNoTracking();
            var prints = db.CommentPrints.Where(p => p.Print != null);
            Wave[] all =
            [
                .. await LargestAsync(WaveKind.Rule, waiting.Join(db.CommentHolds, c => c.Id, h => h.CommentId, (_, h) => h.Rule), rule => rule.ToString(), cancel),
#pragma warning disable CA1866 // A text is what EF translates for every database.
                .. await LargestAsync(WaveKind.Domain, waiting.Where(c => c.Email != null).Select(c => c.Email!.Substring(c.Email.IndexOf("@") + 1)), domain => domain, cancel),
#pragma warning restore CA1866
                .. await LargestAsync(WaveKind.Household, waiting.Where(c => c.PlaceHash != null).Select(c => c.PlaceHash!), Convert.ToHexStringLower, cancel),
                .. await LargestAsync(WaveKind.Words, waiting.Join(prints, c => c.Id, p => p.CommentId, (_, p) => p.Print!), Convert.ToHexStringLower, cancel),
            ];
            return [.. all.OrderByDescending(w => w.Count)];
        }
    }

    /// <param name="keys">What each comment has of that kind.</param>
    private static async Task<IEnumerable<Wave>> LargestAsync<T>(WaveKind kind, IQueryable<T> keys, Func<T, string> write, CancellationToken cancel) =>
        (await keys.GroupBy(k => k).Select(g => new { g.Key, Count = g.Count() }).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).Take(MostOfAKind).ToListAsync(cancel))
            .Select(g => new Wave(kind, write(g.Key)) { Count = g.Count });
}
