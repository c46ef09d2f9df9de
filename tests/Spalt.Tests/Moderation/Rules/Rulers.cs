using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Moderation;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation.Rules;

/// <summary>What tests of the rules do: set one as a publisher does, comment, and read in the queue why something waits.</summary>
internal static class Rulers
{
    public const string Settings = "/-/network/comment-rules";

    /// <summary>Sets one rule and leaves the others off, by the form.</summary>
    public static Task OnlyAsync(this HttpClient publisher, RuleName rule, int? number = null, int? minutes = null, string? words = null) =>
        publisher.DoAsync(Settings, Fields(rule, number, minutes, words));

    public static (string Name, string Value)[] Fields(RuleName rule, int? number = null, int? minutes = null, string? words = null)
    {
        var name = RulesPage.FieldOf(rule);
        return [(name + "-on", "yes"), (name + "-number", $"{number}"), (name + "-minutes", $"{minutes}"), (name + "-words", words ?? "")];
    }

    public static async Task<CommentState> StateAsync(this Site site, string sent) => (await site.StoredAsync(sent)).State;

    /// <summary>Why a comment is held: which rule, and what stands in the queue.</summary>
    public static Task<List<(RuleName Rule, string Detail)>> HoldsAsync(this Site site, string sent) => site.WithDbAsync(async db =>
        (await db.CommentHolds.Where(h => h.CommentId == Responding.IdIn(sent)).OrderBy(h => h.Rule).ToListAsync()).ConvertAll(h => (h.Rule, h.Detail)));

    /// <summary>Decides about a comment as the queue does, past the queue.</summary>
    public static Task DecideAsync(this Site site, Network network, long id, bool refuse) => site.WithDbAsync(async db =>
    {
        var comment = await db.Comments.SingleAsync(c => c.Id == id);
        var place = (await db.CommentedPlaceAsync(network.Id, comment.PostId, CancellationToken.None))!;
        db.Add(refuse
            ? Decision.Refuse(comment, place, new(DecisionGround.Advertising, "Reklam."), new(1, "Mona Ek"), site.Clock.Now)
            : Decision.Approve(comment, place, new(1, "Mona Ek"), site.Clock.Now));
        await db.SaveChangesAsync();
    });
}
