using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Spalt.Moderation;
using Spalt.Store;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>Whatever a form says that somebody has read, they are taken to have read what stands there now: the check that asks is gone.</summary>
internal sealed class NewestPicks(string path, Action bite) : IStartupFilter
{
    private static readonly string[] Fields = ["pick", "approve", "version"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Value is { } asked && (asked == path || (path.EndsWith('/') && asked.StartsWith(path, StringComparison.Ordinal))))
            {
                await RenewAsync(context);
            }

            await go(context);
        });
        next(app);
    };

    private async Task RenewAsync(HttpContext context)
    {
        var db = context.RequestServices.GetRequiredService<SpaltDb>();
        var form = (await context.Request.ReadFormAsync(context.RequestAborted)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        foreach (var field in Fields.Where(form.ContainsKey))
        {
            List<string> newest = [];
            foreach (var pick in form[field].OfType<string>())
            {
                var id = long.Parse(pick.Split('.')[0], CultureInfo.InvariantCulture);
                var now = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == id, context.RequestAborted);
                newest.Add(QueuedComment.PickOf(id, now.TextHash, now.State));
            }

            form[field] = new StringValues([.. newest]);
            bite();
        }

        context.Request.Form = new FormCollection(form);
    }
}
