using System.Globalization;
using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Likes;

/// <summary>
/// <c>POST /-/posts/{id}/like</c> and <c>…/unlike</c>, and the same of <c>comments</c>: a plain form is led on (303), a script that asks for
/// JSON gets the new count. <c>GET /-/likes?posts=1,2,3</c>, with comments of the first post where <c>comments=4,5</c> stands too: which of
/// these the reader likes, so that pages can be the same bytes for everybody.
/// </summary>
internal static class LikeEndpoints
{
    private const int MostPosts = 50;

    /// <summary>A page of a thread has no more.</summary>
    private const int MostComments = CommentThread.Most;
    private const string Limit = "likes";

    public static IServiceCollection AddLikes(this IServiceCollection services) => services
        .AddScoped<LikeLedger>()
        .AddRecurringJob<ForgetReaders>(TimeSpan.FromMinutes(10))
        .AddRateLimiter(limits => limits.AddPolicy(Limit, new HouseholdLimit(burst: 10, TimeSpan.FromSeconds(3))));

    public static void MapLikes(this IEndpointRouteBuilder app)
    {
        var liked = app.MapGroup("/-/{kind:regex(^(posts|comments)$)}/{id:long}").AllowAnonymous().RequireRateLimiting(Limit);
        liked.MapPost("/like", LikeAsync);
        liked.MapPost("/unlike", UnlikeAsync);
        app.MapGet("/-/likes", LikedAsync).AllowAnonymous();
    }

    private static async Task<IResult> LikeAsync(string kind, long id, HttpContext context, SpaltDb db, LikeLedger ledger, CancellationToken cancel)
    {
        if (await FindAsync(context, db, kind, id, cancel) is not { } thing)
        {
            return TypedResults.NotFound();
        }

        var liked = await ledger.AddAsync(thing.What, context, cancel);
        return context.Request.WantsJson() ? await StateAsync(context, db, kind, id, liked, cancel) : new SeeOther(thing.Start + "/liked");
    }

    private static async Task<IResult> UnlikeAsync(string kind, long id, HttpContext context, SpaltDb db, LikeLedger ledger, CancellationToken cancel)
    {
        if (await FindAsync(context, db, kind, id, cancel) is not { } thing)
        {
            return TypedResults.NotFound();
        }

        await ledger.RemoveAsync(thing.What, context, cancel);
        return context.Request.WantsJson() ? await StateAsync(context, db, kind, id, liked: false, cancel) : new SeeOther(thing.Page);
    }

    private static async Task<IResult> LikedAsync(string? posts, string? comments, HttpContext context, LikeLedger ledger, CancellationToken cancel)
    {
        if (Numbers(posts, MostPosts) is not { } asked || Numbers(comments, MostComments) is not { } below || (below.Count > 0 && asked.Count == 0))
        {
            return TypedResults.Problem(
                Texts.Say("Like.BadList.Text", MostPosts, MostComments), statusCode: StatusCodes.Status400BadRequest, title: Texts.Say("Like.BadList.Title"));
        }

        context.Response.Headers.CacheControl = "private, no-store";
        var liked = await ledger.LikedPostsAsync(asked, context, cancel);
        return below.Count == 0 ? TypedResults.Json(new { liked })
            : TypedResults.Json(new { liked, comments = await ledger.LikedCommentsAsync(asked[0], below, context, cancel) });
    }

    /// <summary>Null for what is no list of so many numbers.</summary>
    private static List<long>? Numbers(string? list, int most)
    {
        var numbers = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        return numbers.Count > most || numbers.Contains(null) ? null : [.. numbers.OfType<long>().Distinct()];
    }

    private static async Task<LikedThing?> FindAsync(HttpContext context, SpaltDb db, string kind, long id, CancellationToken cancel) =>
        context.Features.Get<NetworkFace>() is { } network ? await db.LikeableAsync(network, kind, id, cancel) : null;

    private static async Task<IResult> StateAsync(HttpContext context, SpaltDb db, string kind, long id, bool liked, CancellationToken cancel) =>
        await FindAsync(context, db, kind, id, cancel) is { } thing
            ? TypedResults.Json(new { likes = thing.Likes, liked })
            : TypedResults.NotFound();
}
