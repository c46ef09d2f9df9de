using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Spalt.Accounts;

/// <summary>What a provider says of who signed in, signed (OpenID Connect Core 1.0 §2): header, claims and signature.</summary>
internal sealed record IdToken(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    private const int Longest = 64 * 1024;

    /// <summary>How much two clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>An id token is fresh: it was made for the code that we have just shown.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(15);

    public string Algorithm => Text(Header, "alg") ?? "";

    public string? KeyId => Text(Header, "kid");

    /// <summary>The person's name at the provider, never given to anybody else.</summary>
    public string Subject => Text(Claims, "sub") ?? "";

    /// <summary>
    /// Whether the provider says that it saw more than one proof of who it is (<c>amr</c> holds <c>mfa</c>, RFC 8176 §2). A list of texts, and
    /// nothing that looks like one.
    /// </summary>
    public bool IsByTwoSteps => Claims.TryGetProperty("amr", out var methods) && methods.ValueKind == JsonValueKind.Array
        && methods.EnumerateArray().Any(m => m.ValueKind == JsonValueKind.String && m.ValueEquals("mfa"));

    /// <summary>Nothing in it is believed until <see cref="Check"/> and <see cref="IsSignedBy"/> said so.</summary>
    public static IdToken Read(string? compact)
    {
        var parts = compact is { Length: > 0 and <= Longest } ? compact.Split('.') : [];
        try
        {
            return parts.Length == 3
                ? new IdToken(Json(parts[0]), Json(parts[1]), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
                : throw No("there is no id token in three parts");
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw No("the id token is no JWT");
        }
    }

    /// <summary>OpenID Connect Core 1.0 §3.1.3.7, points 2 to 5 and 9 to 11.</summary>
    /// <exception cref="ProviderException">something is not as it must be</exception>
    public void Check(string issuer, string clientId, string nonce, DateTimeOffset now)
    {
        Require(Text(Claims, "iss") == issuer, "another issuer");
        JsonElement[] named = !Claims.TryGetProperty("aud", out var aud) ? [] : aud.ValueKind == JsonValueKind.Array ? [.. aud.EnumerateArray()] : [aud];
        var audience = Array.ConvertAll(named, a => a.ValueKind == JsonValueKind.String ? a.GetString() : null);
        Require(audience.Contains(clientId, StringComparer.Ordinal), "another audience");
        var party = Text(Claims, "azp");
        Require(party is null ? audience.Length == 1 : party == clientId, "another authorized party");
        Require(Seconds("exp") is { } expires && now < expires + Skew, "it has expired");
        Require(Seconds("iat") is { } made && made < now + Skew && made > now - Oldest, "it was made at another time");
        Require(Seconds("nbf") is not { } from || from < now + Skew, "it is not valid yet");
        Require(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Text(Claims, "nonce") ?? ""), Encoding.UTF8.GetBytes(nonce)), "another nonce");
        Require(Subject.Length is > 0 and <= 255, "no subject");
    }

    /// <summary>RS256, PS256 and ES256 (RFC 7518 §3): neither <c>none</c> nor a secret that both sides have.</summary>
    /// <param name="key">a JSON Web Key (RFC 7517)</param>
    public bool IsSignedBy(JsonElement key)
    {
        if (Text(key, "use") is not (null or "sig") || (KeyId is not null && Text(key, "kid") != KeyId) || Text(key, "alg") is { } only && only != Algorithm)
        {
            return false;
        }

        try
        {
            return (Algorithm, Text(key, "kty")) switch
            {
                ("RS256", "RSA") => IsByRsa(key, RSASignaturePadding.Pkcs1),
                ("PS256", "RSA") => IsByRsa(key, RSASignaturePadding.Pss),
                ("ES256", "EC") when Text(key, "crv") == "P-256" => IsByCurve(key),
                _ => false,
            };
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private bool IsByRsa(JsonElement key, RSASignaturePadding padding)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.KeySize is >= 2048 and <= 8192 && rsa.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, padding);
    }

    private bool IsByCurve(JsonElement key)
    {
        using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
        return curve.VerifyData(Signed, Signature, HashAlgorithmName.SHA256);
    }

    public static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private DateTimeOffset? Seconds(string name) =>
        Claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 1e11
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name) ?? "");

    private static JsonElement Json(string part)
    {
        var json = JsonElement.Parse(Base64Url.DecodeFromChars(part));
        return json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("No object.");
    }

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw No("the id token is not good: " + otherwise);
        }
    }

    private static ProviderException No(string why) => new(ProviderFault.Distrusted, why);
}
