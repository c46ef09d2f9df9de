namespace Spalt.Accounts;

/// <summary>Why nobody came in by the provider; each has a text below <c>Provider.Failed.</c></summary>
public enum ProviderFault
{
    /// <summary>It does not answer, or not as OpenID Connect says.</summary>
    Away,

    /// <summary>The person said no there.</summary>
    Denied,

    /// <summary>The answer belongs to no question that this browser asked, or to one that was answered already.</summary>
    Tampered,

    /// <summary>It did not take the code.</summary>
    Refused,

    /// <summary>What it says of the person cannot be relied on: signature, issuer, audience, nonce or time are wrong.</summary>
    Distrusted,
}

/// <param name="fault">for the person</param>
/// <param name="detail">for the log, in English; no secrets, no tokens</param>
public sealed class ProviderException(ProviderFault fault, string detail) : Exception(detail)
{
    public ProviderFault Fault { get; } = fault;
}
