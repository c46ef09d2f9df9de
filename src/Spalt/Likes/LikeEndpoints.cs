using System.Globalization;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>
/// <c>POST /-/posts/{id}/like</c> and <c>…/unlike</c>: a plain form is led on (303), a script that asks for JSON gets the new count.
/// <c>GET /-/likes?posts=1,2,3</c>: which of these the reader likes, so that pages can be the same bytes for everybody.
/// </summary>
internal static class LikeEndpoints
{
    private const int MostPosts = 50;
    private const string Limit = "likes";

    public static IServiceCollection AddLikes(this IServiceCollection services) => services
        .AddScoped<LikeLedger>()
        .AddRecurringJob<ForgetReaders>(TimeSpan.FromMinutes(10))
        .AddRateLimiter(limits => limits.AddPolicy(Limit, new HouseholdLimit(burst: 10, TimeSpan.FromSeconds(3))));

    public static void MapLikes(this IEndpointRouteBuilder app)
    {
        var post = app.MapGroup("/-/posts/{id:long}").AllowAnonymous().RequireRateLimiting(Limit);
        post.MapPost("/like", LikeAsync);
        post.MapPost("/unlike", UnlikeAsync);
        app.MapGet("/-/likes", LikedAsync).AllowAnonymous();
    }

    private static async Task<IResult> LikeAsync(long id, HttpContext context, SpaltDb db, LikeLedger ledger, CancellationToken cancel)
    {
        if (await FindAsync(context, db, id, cancel) is not { } post)
        {
            return TypedResults.NotFound();
        }

        var liked = await ledger.AddAsync(id, context.Network().Id, context, cancel);
        return context.Request.WantsJson()
            ? await StateAsync(context, db, id, liked, cancel)
            : new SeeOther(string.Create(CultureInfo.InvariantCulture, $"/-/posts/{post.Id}/liked"));
    }

    private static async Task<IResult> UnlikeAsync(long id, HttpContext context, SpaltDb db, LikeLedger ledger, CancellationToken cancel)
    {
        if (await FindAsync(context, db, id, cancel) is not { } post)
        {
            return TypedResults.NotFound();
        }

        await ledger.RemoveAsync(id, context.Network().Id, context, cancel);
        return context.Request.WantsJson()
            ? await StateAsync(context, db, id, liked: false, cancel)
            : new SeeOther(post.Path(context.Network()));
    }

    private static async Task<IResult> LikedAsync(string? posts, HttpContext context, LikeLedger ledger, CancellationToken cancel)
    {
        var ids = (posts ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        if (ids.Count > MostPosts || ids.Contains(null))
        {
            return TypedResults.Problem(
                Texts.Say("Like.BadList.Text", MostPosts), statusCode: StatusCodes.Status400BadRequest, title: Texts.Say("Like.BadList.Title"));
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new { liked = await ledger.LikedAsync(ids.OfType<long>().ToHashSet(), context, cancel) });
    }

    private static async Task<LikeablePost?> FindAsync(HttpContext context, SpaltDb db, long id, CancellationToken cancel) =>
        context.Features.Get<NetworkFace>() is { } network ? await db.LikeableAsync(network.Id, id, cancel) : null;

    private static async Task<IResult> StateAsync(HttpContext context, SpaltDb db, long id, bool liked, CancellationToken cancel) =>
        await FindAsync(context, db, id, cancel) is { } post
            ? TypedResults.Json(new { likes = post.Likes, liked })
            : TypedResults.NotFound();
}
