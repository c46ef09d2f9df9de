using Spalt.Store;

namespace Spalt.Moderation.Cases;

/// <summary>The complaint against a decision (DSA, art. 20), by whom it restricts or by who reported. Somebody else than before decides.</summary>
public sealed class Appeal : Entity
{
    private Appeal()
    {
    }

    public long NetworkId { get; private set; }

    public long DecisionId { get; private set; }

    /// <summary>The notice of who appeals; null where it is the one whom the decision restricts.</summary>
    public long? NoticeId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset FiledAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long? DecidedById { get; private set; }

    public string? DecidedByName { get; private set; }

    public bool? IsUpheld { get; private set; }

    /// <summary>What the newspaper answers.</summary>
    public string? Answer { get; private set; }

    /// <summary>The decision that undid the first.</summary>
    public long? ReversalId { get; private set; }

    /// <param name="by">Account and address of who appeals, as far as they are known.</param>
    public static Appeal File(Decision decision, Notice? notice, string text, (long? AccountId, string? Email) by, DateTimeOffset now)
    {
        var appeal = new Appeal { NetworkId = decision.NetworkId, DecisionId = decision.Id, NoticeId = notice?.Id, Text = text, FiledAt = now };
        appeal.Tell(new AppealFiled(appeal, by.AccountId, by.Email));
        return appeal;
    }

    /// <param name="reversal">The decision that undoes the first; null where that stands. It has its id.</param>
    /// <param name="to">Account and address of who appealed.</param>
    /// <exception cref="InvalidOperationException">Whoever decided first decides again (art. 20.4, 20.6): no page lets them.</exception>
    public void Decide(Decision first, Decision? reversal, string answer, Moderator by, (long? AccountId, string? Email) to, DateTimeOffset now)
    {
        if (first.ById == by.AccountId)
        {
            throw new InvalidOperationException("Somebody else decides about an appeal than who made the decision.");
        }

        if (DecidedAt is null)
        {
            (DecidedAt, DecidedById, DecidedByName, IsUpheld, Answer, ReversalId) = (now, by.AccountId, by.Name, reversal is not null, answer, reversal?.Id);
            Tell(new AppealDecided(this, to.AccountId, to.Email));
        }
    }
}

/// <param name="AccountId">Of who appeals, where it is known.</param>
public sealed record AppealFiled(Appeal Appeal, long? AccountId, string? Email) : News;

public sealed record AppealDecided(Appeal Appeal, long? AccountId, string? Email) : News;
