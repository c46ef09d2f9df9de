namespace Spalt.Audit;

public enum AuditVerb
{
    Added,
    Changed,
    Removed,
    Published,
    Scheduled,
    Withdrawn,
    Moved,
    Binned,
    Restored,
    Accepted,
    Suspended,
    Reopened,
    Merged,
    Disabled,
    Enabled,
    Corrected,
    Returned,
    Opened,
}

/// <summary>A line of the audit log: somebody did something with a right that they had. It is written once and never changed.</summary>
public sealed class AuditEntry
{
    public const int LongestName = 200;

    private AuditEntry()
    {
    }

    /// <param name="subject">The class of the entity and its key.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="before">JSON object of the changed properties; null for what is new.</param>
    /// <param name="after">JSON object of the changed properties; null for what is gone.</param>
    public AuditEntry(Store.Actor actor, long? networkId, AuditVerb verb, (string Kind, string Id) subject, string name, string? before, string? after, DateTimeOffset at)
    {
        (ActorId, Actor, Household, NetworkId) = (actor.AccountId, actor.Name, actor.Household, networkId ?? actor.NetworkId);
        (Verb, Kind, SubjectId, Before, After, At) = (verb, subject.Kind, subject.Id, before, after, at);
        Subject = name.Length > LongestName ? name[..LongestName] : name;
    }

    public long Id { get; private set; }

    /// <summary>Null for what belongs to no network, done at the terminal.</summary>
    public long? NetworkId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The account; null for the terminal and for the program itself. No foreign key: the line stays as it is whatever becomes of the account.</summary>
    public long? ActorId { get; private set; }

    /// <summary>What they were called; empty for the program itself.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Where the connection came from, see <see cref="Web.Household"/>.</summary>
    public string? Household { get; private set; }

    public AuditVerb Verb { get; private set; }

    /// <summary>Class of the entity.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Its key; parts are joined by slashes.</summary>
    public string SubjectId { get; private set; } = "";

    /// <summary>What it was called.</summary>
    public string Subject { get; private set; } = "";

    public string? Before { get; private set; }

    public string? After { get; private set; }
}
