using System.Globalization;

namespace Spalt.Web.PageCache;

/// <summary>The tags by which frozen pages are found again when something on them changes. Also sent as <c>Surrogate-Key</c>.</summary>
internal static class Tags
{
    /// <summary>The map of hosts.</summary>
    public const string Networks = "networks";

    public static string Network(long id) => Of("network", id);

    public static string Blog(long id) => Of("blog", id);

    public static string Post(long id) => Of("post", id);

    /// <summary>What lists the newest comments of a blog, of whatever post.</summary>
    public static string Comments(long blogId) => Of("comments", blogId);

    /// <summary>The list of the most liked of a network.</summary>
    public static string Liked(long networkId) => Of("liked", networkId);

    /// <summary>The column of headlines of a network.</summary>
    public static string Headlines(long networkId) => Of("headlines", networkId);

    /// <summary>What is counted from the ledger of a network.</summary>
    public static string Ledger(long networkId) => Of("ledger", networkId);

    /// <summary>What is known of an address that texts show (<c>Embed.Hash</c>).</summary>
    public static string Embed(string hash) => "embed:" + hash;

    private static string Of(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}");
}
