namespace Spalt.Web.PageCache;

/// <summary>What a page says of itself when it may be frozen: the same bytes for everybody.</summary>
/// <param name="Tags">What it shows, so that it thaws when that changes.</param>
internal sealed record Freezing(IReadOnlyList<string> Tags)
{
    /// <summary>Browsers and proxies ask again each time; the entity tag makes that cheap.</summary>
    public const string Revalidate = "public, no-cache";

    /// <summary>Counts in whole seconds; one that is still to come is neither said nor compared until then.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When its words about time cease to be true; at the latest after <see cref="PageCacheOptions.Lifetime"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    public string CacheControl { get; init; } = Revalidate;

    /// <summary>Whether it was read from the database: what is known of the networks is known without asking.</summary>
    public bool ShowsTheDatabase => Tags.Any(tag => tag != PageCache.Tags.Networks);
}

internal static class FreezingExtensions
{
    /// <summary>Allows this response to be frozen. Without it nothing is.</summary>
    public static void Freeze(this HttpContext context, Freezing freezing) => context.Features.Set(freezing);

    public static void Freeze(this HttpContext context, params string[] tags) => context.Freeze(new Freezing(tags));
}

public sealed class PageCacheOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Bytes of compressed pages kept in memory.</summary>
    public long MostBytes { get; set; } = 24 * 1024 * 1024;

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <exception cref="InvalidOperationException">a value cannot be read</exception>
    public static PageCacheOptions Of(IConfiguration configuration) => configuration.GetSection("Spalt:PageCache").Get<PageCacheOptions>() ?? new PageCacheOptions();
}
