namespace Spalt.Outbound;

/// <summary>What a fetch came to: <see cref="Fetched"/>, <see cref="Unchanged"/> or <see cref="NotFetched"/>, nothing else.</summary>
public abstract record FetchResult
{
    private protected FetchResult() { }
}

/// <summary>A 2xx answer, whole.</summary>
/// <param name="Address">where it was found, after redirects</param>
/// <param name="MovedForGood">every redirect on the way was permanent (301, 308): remember the new address</param>
/// <param name="Body">decompressed, at most as many bytes as were allowed</param>
/// <param name="ContentType">as the server wrote it, charset included</param>
/// <param name="MaxAge">of Cache-Control</param>
public sealed record Fetched(
    Uri Address, bool MovedForGood, int Status, byte[] Body, string? ContentType, Validators Validators, TimeSpan? MaxAge) : FetchResult;

/// <summary>304: what the caller holds is still good.</summary>
/// <param name="MaxAge">of Cache-Control: for how long, from now on</param>
public sealed record Unchanged(Uri Address, bool MovedForGood, Validators Validators, TimeSpan? MaxAge) : FetchResult;

/// <summary>The world did not give it.</summary>
/// <param name="Detail">for the log, in English; may name addresses of the operator's network, so never for a reader</param>
/// <param name="Status">where the server answered</param>
/// <param name="RetryAfter">how long the server asks to be left alone (RFC 9110 §10.2.3), never negative</param>
public sealed record NotFetched(FetchFailure Failure, string Detail, int? Status = null, TimeSpan? RetryAfter = null) : FetchResult
{
    private const int LongestDetail = 200;

    /// <summary>One line, cut: parts of it may be what a stranger's server chose to say.</summary>
    public string Detail { get; } = Line(Detail);

    private static string Line(string detail)
    {
        var line = string.Concat(detail.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Length <= LongestDetail ? line : line[..(char.IsHighSurrogate(line[LongestDetail - 1]) ? LongestDetail - 1 : LongestDetail)];
    }
}

/// <summary>All that can go wrong, from the caller's side to the server's.</summary>
public enum FetchFailure
{
    /// <summary>We do not go there: no http(s) address, a private network, another port, a redirect from https to http.</summary>
    Refused,
    /// <summary>The name has no address.</summary>
    Unresolvable,
    /// <summary>Nobody answers there, or the line broke.</summary>
    Unreachable,
    /// <summary>The certificate is not to be trusted, or TLS failed.</summary>
    Untrusted,
    TimedOut,
    /// <summary>Body or headers over the limit, compressed or not.</summary>
    TooLarge,
    TooManyRedirects,
    /// <summary>Neither 2xx nor an answer that we can follow.</summary>
    BadStatus,
    /// <summary>No HTTP, broken off, or compressed in a way that cannot be undone.</summary>
    Garbled,
}

/// <summary>What a server gave to ask again with (RFC 9110 §8.8), verbatim; each is null where the server gave none that can be sent back.</summary>
public sealed record Validators(string? ETag = null, string? LastModified = null)
{
    public static readonly Validators None = new();
}
