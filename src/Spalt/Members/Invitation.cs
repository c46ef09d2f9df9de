using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Somebody is asked to take a role, by a link that works once and not for ever.</summary>
[Audited(nameof(NetworkRole), nameof(BlogRole), nameof(Email), nameof(BlogId), nameof(ExpiresAt), nameof(EndedAt))]
public sealed class Invitation : Entity
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    private Invitation()
    {
    }

    /// <summary>Null for the link with which an installation's first publisher sets it up.</summary>
    public long? NetworkId { get; private set; }

    /// <summary>The blog that the role is on; null for a role on the network.</summary>
    public long? BlogId { get; private set; }

    public NetworkRole? NetworkRole { get; private set; }

    public BlogRole? BlogRole { get; private set; }

    /// <summary>Where the letter goes; null for a link that is handed over in another way.</summary>
    public string? Email { get; private set; }

    /// <summary>SHA-256 of the secret in the link; null until the link has been made.</summary>
    public byte[]? TokenHash { get; private set; }

    /// <summary>The account that asks; null for the operator.</summary>
    public long? ById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was taken or called back; the link is dead from then on.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The one link with which whoever installed Spalt becomes its first publisher.</summary>
    public static Invitation ToSetUp(DateTimeOffset now) =>
        new() { NetworkRole = Members.NetworkRole.Publisher, CreatedAt = now, ExpiresAt = now.AddDays(1) };

    public static Invitation To(long networkId, NetworkRole role, string? email, long? byId, DateTimeOffset now)
    {
        var invitation = new Invitation { NetworkId = networkId, NetworkRole = role, Email = email, ById = byId, CreatedAt = now, ExpiresAt = now + Lasts };
        invitation.Tell(new Invited(invitation));
        return invitation;
    }

    public static Invitation To(Blog blog, BlogRole role, string? email, long? byId, DateTimeOffset now)
    {
        var invitation = new Invitation
        {
            NetworkId = blog.NetworkId,
            BlogId = blog.Id,
            BlogRole = role,
            Email = email,
            ById = byId,
            CreatedAt = now,
            ExpiresAt = now + Lasts,
        };
        invitation.Tell(new Invited(invitation));
        return invitation;
    }

    /// <summary>Makes the link's secret; one that was made before is dead.</summary>
    /// <returns>The secret, which nobody keeps.</returns>
    public string MakeToken()
    {
        var token = Secret.Make();
        TokenHash = Secret.Hash(token);
        return token;
    }

    /// <summary>When its letter was asked for the last time.</summary>
    public DateTimeOffset SentAt => ExpiresAt - Lasts;

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    /// <summary>Taken. Again is nothing.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>Holds as long again from now on, under a new link; with an address, another letter goes out. Nothing where it was answered or called back.</summary>
    /// <param name="byId">The account that asks by now.</param>
    public void Renew(long byId, DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            ById = byId;
            ExpiresAt = now + Lasts;
            Tell(new Invited(this));
        }
    }

    /// <summary>Called back by whoever may. Again is nothing.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            EndedAt = now;
            Tell(new InvitationWithdrawn(this));
        }
    }
}

public sealed record Invited(Invitation Invitation) : News;

public sealed record InvitationWithdrawn(Invitation Invitation) : News;
