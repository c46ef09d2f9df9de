using System.Security.Cryptography;
using Spalt.Store;

namespace Spalt.Moderation.Sealing;

/// <summary>
/// What was taken away as a threat, kept as it was: a zip (<see cref="Bundle"/>) that nobody changes, whose hash the ledger holds. The publisher
/// opens it, and the audit log says who did and when. It outlives the text, and the decision about it.
/// </summary>
[Audited(nameof(OpenedCount), nameof(DestroyedAt))]
public sealed class Evidence : Entity
{
    private Evidence()
    {
    }

    public long NetworkId { get; private set; }

    /// <summary>One bundle each. No foreign key: with a post that is deleted for good its decisions go, and this stays.</summary>
    public long DecisionId { get; private set; }

    public DateTimeOffset SealedAt { get; private set; }

    /// <summary>The zip; null once it is destroyed.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>SHA-256 of the zip as it was sealed.</summary>
    public byte[] Sha256 { get; private set; } = [];

    public int OpenedCount { get; private set; }

    public DateTimeOffset? LastOpenedAt { get; private set; }

    public DateTimeOffset? DestroyedAt { get; private set; }

    public static Evidence Seal(Decision decision, byte[] bytes, DateTimeOffset now)
    {
        var evidence = new Evidence { NetworkId = decision.NetworkId, DecisionId = decision.Id, SealedAt = now, Bytes = bytes, Sha256 = SHA256.HashData(bytes) };
        evidence.Tell(new EvidenceSealed(evidence, bytes.Length));
        return evidence;
    }

    /// <summary>Somebody reads it: every time counts.</summary>
    public void Open(DateTimeOffset now) => (OpenedCount, LastOpenedAt) = (OpenedCount + 1, now);

    /// <summary>The zip is gone for good; that it was there stays known. Again is nothing.</summary>
    public void Destroy(DateTimeOffset now)
    {
        if (DestroyedAt is null)
        {
            (Bytes, DestroyedAt) = (null, now);
            Tell(new EvidenceDestroyed(this));
        }
    }
}

/// <summary>A bundle was made: the ledger holds its hash from now on, so that nobody changes it unnoticed.</summary>
/// <param name="Length">Of the zip, in bytes.</param>
public sealed record EvidenceSealed(Evidence Evidence, int Length) : News;

public sealed record EvidenceDestroyed(Evidence Evidence) : News;
