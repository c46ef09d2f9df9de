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
        WaveKind.Domain => Key.Length is > 0 and <= 255,
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
    public const int Fewest = 10;

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
            var rules = await waiting.Join(db.CommentHolds, c => c.Id, h => h.CommentId, (_, h) => h.Rule).GroupBy(r => r)
                .Select(g => new { g.Key, Count = g.Count() }).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).Take(MostOfAKind).ToListAsync(cancel);
#pragma warning disable CA1866 // A text is what EF translates for every database.
            var domains = await waiting.Where(c => c.Email != null).GroupBy(c => c.Email!.Substring(c.Email.IndexOf("@") + 1))
#pragma warning restore CA1866
                .Select(g => new { g.Key, Count = g.Count() }).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).Take(MostOfAKind).ToListAsync(cancel);
            var places = await waiting.Where(c => c.PlaceHash != null).GroupBy(c => c.PlaceHash!)
                .Select(g => new { g.Key, Count = g.Count() }).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).Take(MostOfAKind).ToListAsync(cancel);
            var words = await waiting.Join(db.CommentPrints.Where(p => p.Print != null), c => c.Id, p => p.CommentId, (_, p) => p.Print!).GroupBy(p => p)
                .Select(g => new { g.Key, Count = g.Count() }).Where(g => g.Count >= Fewest).OrderByDescending(g => g.Count).Take(MostOfAKind).ToListAsync(cancel);
            Wave[] all =
            [
                .. rules.Select(r => new Wave(WaveKind.Rule, r.Key.ToString()) { Count = r.Count }),
                .. domains.Select(d => new Wave(WaveKind.Domain, d.Key) { Count = d.Count }),
                .. places.Select(p => new Wave(WaveKind.Household, Convert.ToHexStringLower(p.Key)) { Count = p.Count }),
                .. words.Select(w => new Wave(WaveKind.Words, Convert.ToHexStringLower(w.Key)) { Count = w.Count }),
            ];
            return [.. all.OrderByDescending(w => w.Count)];
        }
    }
}
