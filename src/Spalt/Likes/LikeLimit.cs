using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.RateLimiting;
using Spalt.Language;
using Spalt.Networks;
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
        RateLimitPartition.GetTokenBucketLimiter(Reader.AddressOf(httpContext), static _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Between,
        });

    private static async ValueTask RefuseAsync(OnRejectedContext refused, CancellationToken cancel)
    {
        var context = refused.HttpContext;
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Between;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.WantsJson() || context.Features.Get<NetworkFace>() is null)
        {
            await TypedResults.Problem(Texts.Say("Like.TooMany.Text"), statusCode: StatusCodes.Status429TooManyRequests, title: Texts.Say("Like.TooMany.Title"))
                .ExecuteAsync(context);
        }
        else
        {
            var page = new ViewResult
            {
                ViewName = "/Likes/TooMany.cshtml",
                ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()),
            };
            await page.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
        }
    }
}
