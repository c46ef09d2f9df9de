namespace Spalt.Store;

/// <summary>Changes of such an entity are written into the audit log by <see cref="SpaltDb"/>, in the transaction that makes them.</summary>
/// <param name="only">The properties that count; all but those marked <see cref="NotAuditedAttribute"/> where none is named.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(params string[] only) : Attribute
{
    public IReadOnlyList<string> Only { get; } = only;

    /// <summary>Whether such entities come and go without a word.</summary>
    public bool OnlyChanges { get; init; }
}

/// <summary>A secret, a tally, or what a job keeps: no change that anybody answers for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Who makes the changes that are saved.</summary>
/// <param name="AccountId">Null for whoever has no account here.</param>
/// <param name="Name">What they are called now.</param>
/// <param name="NetworkId">Where they are at work.</param>
/// <param name="Household">The connection's address, see <see cref="Web.Household"/>.</param>
public sealed record Actor(long? AccountId, string Name, long? NetworkId = null, string? Household = null)
{
    /// <summary>The program itself: a job that was due.</summary>
    public static readonly Actor Program = new(null, "");

    /// <summary>Whoever has the machine.</summary>
    public static readonly Actor Terminal = new(null, "terminal");
}
