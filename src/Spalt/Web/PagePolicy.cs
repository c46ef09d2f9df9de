using Microsoft.Extensions.Primitives;

namespace Spalt.Web;

/// <summary>
/// The Content-Security-Policy of one page: everybody's, what the publisher's slots need (<see cref="Slots"/>), and the hosts of those frames that its
/// reader may ask for. A page without any may frame nobody.
/// </summary>
internal static class PagePolicy
{
    private const string FrameSource = "frame-src ";

    /// <summary>This page may show frames of these hosts. To be called before <see cref="Write"/>.</summary>
    public static void AllowFrames(this HttpContext context, IEnumerable<string> hosts)
    {
        var frames = context.Features.Get<Frames>() ?? new();
        frames.Hosts.UnionWith(hosts);
        context.Features.Set(frames);
    }

    /// <summary>To be called when the page is rendered, and before it is sent.</summary>
    public static void Write(HttpContext context)
    {
        var policy = Slots.Policy(context);
        if (context.Features.Get<Frames>() is { } frames)
        {
            policy = WithFrames(policy ?? SecurityHeaders.Policy, frames.Hosts);
        }

        if (policy is not null)
        {
            context.Response.Headers.ContentSecurityPolicy = new StringValues(policy);
        }
    }

    private static string WithFrames(string policy, IEnumerable<string> hosts)
    {
        var sources = string.Join(' ', hosts.Select(host => "https://" + host));
        var directives = policy.Split("; ");
        var known = Array.FindIndex(directives, d => d.StartsWith(FrameSource, StringComparison.Ordinal));
        if (known < 0)
        {
            return $"{policy}; {FrameSource}{sources}";
        }

        directives[known] += " " + sources;
        return string.Join("; ", directives);
    }

    private sealed class Frames
    {
        public SortedSet<string> Hosts { get; } = new(StringComparer.Ordinal);
    }
}
