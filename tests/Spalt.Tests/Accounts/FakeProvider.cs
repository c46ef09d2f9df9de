using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Spalt.Tests.Accounts;

/// <summary>A provider that lies as a test wants. Without a lie it does what OpenID Connect says.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RSA _key = RSA.Create(2048);
    private string _nonce = "";

    private FakeProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.First();

    /// <summary>Changes the claims of the id token.</summary>
    public Action<Dictionary<string, object?>> Lie { get; set; } = _ => { };

    public string Algorithm { get; set; } = "RS256";

    public string KeyId { get; set; } = "one";

    /// <summary>Signs with a key that it does not publish.</summary>
    public bool SignsWithAnother { get; set; }

    /// <summary>What the userinfo endpoint says it speaks of.</summary>
    public string UserInfoSubject { get; set; } = "nils";

    public object EmailVerified { get; set; } = true;

    /// <summary>What the token endpoint answers instead of tokens.</summary>
    public int? TokenStatus { get; set; }

    public string? TokenBody { get; set; }

    /// <summary>What the discovery document calls it.</summary>
    public string? CallsItself { get; set; }

    /// <summary>What goes back to the browser besides code and state.</summary>
    public Func<string, string> Answer { get; set; } = query => query;

    public int Redeemed { get; private set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>Signs with a new key from now on, and publishes only that.</summary>
    public void Rotate(string keyId)
    {
        _key.Dispose();
        (_key, KeyId) = (RSA.Create(2048), keyId);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = CallsItself ?? Issuer,
            authorization_endpoint = Issuer + "/auth",
            token_endpoint = Issuer + "/token",
            jwks_uri = Issuer + "/keys",
            userinfo_endpoint = Issuer + "/me",
        });
        _app.MapGet("/keys", () =>
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = KeyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } };
        });
        _app.MapGet("/auth", (HttpRequest request) =>
        {
            _nonce = request.Query["nonce"].ToString();
            return Results.Redirect(request.Query["redirect_uri"] + "?" + Answer($"code=abc&state={Uri.EscapeDataString(request.Query["state"].ToString())}"));
        });
        _app.MapPost("/token", () =>
        {
            Redeemed++;
            return TokenStatus is { } status ? Results.Text(TokenBody ?? "{\"error\":\"invalid_grant\"}", "application/json", statusCode: status)
                : TokenBody is { } body ? Results.Text(body, "application/json")
                : Results.Json(new { access_token = "tok", token_type = "Bearer", id_token = IdToken() });
        });
        _app.MapGet("/me", (HttpRequest request) => request.Headers.Authorization == "Bearer tok"
            ? Results.Json(new { sub = UserInfoSubject, email = "nils@exempel.se", email_verified = EmailVerified, name = "Nils Ny", amr = new[] { "pwd", "mfa" } }) : Results.Unauthorized());
    }

    private string IdToken()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["sub"] = "nils",
            ["aud"] = "spalt",
            ["exp"] = now + 300,
            ["iat"] = now,
            ["nonce"] = _nonce,
        };
        Lie(claims);
        var signed = Part(new { alg = Algorithm, kid = KeyId }) + "." + Part(claims);
        var bytes = Encoding.ASCII.GetBytes(signed);
        using var other = RSA.Create(2048);
        var signature = Algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), bytes),
            _ => (SignsWithAnother ? other : _key).SignData(bytes, HashAlgorithmName.SHA256, Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
