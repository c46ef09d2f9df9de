using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Spalt.Tests;

/// <summary>
/// The framework's rate limiter never stops its timer, which holds the whole server that it belonged to: a thousand servers of a thousand
/// tests, each woken ten times a second. So it is looked for in the pipeline, which nobody else shows, and stopped.
/// </summary>
internal sealed class RateLimits : IStartupFilter, IAsyncDisposable
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private RequestDelegate? _first;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(first => _first = first);
        next(app);
    };

    public async ValueTask DisposeAsync()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object?>([_first?.Target]);
        while (waiting.TryPop(out var step))
        {
            if (step is null || !seen.Add(step))
            {
                continue;
            }

            foreach (var value in step.GetType().GetFields(Fields).Select(f => f.GetValue(step)))
            {
                if (value is RequestDelegate next)
                {
                    waiting.Push(next.Target);
                }
                else if (step.GetType().Name == "RateLimitingMiddleware" && value is IAsyncDisposable limiter)
                {
                    await limiter.DisposeAsync();
                }
            }
        }
    }
}
