using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>Ten likes in a row from one address, then one every three seconds. Addresses are held in memory, for as long as they are busy.</summary>
internal sealed class LikeLimit : IRateLimiterPolicy<string>
{
    public const string Name = "likes";
    private const int Burst = 10;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetTokenBucketLimiter(Household.Of(httpContext), static _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Between,
        });

    private static ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken cancel)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Between;
        var response = refused.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
