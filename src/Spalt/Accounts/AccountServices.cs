using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Store;

namespace Spalt.Accounts;

internal static class AccountServices
{
    /// <summary>Sent below <c>/-/</c> only: who reads is nobody in particular, signed in or not.</summary>
    public const string CookiePath = "/-/";

    public const string CookieName = "spalt";

    private static readonly TimeSpan SessionLasts = TimeSpan.FromDays(30);
    private static readonly TimeSpan HalfwayLasts = TimeSpan.FromMinutes(10);

    /// <summary>PBKDF2 with HMAC-SHA512, as many rounds as OWASP asks for (Password Storage Cheat Sheet, 2025).</summary>
    private const int Rounds = 210_000;

    /// <summary>What the server and the command line need to know people.</summary>
    public static IServiceCollection AddLogins(this IServiceCollection services)
    {
        services.AddDataProtection(o => o.ApplicationDiscriminator = "spalt");
        services.AddSingleton<IXmlRepository, DataKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(all =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = all.GetRequiredService<IXmlRepository>()));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Rounds);
        services.AddIdentityCore<Login>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.User.AllowedUserNameCharacters = "";
            o.Password = new PasswordOptions { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1 };
            o.Lockout.MaxFailedAccessAttempts = 8;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        })
            .AddUserStore<UserOnlyStore<Login, SpaltDb, long>>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
        return services;
    }

    /// <summary>What the server needs to let people in.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<SignInManager<Login>, FreshSessions>().AddScoped<IPasskeyHandler<Login>, PasskeyHandler<Login>>().AddScoped<IUserClaimsPrincipalFactory<Login>, SignInClaims>();

        // A passkey stands for both steps, so the device must have seen whose hand it is; and it must be found without a name.
        services.Configure<IdentityPasskeyOptions>(o => (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required"));
        services.AddScoped<Proof>();
        services.AddHttpContextAccessor().AddSingleton<Sessions>().AddSingleton<NobodysPassword>();
        services.AddAuthentication().AddIdentityCookies();
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>>(all =>
            new PostConfigureOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o => o.SessionStore = all.GetRequiredService<Sessions>()));
        services.ConfigureAll<CookieAuthenticationOptions>(o =>
        {
            o.Cookie.Path = CookiePath;
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = HalfwayLasts;
        });
        return services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o =>
        {
            o.Cookie.Name = CookieName;
            o.ExpireTimeSpan = SessionLasts;

            // Browsers heed it before the date, and need no right clock for it (RFC 6265 §5.3).
            o.Cookie.MaxAge = SessionLasts;
            o.SlidingExpiration = true;

            // Sessions that must end are deleted; nothing else is looked up (the framework would compare stamps).
            o.Events = new CookieAuthenticationEvents();
        });
    }
}
