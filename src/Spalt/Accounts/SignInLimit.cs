using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Web;

namespace Spalt.Accounts;

/// <summary>Twenty attempts in a row from one address, then one every six seconds; pages that are only looked at are free.</summary>
internal sealed class SignInLimit : IRateLimiterPolicy<string>
{
    public const string Name = "sign-in";
    private const int Burst = 20;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(6);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (refused, _) =>
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Between;
        refused.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        refused.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => HttpMethods.IsPost(httpContext.Request.Method)
        ? RateLimitPartition.GetTokenBucketLimiter(Household.Of(httpContext), static _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Between,
        })
        : RateLimitPartition.GetNoLimiter("");
}
