using Microsoft.AspNetCore.Http.Features;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Web.Errors;

/// <summary>
/// Answers what nothing else answered: an exception by 500, an absent database by 503, an empty error by a page. People get a page in
/// the network's language, machines <c>application/problem+json</c> (RFC 9457); nobody gets a stack trace.
/// </summary>
internal sealed class ErrorPages(RequestDelegate next, Database database, ILogger<ErrorPages> log)
{
    private const string RetryAfterSeconds = "30";

    public Task InvokeAsync(HttpContext context)
    {
        try
        {
            var answered = next(context);
            return answered.IsCompletedSuccessfully ? Task.CompletedTask : GuardAsync(context, answered);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            return FailAsync(context, error);
        }
    }

    /// <summary>Gives empty answers of 400 and above a page.</summary>
    public static IApplicationBuilder FillEmpty(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0)
        {
            await WriteAsync(context, new ErrorPage(response.StatusCode));
        }
    });

    public static async Task WriteAsync(HttpContext context, ErrorPage page)
    {
        var culture = context.Features.Get<NetworkFace>()?.Culture ?? CultureInfo.GetCultureInfo("sv-SE");
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        context.Response.StatusCode = page.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (page.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (context.Request.WantsJson())
        {
            var problem = new ProblemDetails { Status = page.Status, Title = page.Title, Detail = page.Explanation };
            await context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
        }
        else
        {
            var result = context.Features.Get<NetworkFace>() is null ? page.WithoutNetwork() : page.AsResult();
            await LinksFromHere.TurnAsync(context, () => result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor())));
        }
    }

    private async Task GuardAsync(HttpContext context, Task answered)
    {
        try
        {
            await answered;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader went away.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await FailAsync(context, error);
        }
    }

    private async Task FailAsync(HttpContext context, Exception error)
    {
        var page = new ErrorPage(StatusCodes.Status500InternalServerError);
        if (error is BadHttpRequestException bad)
        {
            page = new ErrorPage(bad.StatusCode);
        }
        else if (error is InvalidDataException && context.Request.HasFormContentType && context.Features.Get<IFormFeature>() is { Form: null })
        {
            // What was sent is no form (a NUL in it, say): that is the sender's fault, not ours.
            page = new ErrorPage(StatusCodes.Status400BadRequest);
        }
        else if (database.IsAway(error))
        {
            log.LogWarning("The database is away: {Path} cannot be answered: {Reason}", context.Request.Path, error.GetBaseException().Message);
            page = new ErrorPage(StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            page = page with { Case = Guid.NewGuid().ToString("N")[..8].Insert(4, "-") };
            log.LogError(error, "Error {Case} on {Method} {Path}", page.Case, context.Request.Method, context.Request.Path);
        }

        context.Response.Clear();
        SecurityHeaders.Write(context.Response.Headers);
        await WriteAsync(context, page);
    }
}
