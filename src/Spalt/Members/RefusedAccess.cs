using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Spalt.Language;
using Spalt.Web;

namespace Spalt.Members;

/// <summary>
/// What somebody gets who may not: nobody signed in is led to the sign-in page, or told so where a script asks (401) or a form was sent
/// (401 with the form in it, to be sent again after signing in beside it); somebody without the right gets 404.
/// </summary>
internal sealed class RefusedAccess : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (!authorizeResult.Challenged)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var request = context.Request;
        if (request.WantsJson() || request.HasJsonContentType() || request.Headers.ContainsKey("X-Requested-With"))
        {
            return TypedResults.Problem(
                Texts.Say("Login.Ended.Text"), statusCode: StatusCodes.Status401Unauthorized, title: Texts.Say("Login.Ended.Title")).ExecuteAsync(context);
        }

        if (HttpMethods.IsGet(request.Method))
        {
            return new SeeOther("/-/login?next=" + Uri.EscapeDataString(request.Path + request.QueryString)).ExecuteAsync(context);
        }

        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            return KeepAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task KeepAsync(HttpContext context)
    {
        var sent = await SentForm.ReadAsync(context.Request, context.RequestAborted);
        var page = new ViewResult
        {
            ViewName = "/Members/Ended.cshtml",
            StatusCode = StatusCodes.Status401Unauthorized,
            ViewData = new ViewDataDictionary<SentForm>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = sent },
        };
        await page.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
    }
}
