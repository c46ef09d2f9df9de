using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary><c>GET</c> and <c>PUT /-/write/{blog}/{id}/draft</c>: how the editor reads and saves. Answers and problems are JSON.</summary>
internal static class DraftEndpoints
{
    /// <summary>A text at its longest, with JSON's escapes around it.</summary>
    private const int LongestBody = 3 * WritingForm.LongestHtml;

    /// <summary>So much is still let in and thrown away: beyond it the connection is cut, and a browser does not hear why.</summary>
    public const int MostLetIn = 4 * LongestBody;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public static IServiceCollection AddWriting(this IServiceCollection services) => services
        .AddScoped<DraftKeeper>().AddScoped<Publishing>().AddRecurringJob<EmptyTheBin>(TimeSpan.FromHours(1)).AddJob<MailAboutReview>().AddJob<ShowPictureInDrafts>();

    public static void MapWriting(this IEndpointRouteBuilder app)
    {
        var draft = app.MapGroup("/-/write/{blog}/{id:long}/draft").RequireAuthorization(Policies.Write);
        draft.MapGet("", ReadAsync);
        draft.MapPut("", SaveAsync).WithMetadata(new RequestSizeLimitAttribute(MostLetIn));
    }

    private static async Task<IResult> ReadAsync(long id, HttpContext context, SpaltDb db, DraftKeeper keeper, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await keeper.OpenAsync(context.Desk(), id, cancel) is not { } open)
        {
            return Missing();
        }

        if (open.IsBinned)
        {
            return Binned();
        }

        var current = await CurrentAsync(db, open.Draft, cancel);
        var state = open.Draft.AskedAt is not null ? "review" : open.Post.State switch
        {
            PostState.Scheduled => "scheduled",
            PostState.Published => "published",
            _ => "draft",
        };
        return Results.Json(new { current.Version, current.Title, current.Lead, current.Html, current.SavedAt, current.SavedBy, state });
    }

    private static async Task<IResult> SaveAsync(long id, HttpContext context, SpaltDb db, DraftKeeper keeper, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.ContentLength > LongestBody)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "TooLong");
        }

        SentDraft? sent;
        try
        {
            sent = await JsonSerializer.DeserializeAsync<SentDraft>(context.Request.Body, Json, cancel);
        }
        catch (JsonException)
        {
            return Problem(StatusCodes.Status400BadRequest, "BadJson");
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "TooLong");
        }

        if (sent is not { Version: { } based, Client.Length: > 0 and <= 100 } || sent.Client.Any(char.IsControl))
        {
            return Problem(StatusCodes.Status400BadRequest, "BadJson");
        }

        var desk = context.Desk();
        if (await keeper.OpenAsync(desk, id, cancel) is not { } open)
        {
            return Missing();
        }

        if (open.IsBinned)
        {
            return Binned();
        }

        if (!desk.BlogState.MayWrite)
        {
            return Problem(StatusCodes.Status403Forbidden, "Shut");
        }

        if (WritingForm.IsTooLong(sent.Html))
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "TooLong");
        }

        var errors = new FieldErrors();
        var text = WritingForm.Take(sent.Title, sent.Lead, sent.Html, open.Draft.Text.Settings, errors);
        if (errors.Any)
        {
            return Results.Problem(new HttpValidationProblemDetails(errors.ByField) { Status = StatusCodes.Status422UnprocessableEntity, Title = Texts.Say("Write.Invalid") });
        }

        (var outcome, open) = await keeper.SaveAsync(open, based, text, desk.AccountId, sent.Client, cancel);
        return outcome is SaveOutcome.Conflict
            ? Results.Problem(
                Texts.Say("Write.Conflict.Text"), statusCode: StatusCodes.Status409Conflict, title: Texts.Say("Write.Conflict.Title"),
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["current"] = await CurrentAsync(db, open.Draft, cancel) })
            : Results.Json(new { open.Draft.Version, open.Draft.SavedAt });
    }

    private static async Task<CurrentDraft> CurrentAsync(SpaltDb db, PostDraft draft, CancellationToken cancel)
    {
        var name = await db.Accounts.Where(a => a.Id == draft.SavedById).Select(a => a.Name).SingleAsync(cancel);
        return new CurrentDraft(draft.Version, draft.Title, draft.Lead, draft.Html, draft.SavedAt, new Saver(draft.SavedById, name));
    }

    private static IResult Missing() => Problem(StatusCodes.Status404NotFound, "Missing");

    private static IResult Binned() => Problem(StatusCodes.Status410Gone, "Binned");

    private static IResult Problem(int status, string text) =>
        Results.Problem(Texts.Say($"Write.{text}.Text"), statusCode: status, title: Texts.Say($"Write.{text}.Title"));

    private sealed record SentDraft(int? Version, string? Title, string? Lead, string? Html, string? Client);

    private sealed record CurrentDraft(int Version, string Title, string Lead, string Html, DateTimeOffset SavedAt, Saver SavedBy);

    private sealed record Saver(long Id, string Name);
}
