using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Operations;

/// <summary><c>/-/health/live</c>: the process answers. <c>/-/health/ready</c>: it can do its work, and a balancer may send people.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/-/health").AllowAnonymous().AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        health.MapGet("/live", () => TypedResults.Text("live\n"));
        health.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(SpaltDb db, CancellationToken cancel)
    {
        try
        {
            // A connection that was open outlives the file.
            if (!db.Database.Exists)
            {
                return Away("the database file is gone");
            }

            await db.Networks.AnyAsync(cancel);
            return TypedResults.Text("ready\n");
        }
        catch (Exception error) when (db.Database.IsAway(error))
        {
            return Away("the database is away");
        }
    }

    private static ContentHttpResult Away(string why) => TypedResults.Text(why + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
