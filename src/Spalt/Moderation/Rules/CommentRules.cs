using Microsoft.EntityFrameworkCore;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Writers;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Moderation.Rules;

/// <summary>The one place that asks the rules, and what was decided about its writer, whatever way a comment comes in or is changed.</summary>
internal sealed class CommentRules(SpaltDb db, IEnumerable<ICommentRule> rules, RuleFacts facts)
{
    public async Task<Ruling> AboutAsync(WrittenComment comment, CancellationToken cancel) => (await AboutAsync(comment.NetworkId, [comment], cancel))[0];

    /// <param name="comments">At least one, all written at the same moment. What is said of one counts for the next only where a decision holds so many: no two are of one
    /// person or household, or say the same (<see cref="Comments.Intake.Submission.Marks"/>).</param>
    public async Task<IReadOnlyList<Ruling>> AboutAsync(long networkId, IReadOnlyList<WrittenComment> comments, CancellationToken cancel)
    {
        var (key, now) = (await db.NetworkKeyAsync(networkId, cancel), comments[0].Now);
        var owners = await OwnersAsync(comments, cancel);
        var hashes = comments.Select(c => (c.Who with { AccountId = c.By.AccountId ?? owners.GetValueOrDefault(c.By.Email ?? "") }).Hashes(key)).ToList();
        var restrictions = await db.RestrictionsOnAsync(networkId, [.. hashes.SelectMany(h => h)], now, cancel);
        var settings = (await db.RulesOfAsync(networkId, cancel)).ToDictionary(s => s.Rule);
        var known = await facts.AskAsync(networkId, comments, settings, cancel);
        var moderators = await ModeratorsAsync(networkId, comments, cancel);
        return [.. known.Select((comment, i) => About(comment, settings, [.. restrictions.Where(r => r.IsOn(hashes[i]) && r.IsInForce(now))], moderators) with
        {
            From = comment.Household is { } household ? WhoIs.Hash(key, RestrictionScope.Household, household) : null,
            FromRange = comment.Household is { } one ? WhoIs.Hash(key, RestrictionScope.Range, Household.RangeOf(one)) : null,
        })];
    }

    /// <summary>Whether somebody may not comment now, before anything else is asked.</summary>
    public async Task<bool> BarsAsync(long networkId, WhoIs who, DateTimeOffset now, CancellationToken cancel) =>
        (await db.RestrictionsOnAsync(networkId, who.Hashes(await db.NetworkKeyAsync(networkId, cancel)), now, cancel)).Exists(r => r.Kind is not RestrictionKind.Hold);

    /// <summary>Whose addresses the comments bear that were written without an account: whoever is kept away does not come back by signing out.</summary>
    private async Task<Dictionary<string, long?>> OwnersAsync(IReadOnlyList<WrittenComment> comments, CancellationToken cancel)
    {
        string?[] addresses = [.. comments.Where(c => c.By is { AccountId: null, Email: not null }).Select(c => c.By.Email!.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
        return addresses.Length == 0 ? [] : await Owner.Asked(db, addresses).ToDictionaryAsync(l => l.Email.ToLowerInvariant(), l => (long?)l.AccountId, StringComparer.Ordinal, cancel);
    }

    private sealed record Owner(string Email, long AccountId)
    {
        public static readonly Func<SpaltDb, string?[], IAsyncEnumerable<Owner>> Asked = EF.CompileAsyncQuery(
            (SpaltDb db, string?[] addresses) => db.Logins.Where(l => addresses.Contains(l.NormalizedEmail) && l.EmailConfirmed).Select(l => new Owner(l.Email!, l.AccountId)));
    }

    private Ruling About(WrittenComment comment, Dictionary<RuleName, RuleSetting> settings, List<Restriction> restrictions, HashSet<long> moderators)
    {
        if (restrictions.Find(r => r.Kind is not RestrictionKind.Hold) is { } barred)
        {
            return new([]) { Barred = barred };
        }

        var found = new List<(RuleName Rule, Finding Finding)>();
        foreach (var rule in rules.Where(r => settings[r.Name].IsOn))
        {
            if (rule.Look(comment, settings[rule.Name]) is { } finding)
            {
                found.Add((rule.Name, finding));
            }
        }

        if (found.Find(f => f.Finding.RefusedIn is not null).Finding is { } refused)
        {
            return new([], (refused.RefusedIn!, refused.Detail));
        }

        // Whoever may let it through has let it through.
        var holds = comment.By.AccountId is { } account && moderators.Contains(account) ? [] : found.ConvertAll(f => new RuleHold(f.Rule, f.Finding.Detail));
        if (restrictions.Find(r => r.Kind is RestrictionKind.Hold) is { } held)
        {
            if (comment.IsNew)
            {
                held.Use();
            }

            holds.Add(new RuleHold(RuleName.Decided, ""));
        }

        return new(holds)
        {
            Print = comment.Print,
            Score = comment.Verdict?.Score,
            Place = comment.Place,
            Spent = WorkRule.IsDone(comment, settings[RuleName.Work]) ? SealedWork.MarkOf(comment.Seal!) : null,
        };
    }

    private async Task<HashSet<long>> ModeratorsAsync(long networkId, IReadOnlyList<WrittenComment> comments, CancellationToken cancel)
    {
        List<long> accounts = [.. comments.Select(c => c.By.AccountId).OfType<long>()];
        return accounts.Count == 0 ? []
            : [.. await db.NetworkMembers.Where(m => m.NetworkId == networkId && accounts.Contains(m.AccountId)).Select(m => m.AccountId).ToListAsync(cancel)];
    }
}
