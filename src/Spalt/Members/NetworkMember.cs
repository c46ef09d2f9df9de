using Spalt.Store;

namespace Spalt.Members;

public enum NetworkRole
{
    /// <summary>Answers for the network and may do everything on it (Swedish <i>ansvarig utgivare</i>, and whom they let).</summary>
    Publisher,
    Editor,
    Moderator,
}

/// <summary>An account's role on a whole network.</summary>
[Audited(nameof(Role))]
public sealed class NetworkMember
{
    private NetworkMember()
    {
    }

    public NetworkMember(long networkId, long accountId, NetworkRole role, DateTimeOffset since)
    {
        NetworkId = networkId;
        AccountId = accountId;
        Role = role;
        Since = since;
    }

    public long NetworkId { get; private set; }

    public long AccountId { get; private set; }

    public NetworkRole Role { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public void Become(NetworkRole role) => Role = role;
}
