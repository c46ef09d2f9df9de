using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spalt.Outbound;

namespace Spalt.Accounts;

/// <summary>The newspaper's identity provider, spoken with over the back channel. What it publishes of itself is asked again every hour.</summary>
internal sealed class IdentityProvider(IOptions<ProviderOptions> options, PublicHttp http, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>A token that names an unknown key makes us ask anew, but not every token that somebody makes up.</summary>
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private Published? _published;

    public ProviderOptions Options => options.Value;

    public string Name => Options.Name ?? "";

    /// <summary>Its endpoints and keys.</summary>
    /// <exception cref="ProviderException">it cannot be asked, or says what no provider says</exception>
    public async Task<Published> PublishedAsync(CancellationToken cancel)
    {
        var known = _published;
        return known is not null && known.ReadAt + Fresh > clock.GetUtcNow() ? known : await ReadAsync(known, cancel);
    }

    /// <summary>Shows the code that the browser brought, with the verifier that only we know (RFC 7636).</summary>
    /// <returns>The token endpoint's answer.</returns>
    public async Task<JsonDocument> RedeemAsync(string code, string redirectUri, string verifier, CancellationToken cancel)
    {
        var published = await PublishedAsync(cancel);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = verifier,
        };
        AuthenticationHeaderValue? basic = null;
        if (published.TakesBasic)
        {
            // Encoded as a form's field before it is encoded as a header (RFC 6749 §2.3.1).
            var pair = $"{FormEncoded(Options.ClientId!)}:{FormEncoded(Options.ClientSecret!)}";
            basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = Options.ClientId!;
            form["client_secret"] = Options.ClientSecret!;
        }

        return await http.TalkAsync(new Conversation(published.Token, basic, form), cancel) switch
        {
            Fetched fetched => Document(fetched),
            NotFetched { Failure: FetchFailure.BadStatus, Status: >= 400 and < 500 } no => throw new ProviderException(ProviderFault.Refused, no.Detail),
            NotFetched no => throw new ProviderException(ProviderFault.Away, no.Detail),
            _ => throw new ProviderException(ProviderFault.Away, "an answer of no use"),
        };
    }

    /// <summary>Whose signature it is; asks for the keys anew where none of those we know made it.</summary>
    public async Task<IdToken> VerifiedAsync(string? compact, string nonce, CancellationToken cancel)
    {
        var token = IdToken.Read(compact);
        var published = await PublishedAsync(cancel);
        token.Check(published.Issuer, Options.ClientId!, nonce, clock.GetUtcNow());
        if (!published.Keys.Any(token.IsSignedBy) && published.ReadAt + Seldom < clock.GetUtcNow())
        {
            published = await ReadAsync(published, cancel);
        }

        return published.Keys.Any(token.IsSignedBy) ? token : throw new ProviderException(ProviderFault.Distrusted, $"no key of the provider made the signature ({Short(token.Algorithm)})");
    }

    /// <summary>What it says of the person (OpenID Connect Core 1.0 §5.3): the id token itself where there is nothing to ask.</summary>
    public async Task<JsonElement> ClaimsAsync(IdToken token, string accessToken, CancellationToken cancel)
    {
        if ((await PublishedAsync(cancel)).UserInfo is not { } address)
        {
            return token.Claims;
        }

        using var claims = await TalkAsync(new Conversation(address, new AuthenticationHeaderValue("Bearer", accessToken)), cancel);
        return IdToken.Text(claims.RootElement, "sub") == token.Subject
            ? claims.RootElement.Clone()
            : throw new ProviderException(ProviderFault.Distrusted, "the userinfo endpoint speaks of somebody else");
    }

    public void Dispose() => _one.Dispose();

    private async Task<Published> ReadAsync(Published? known, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Somebody else may have asked while we waited.
            if (_published is { } other && other != known)
            {
                return other;
            }

            using var about = await TalkAsync(new Conversation(new Uri(Options.Discovery), Authorization: null), cancel);
            var issuer = IdToken.Text(about.RootElement, "issuer");
            if (issuer?.TrimEnd('/') != Options.Issuer)
            {
                throw new ProviderException(ProviderFault.Distrusted, $"the provider at {Options.Issuer} calls itself something else");
            }

            using var keys = await TalkAsync(new Conversation(Address(about, "jwks_uri"), Authorization: null), cancel);
            _published = new Published(
                issuer, Address(about, "authorization_endpoint"), Address(about, "token_endpoint"), about.RootElement.TryGetProperty("userinfo_endpoint", out _) ? Address(about, "userinfo_endpoint") : null,
                TakesBasic(about), [.. Items(keys, "keys").Take(50).Select(k => k.Clone())], clock.GetUtcNow());
            return _published;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<JsonDocument> TalkAsync(Conversation asked, CancellationToken cancel) => await http.TalkAsync(asked, cancel) switch
    {
        Fetched fetched => Document(fetched),
        NotFetched no => throw new ProviderException(ProviderFault.Away, no.Detail),
        _ => throw new ProviderException(ProviderFault.Away, "an answer of no use"),
    };

    private static JsonDocument Document(Fetched fetched)
    {
        try
        {
            var document = JsonDocument.Parse(fetched.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException("No object.");
        }
        catch (JsonException)
        {
            throw new ProviderException(ProviderFault.Away, $"{PublicHttp.WithoutQuery(fetched.Address)} answers with something else than a JSON object");
        }
    }

    /// <summary>As safe as the provider's own address: nobody is led from https to http.</summary>
    private Uri Address(JsonDocument about, string name) =>
        Uri.TryCreate(IdToken.Text(about.RootElement, name), UriKind.Absolute, out var address)
            && (address.Scheme == "https" || (address.Scheme == "http" && new Uri(Options.Issuer).Scheme == "http"))
            ? address : throw new ProviderException(ProviderFault.Away, $"the provider names no {name} that can be used");

    /// <summary>Basic is what counts where nothing is said (OpenID Connect Discovery 1.0 §3).</summary>
    private static bool TakesBasic(JsonDocument about) =>
        !about.RootElement.TryGetProperty("token_endpoint_auth_methods_supported", out _)
        || Items(about, "token_endpoint_auth_methods_supported").Any(m => m.ValueEquals("client_secret_basic"));

    private static List<JsonElement> Items(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string FormEncoded(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static string Short(string text) => text.Length > 10 ? text[..10] : text;
}

/// <summary>What a provider says of itself.</summary>
/// <param name="UserInfo">Null where it has none.</param>
/// <param name="TakesBasic">Takes our secret in a header; otherwise it stands in the form.</param>
/// <param name="Keys">JSON Web Keys.</param>
internal sealed record Published(string Issuer, Uri Authorization, Uri Token, Uri? UserInfo, bool TakesBasic, IReadOnlyList<JsonElement> Keys, DateTimeOffset ReadAt);
