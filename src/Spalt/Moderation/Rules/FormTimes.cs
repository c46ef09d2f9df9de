using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Spalt.Comments;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Moderation.Rules;

/// <summary>
/// When somebody began to fill in a form, sealed so that only we can have written it: <c>GET /-/posts/{id}/began</c> for the script of the post's page,
/// which is the same bytes for everybody; in the page itself where that is made for one. Where <see cref="RuleName.Work"/> is on, the answer is <c>SEAL BITS</c>.
/// </summary>
internal sealed class FormTimes(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Who keeps a page open for longer has begun some other day; and a robot needs a new seal each day.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly IDataProtector _seal = protection.CreateProtector("Spalt.Comments.Began");

    public string Begin(long postId) => _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{postId} {clock.GetUtcNow().ToUnixTimeMilliseconds()}"));

    /// <returns>How long ago that was; null where the seal is none of ours, another post's, or too old.</returns>
    public TimeSpan? Since(long postId, string began)
    {
        if (began.Length == 0)
        {
            return null;
        }

        try
        {
            var parts = _seal.Unprotect(began).Split(' ');
            var took = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return parts[0] == postId.ToString(CultureInfo.InvariantCulture) && took <= Longest ? took : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

internal static class FormTimeEndpoints
{
    public static void MapFormTimes(this IEndpointRouteBuilder app) => app.MapGet("/-/posts/{id:long}/began", BeganAsync).AllowAnonymous();

    private static async Task<IResult> BeganAsync(long id, HttpContext context, SpaltDb db, FormTimes times, CancellationToken cancel)
    {
        if (context.Features.Get<NetworkFace>() is not { } network || await db.CommentedAsync(network.Id, id, cancel) is null)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        var seal = times.Begin(id);
        return TypedResults.Text(network.Extras.WorkBits is { } bits ? string.Create(CultureInfo.InvariantCulture, $"{seal} {bits}") : seal);
    }
}
