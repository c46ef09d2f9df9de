using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spalt.Store;

namespace Spalt.Moderation.Writers;

public enum RestrictionKind
{
    /// <summary>The next so many comments wait until somebody has decided.</summary>
    Hold,

    /// <summary>No comments until a day.</summary>
    Suspend,

    /// <summary>No comments any more.</summary>
    Ban,
}

/// <summary>Whom a restriction is about.</summary>
public enum RestrictionScope
{
    /// <summary>An account, or an e-mail address.</summary>
    Person,

    /// <summary>Every e-mail address of a domain.</summary>
    Domain,

    /// <summary>Every connection of a household (<see cref="Web.Household.Of"/>).</summary>
    Household,

    /// <summary>Every connection from an address range (<see cref="Web.Household.RangeOf"/>).</summary>
    Range,
}

/// <summary>What somebody may not do for a while, and the decision that says why. It knows them by a keyed hash only.</summary>
public sealed class Restriction : Entity
{
    private Restriction()
    {
    }

    public long NetworkId { get; private set; }

    public RestrictionKind Kind { get; private set; }

    public RestrictionScope Scope { get; private set; }

    /// <summary>See <see cref="WhoIs"/>.</summary>
    public byte[] Who { get; private set; } = [];

    public long DecisionId { get; private set; }

    /// <summary>Null for one that ends by other means.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Comments that it still holds; null where it does not count.</summary>
    public int? Remaining { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? LiftedAt { get; private set; }

    /// <param name="decision">It has its id.</param>
    public static Restriction Impose(Decision decision, RestrictionKind kind, (RestrictionScope Scope, byte[] Who) on, DateTimeOffset? until, int? remaining) => new()
    {
        NetworkId = decision.NetworkId,
        Kind = kind,
        Scope = on.Scope,
        Who = on.Who,
        DecisionId = decision.Id,
        Until = until,
        Remaining = remaining,
        At = decision.At,
    };

    public bool IsInForce(DateTimeOffset now) => LiftedAt is null && !(Until <= now) && Remaining is not 0;

    /// <param name="hashes">By which it would know somebody (<see cref="WhoIs.Hashes"/>).</param>
    public bool IsOn(IEnumerable<byte[]> hashes) => hashes.Any(hash => hash.AsSpan().SequenceEqual(Who));

    /// <summary>It has held a comment.</summary>
    public void Use() => Remaining -= 1;

    public void Lift(DateTimeOffset now) => LiftedAt ??= now;
}

/// <summary>Somebody who comments, by all that a restriction may know them by.</summary>
/// <param name="Email">Lower case.</param>
/// <param name="Household"><see cref="Web.Household"/></param>
internal sealed record WhoIs(long? AccountId, string? Email, string? Household)
{
    public string? Domain => Email?[(Email.LastIndexOf('@') + 1)..];

    /// <summary>HMAC-SHA-256 over what they are known by, by the network's key: nobody who has the table alone can find out who it is.</summary>
    public static byte[] Hash(byte[] networkKey, RestrictionScope scope, string value) =>
        HMACSHA256.HashData(networkKey, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{scope}:{value}")));

    /// <summary>Every hash by which a restriction would know them.</summary>
    public List<byte[]> Hashes(byte[] networkKey)
    {
        List<byte[]> hashes = [];
        Add(RestrictionScope.Person, AccountId?.ToString(CultureInfo.InvariantCulture));
        Add(RestrictionScope.Person, Email);
        Add(RestrictionScope.Domain, Domain);
        Add(RestrictionScope.Household, Household);
        Add(RestrictionScope.Range, Household is null ? null : Web.Household.RangeOf(Household));
        return hashes;

        void Add(RestrictionScope scope, string? value)
        {
            if (value is not null)
            {
                hashes.Add(Hash(networkKey, scope, value));
            }
        }
    }
}
