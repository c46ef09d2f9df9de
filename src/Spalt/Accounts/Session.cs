namespace Spalt.Accounts;

/// <summary>Somebody is signed in, in one browser. The browser holds the key, we its hash.</summary>
public sealed class Session
{
    private Session()
    {
    }

    public long Id { get; private set; }

    /// <summary>SHA-256 of the key that the browser's cookie carries.</summary>
    public byte[] KeyHash { get; private set; } = [];

    public long LoginId { get; private set; }

    /// <summary>The framework's ticket: who it is and how they signed in.</summary>
    public byte[] Ticket { get; private set; } = [];

    /// <summary>The browser's own word for what it is, cut.</summary>
    public string Agent { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Known to within some minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static Session Start(long loginId, byte[] keyHash, byte[] ticket, string agent, DateTimeOffset expiresAt, DateTimeOffset now) => new()
    {
        LoginId = loginId,
        KeyHash = keyHash,
        Ticket = ticket,
        Agent = agent.Length > 300 ? agent[..300] : agent,
        StartedAt = now,
        SeenAt = now,
        ExpiresAt = expiresAt,
    };

    public void Renew(byte[] ticket, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        Ticket = ticket;
        ExpiresAt = expiresAt;
        SeenAt = now;
    }
}
