using Microsoft.EntityFrameworkCore;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Writers;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>The one place that asks the rules, and what was decided about its writer, whatever way a comment comes in or is changed.</summary>
internal sealed class CommentRules(SpaltDb db, IEnumerable<ICommentRule> rules, Households households, CommentJudge judge)
{
    /// <param name="household">Whose connection it came by (<see cref="Web.Household"/>); null where it came by none.</param>
    public async Task<Ruling> AboutAsync(WrittenComment comment, string? household, CancellationToken cancel)
    {
        var restrictions = await db.RestrictionsOnAsync(comment.NetworkId, new WhoIs(comment.By.AccountId, comment.By.Email, household), comment.Now, cancel);
        if (restrictions.Find(r => r.Kind is not RestrictionKind.Hold) is { } barred)
        {
            return new([]) { Barred = barred };
        }

        var settings = (await db.RulesOfAsync(comment.NetworkId, cancel)).ToDictionary(s => s.Rule);
        var asked = comment with
        {
            Place = household is not null && comment.IsNew && settings[RuleName.Flood].IsOn ? await households.HashAsync(household, comment.Now, cancel) : null,
            Verdict = await judge.JudgeAsync(comment.NetworkId, comment.Plain, cancel),
        };
        var found = new List<(RuleName Rule, Finding Finding)>();
        foreach (var rule in rules.Where(r => settings[r.Name].IsOn))
        {
            if (await rule.LookAsync(asked, settings[rule.Name], cancel) is { } finding)
            {
                found.Add((rule.Name, finding));
            }
        }

        if (found.Find(f => f.Finding.RefusedIn is not null).Finding is { } refused)
        {
            return new([], (refused.RefusedIn!, refused.Detail));
        }

        // Whoever may let it through has let it through.
        var holds = await IsModeratorAsync(comment, cancel) ? [] : found.ConvertAll(f => new RuleHold(f.Rule, f.Finding.Detail));
        if (restrictions.Find(r => r.Kind is RestrictionKind.Hold) is { } held)
        {
            if (comment.IsNew)
            {
                held.Use();
            }

            holds.Add(new RuleHold(RuleName.Decided, ""));
        }

        return new(holds) { From = household is null ? null : WhoIs.Hash(await db.NetworkKeyAsync(comment.NetworkId, cancel), RestrictionScope.Household, household), Print = CommentPrint.Of(comment.Plain), Score = asked.Verdict?.Score, Place = asked.Place };
    }

    private async Task<bool> IsModeratorAsync(WrittenComment comment, CancellationToken cancel) =>
        comment.By.AccountId is { } account && await db.NetworkMembers.AnyAsync(m => m.NetworkId == comment.NetworkId && m.AccountId == account, cancel);
}
