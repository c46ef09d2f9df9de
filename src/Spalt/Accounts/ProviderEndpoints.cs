using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Spalt.Web;

namespace Spalt.Accounts;

/// <summary><c>GET /-/login/provider</c> leads to the newspaper's identity provider. A link and no form: a form's answer may not lead to another site here.</summary>
internal static class ProviderEndpoints
{
    public static void MapProvider(this IEndpointRouteBuilder app) => app.MapGet("/-/login/provider", LeadAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Name);

    /// <summary>What it is called and where it is: the server and the doctor want to know.</summary>
    public static IServiceCollection AddProviderSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ProviderOptions>, ProviderOptionsCheck>();
        services.AddOptions<ProviderOptions>().Bind(configuration.GetSection(ProviderOptions.Section)).ValidateOnStart();
        return services;
    }

    public static IServiceCollection AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IdentityProvider>();
        if (configuration[$"{ProviderOptions.Section}:{nameof(ProviderOptions.Address)}"] is null)
        {
            return services;
        }

        services.AddAuthentication().AddOAuth<OAuthOptions, ProviderHandler>(ProviderHandler.SchemeName, o =>
        {
            o.CallbackPath = ProviderHandler.Callback;
            o.SignInScheme = IdentityConstants.ExternalScheme;
            o.UsePkce = true;
            o.SaveTokens = false;
            o.BackchannelHttpHandler = new NoWayOut();
            o.CorrelationCookie.SameSite = SameSiteMode.Lax;
            o.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            foreach (var scope in (string[])["openid", "email", "profile"])
            {
                o.Scope.Add(scope);
            }

            // The framework wants to know them before anybody has asked the provider.
            o.AuthorizationEndpoint = o.TokenEndpoint = "https://provider.invalid/";
            o.Events.OnRemoteFailure = ProviderHandler.FailAsync;
            o.Events.OnAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = "/-/login?failed=" + ProviderFault.Denied;
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
        services.AddOptions<OAuthOptions>(ProviderHandler.SchemeName).Configure<IOptions<ProviderOptions>>((o, provider) =>
            (o.ClientId, o.ClientSecret) = (provider.Value.ClientId!, provider.Value.ClientSecret!));
        return services;
    }

    private static async Task<IResult> LeadAsync(string? next, HttpContext context, IdentityProvider provider, ILogger<ProviderHandler> log)
    {
        if (!provider.Options.IsOn)
        {
            return TypedResults.NotFound();
        }

        var onward = next is not { Length: < 500 } ? "" : "?next=" + Uri.EscapeDataString(next);
        context.Response.Headers.CacheControl = "private, no-store";
        try
        {
            await context.ChallengeAsync(ProviderHandler.SchemeName, new AuthenticationProperties { RedirectUri = "/-/login/provided" + onward });
            return TypedResults.Empty;
        }
        catch (ProviderException error)
        {
            ProviderHandler.LogFailed(log, error.Fault, error.Message);
            return new SeeOther($"/-/login?failed={error.Fault}{onward.Replace('?', '&')}");
        }
    }
}
