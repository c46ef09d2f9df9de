using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>
/// Passkeys (W3C Web Authentication Level 3), for the script of the sign-in page and of one's account. Each begins with options that
/// hold a challenge, and ends with what the browser's authenticator made of it.
/// </summary>
internal static class PasskeyEndpoints
{
    private const int MostPasskeys = 20;

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var signIn = app.MapGroup("/-/login/passkey").AllowAnonymous().RequireRateLimiting(SignInLimit.Name);
        signIn.MapPost("/options", async (SignInManager<Login> manager) => Options(await manager.MakePasskeyRequestOptionsAsync(user: null!)));
        signIn.MapPost("", SignInAsync);
        var mine = app.MapGroup("/-/account/passkeys").RequireAuthorization(Policies.SignedIn).RequireRateLimiting(SignInLimit.Name);
        mine.MapPost("/options", OptionsAsync);
        mine.MapPost("", AddAsync);
    }

    private static async Task<IResult> SignInAsync(
        Attestation given, HttpContext context, SpaltDb db, UserManager<Login> logins, SignInManager<Login> manager, TimeProvider clock, CancellationToken cancel)
    {
        if (!given.IsThere)
        {
            return Refused("Passkey.NotKnown");
        }

        var result = await UnderWayAsync(() => manager.PerformPasskeyAssertionAsync(given.Credential.GetRawText()));
        if (result is not { Succeeded: true } || result.User is not { DisabledAt: null } login || await logins.IsLockedOutAsync(login))
        {
            return Refused("Passkey.NotKnown");
        }

        await logins.AddOrUpdatePasskeyAsync(login, result.Passkey);
        await manager.SignInAsync(login, isPersistent: true);
        db.Add(new SecurityEvent(login.Id, SecurityEventKind.SignedIn, context.Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> OptionsAsync(
        Asking given, HttpContext context, SpaltDb db, UserManager<Login> logins, Proof proof, SignInManager<Login> manager, CancellationToken cancel)
    {
        var id = SignInClaims.LoginOf(context.User)!.Value;
        var login = await logins.Users.SingleAsync(l => l.Id == id, cancel);
        if (await proof.NewWayInAsync(login, given.Password, Sessions.IdOf(context.User), cancel) is { } unproved)
        {
            return Unproved(login, unproved);
        }

        var me = await db.Logins.Where(l => l.Id == id).Join(db.Accounts, l => l.AccountId, a => a.Id, (l, a) => new { l.Email, a.Name }).SingleAsync(cancel);
        return Options(await manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Name = me.Email!,
            DisplayName = me.Name,
        }));
    }

    private static async Task<IResult> AddAsync(
        Attestation given, HttpContext context, SpaltDb db, UserManager<Login> logins, Proof proof, SignInManager<Login> manager, TimeProvider clock, CancellationToken cancel)
    {
        if (!given.IsThere)
        {
            return Refused("Passkey.NotAdded");
        }

        // A passkey outlives every change of the password: it is not for whoever finds the browser open.
        var login = await logins.Users.SingleAsync(l => l.Id == SignInClaims.LoginOf(context.User), cancel);
        if (await proof.NewWayInAsync(login, given.Password, Sessions.IdOf(context.User), cancel) is { } unproved)
        {
            return Unproved(login, unproved);
        }

        var result = await UnderWayAsync(() => manager.PerformPasskeyAttestationAsync(given.Credential.GetRawText()));
        if (result is not { Succeeded: true } || (await logins.GetPasskeysAsync(login)).Count >= MostPasskeys)
        {
            return Refused("Passkey.NotAdded");
        }

        result.Passkey.Name = new SessionRow(0, context.Request.Headers.UserAgent.ToString(), default, default, IsThis: true).Browser;
        var added = await logins.AddOrUpdatePasskeyAsync(login, result.Passkey);
        if (!added.Succeeded)
        {
            return Refused("Passkey.NotAdded");
        }

        db.Add(new SecurityEvent(login.Id, SecurityEventKind.PasskeyAdded, context.Request.Headers.UserAgent.ToString(), clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }

    /// <summary>The framework throws where no challenge was asked for, or one that has gone stale: to us that is a refusal like any other.</summary>
    private static async Task<T?> UnderWayAsync<T>(Func<Task<T>> ceremony)
        where T : class
    {
        try
        {
            return await ceremony();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The framework's options are JSON already.</summary>
    private static ContentHttpResult Options(string json) => TypedResults.Text(json, "application/json");

    /// <summary>Says of whoever has a password that they may give it, for the script to ask.</summary>
    private static ProblemHttpResult Unproved(Login login, string why) => TypedResults.Problem(
        why, statusCode: StatusCodes.Status422UnprocessableEntity, extensions: login.PasswordHash is null ? null : [new("needs", "password")]);

    private static ProblemHttpResult Refused(string why) => TypedResults.Problem(Texts.Say(why), statusCode: StatusCodes.Status422UnprocessableEntity);
}

/// <param name="Password">Where it was asked for.</param>
internal sealed record Asking(string? Password = null);

/// <param name="Password">Where it was asked for.</param>
/// <param name="Credential">What <c>PublicKeyCredential.toJSON()</c> gave.</param>
internal sealed record Attestation(JsonElement Credential, string? Password = null)
{
    public bool IsThere => Credential.ValueKind == JsonValueKind.Object;
}
