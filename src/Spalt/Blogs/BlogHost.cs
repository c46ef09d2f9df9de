using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Blogs;

/// <summary>Whether a blog may have a host for itself.</summary>
internal static class BlogHost
{
    /// <summary>Last part of the name of the text that says why not; null where it may.</summary>
    /// <param name="host">As <see cref="Networks.HostName.OfDomain"/> makes it; null for what is no such host.</param>
    public static async Task<string?> RefusalAsync(SpaltDb db, string? host, long blogId, CancellationToken cancel)
    {
        if (host is null)
        {
            return "Bad";
        }

        // Whatever the port: a blog at the same name would stand between readers and the network.
        var withPort = host + ":";
        return await db.Networks.AnyAsync(n => n.Host == host || n.Host.StartsWith(withPort), cancel) ? "IsNetworks"
            : await db.Blogs.AnyAsync(b => b.Domain == host && b.Id != blogId, cancel) ? "IsTaken" : null;
    }
}
