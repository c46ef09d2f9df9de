using System.Globalization;
using Spalt.Networks;

namespace Spalt.Feeds;

/// <summary>
/// Ids by which feed readers know posts and comments again (the <c>tag</c> scheme, RFC 4151): made of the row's id and the year in which
/// the row was made, so that neither a new slug nor a corrected date changes them.
/// </summary>
internal static class TagUri
{
    public static string OfPost(NetworkFace network, long post, DateTimeOffset created) => Of(network, created, "post", post);

    /// <param name="created">When its post was made.</param>
    public static string OfComment(NetworkFace network, long comment, DateTimeOffset created) => Of(network, created, "comment", comment);

    private static string Of(NetworkFace network, DateTimeOffset created, string kind, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{HostName(network)},{created.UtcDateTime.Year}:{kind}/{id}");

    private static ReadOnlySpan<char> HostName(NetworkFace network)
    {
        var colon = network.Host.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? network.Host : network.Host.AsSpan(0, colon);
    }
}
