using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Spalt.Accounts;

/// <summary>
/// OpenID Connect on the framework's OAuth handler, which does state, the cookie that binds it to the browser, and PKCE. Ours are discovery,
/// the nonce, the back channel (by the only way out) and what the id token must be. It ends in the framework's external cookie:
/// <c>/-/login/provided</c> decides what follows.
/// </summary>
internal sealed partial class ProviderHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdentityProvider provider)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string SchemeName = "provider";
    public const string Callback = "/-/login/callback";
    public const string EmailVerified = "email_verified";

    /// <summary>Claim of whoever has shown more than one proof at the provider: said in the signed token, not by what is asked after it.</summary>
    public const string ByTwoSteps = "two_steps";
    private const string Nonce = "nonce";

    private Published? _published;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        _published = await provider.PublishedAsync(Context.RequestAborted);
        properties.Items[Nonce] = Secret.Make();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, redirectUri)).Query);
        query["nonce"] = properties.Items[Nonce];
        return QueryHelpers.AddQueryString(_published!.Authorization.AbsoluteUri, query);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // Which provider answers (RFC 9207), where it says so.
        if (Request.Query["iss"].ToString() is { Length: > 0 } issuer && issuer != (await provider.PublishedAsync(Context.RequestAborted)).Issuer)
        {
            return HandleRequestResult.Fail(new ProviderException(ProviderFault.Distrusted, "the answer is another issuer's"));
        }

        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context) => OAuthTokenResponse.Success(await provider.RedeemAsync(
        context.Code, context.RedirectUri, context.Properties.Items[OAuthConstants.CodeVerifierKey] ?? "", Context.RequestAborted));

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = await provider.VerifiedAsync(IdToken.Text(tokens.Response!.RootElement, "id_token"), properties.Items[Nonce] ?? throw new InvalidOperationException("No nonce."), Context.RequestAborted);
        var says = await provider.ClaimsAsync(token, tokens.AccessToken!, Context.RequestAborted);
        properties.Items.Remove(Nonce);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, token.Subject, ClaimValueTypes.String, (await provider.PublishedAsync(Context.RequestAborted)).Issuer));
        foreach (var (name, type) in new[] { ("email", ClaimTypes.Email), ("name", ClaimTypes.Name) })
        {
            if (IdToken.Text(says, name) is { Length: > 0 and <= 254 } text && !text.Any(char.IsControl))
            {
                identity.AddClaim(new Claim(type, text.Trim()));
            }
        }

        // True, and not a word that looks like it.
        if (says.TryGetProperty("email_verified", out var verified) && verified.ValueKind == System.Text.Json.JsonValueKind.True)
        {
            identity.AddClaim(new Claim(EmailVerified, "true"));
        }

        if (token.IsByTwoSteps)
        {
            identity.AddClaim(new Claim(ByTwoSteps, "true"));
        }

        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    /// <summary>Every failure that the world can cause leads back to the sign-in page, which says what it was.</summary>
    public static Task FailAsync(RemoteFailureContext context)
    {
        var fault = context.Failure switch
        {
            ProviderException known => known.Fault,
            AuthenticationFailureException when context.Request.Query["error"].ToString() is { Length: > 0 } error => error switch
            {
                "access_denied" => ProviderFault.Denied,
                "server_error" or "temporarily_unavailable" => ProviderFault.Away,
                _ => ProviderFault.Refused,
            },
            AuthenticationFailureException => ProviderFault.Tampered,
            _ => (ProviderFault?)null,
        };
        if (fault is { } why)
        {
            LogFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderHandler>>(), why, context.Failure!.Message);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/-/login?failed=" + why;
            context.Response.Headers.CacheControl = "private, no-store";
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody came in by the identity provider: {Fault}, {Detail}")]
    public static partial void LogFailed(ILogger log, ProviderFault fault, string detail);
}

/// <summary>The handler's own way out, which it never takes: <see cref="IdentityProvider"/> goes by the product's.</summary>
internal sealed class NoWayOut : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The only way out is Outbound/PublicHttp.");
}
