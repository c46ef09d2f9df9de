using Microsoft.AspNetCore.Mvc;

namespace Spalt.Web;

/// <summary>303: the form was taken in, and what came of it is to be read there (RFC 9110 §15.4.4).</summary>
/// <param name="path">from the root of the host</param>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}

/// <summary>The same as the answer of a page.</summary>
/// <param name="path">from the root of the host</param>
internal sealed class SeeOtherResult(string path) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context) => new SeeOther(path).ExecuteAsync(context.HttpContext);
}
