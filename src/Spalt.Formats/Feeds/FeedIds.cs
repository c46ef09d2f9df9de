using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Makes an id for an item whose feed gives none: the same for the same item at every reading.</summary>
internal static class FeedIds
{
    /// <summary>Its link, else the hash of its title and date, or of its text where it has neither: a corrected text is still the same item.</summary>
    public static string For(FeedItem item)
    {
        if (item.Link is { } link)
        {
            return link;
        }

        var text = item.Title is null && item.Date is null
            ? item.Content.Prepend(item.Summary).FirstOrDefault(t => t is not null)?.Value ?? ""
            : string.Create(CultureInfo.InvariantCulture, $"{item.Title?.Plain}\n{item.Date?.UtcDateTime:O}");
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
