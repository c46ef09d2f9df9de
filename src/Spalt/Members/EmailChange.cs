using Spalt.Store;

namespace Spalt.Members;

/// <summary>
/// A letter asks whether an address is a person's: one that they want instead of theirs, or the one that they gave when they came. Until
/// the letter is answered nothing changes; a change can be stopped, and for some days undone, from the old address.
/// </summary>
public sealed class EmailChange : Entity
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(1);
    public static readonly TimeSpan UndoLasts = TimeSpan.FromDays(7);

    private EmailChange()
    {
    }

    public long LoginId { get; private set; }

    /// <summary>Where it was asked for: the letters speak its language and lead there.</summary>
    public long NetworkId { get; private set; }

    public string NewEmail { get; private set; } = "";

    /// <summary>Null where the address stays and is only to be confirmed.</summary>
    public string? OldEmail { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>SHA-256 of the secret in the letter to the new address; null until it is written.</summary>
    public byte[]? ConfirmHash { get; private set; }

    /// <summary>SHA-256 of the secret in the letter to the old address; null until it is written.</summary>
    public byte[]? UndoHash { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When it was stopped, undone, or followed by another; both links are dead from then on.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static EmailChange To(string email, string oldEmail, long loginId, long networkId, DateTimeOffset now)
    {
        var change = new EmailChange { LoginId = loginId, NetworkId = networkId, NewEmail = email.Trim(), OldEmail = oldEmail, AskedAt = now };
        change.Tell(new EmailAsked(change));
        return change;
    }

    public static EmailChange ToConfirm(string email, long loginId, long networkId, DateTimeOffset now)
    {
        var change = new EmailChange { LoginId = loginId, NetworkId = networkId, NewEmail = email, AskedAt = now };
        change.Tell(new EmailAsked(change));
        return change;
    }

    public bool MayConfirm(DateTimeOffset now) => ConfirmedAt is null && EndedAt is null && now < AskedAt + Lasts;

    public bool MayUndo(DateTimeOffset now) => OldEmail is not null && EndedAt is null && now < AskedAt + UndoLasts;

    /// <summary>A new secret for the letter to the new address; one made before is dead.</summary>
    public string MakeConfirmToken()
    {
        var token = Secret.Make();
        ConfirmHash = Secret.Hash(token);
        return token;
    }

    /// <summary>A new secret for the letter to the old address; one made before is dead.</summary>
    public string MakeUndoToken()
    {
        var token = Secret.Make();
        UndoHash = Secret.Hash(token);
        return token;
    }

    /// <summary>Again is nothing.</summary>
    public void Confirm(DateTimeOffset now) => ConfirmedAt ??= now;

    /// <summary>Again is nothing.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;
}

public sealed record EmailAsked(EmailChange Change) : News;
