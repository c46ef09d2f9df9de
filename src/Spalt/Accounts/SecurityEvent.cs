namespace Spalt.Accounts;

public enum SecurityEventKind
{
    SignedIn,
    SignedOut,
    SignInFailed,
    LockedOut,
    PasswordChanged,
    PasswordLinkSent,
    PasswordReset,
    EmailChanged,
    TwoFactorOn,
    TwoFactorOff,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    SessionsEnded,
    Disabled,
    Enabled,
    ProviderLinked,
    ProviderRemoved,
    EmailChangeAsked,
    EmailChangeStopped,
    EmailConfirmed,
    EmailRestored,
}

/// <summary>A line of the log that a person sees about their own account.</summary>
public sealed class SecurityEvent
{
    private SecurityEvent()
    {
    }

    public SecurityEvent(long loginId, SecurityEventKind kind, string agent, DateTimeOffset at)
    {
        LoginId = loginId;
        Kind = kind;
        Agent = agent.Length > 300 ? agent[..300] : agent;
        At = at;
    }

    public long Id { get; private set; }

    public long LoginId { get; private set; }

    public SecurityEventKind Kind { get; private set; }

    /// <summary>The browser's own word for what it is, cut; empty for the command line.</summary>
    public string Agent { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
