using System.Security.Cryptography;
using System.Text;
using Spalt.Formats;
using Spalt.Formats.Feeds;

namespace Spalt.Headlines;

/// <summary>What is worth keeping of a feed's item: clean, short, and safe to lead a reader to.</summary>
/// <param name="Id">as the feed has it; the hash of one that is too long for an index</param>
/// <param name="Title">one line of plain text</param>
/// <param name="Url">absolute, http or https</param>
/// <param name="PublishedAt">to the second; null where the feed does not say</param>
internal sealed record FreshHeadline(string Id, string Title, string Url, DateTimeOffset? PublishedAt)
{
    private const int LongestTitle = 200;
    private const int LongestId = 500;
    private const int LongestUrl = 2000;

    /// <summary>
    /// The newest usable items, each once: some feeds repeat an id, some give an item a new one whenever they touch it. What has
    /// no date, or one to come, counts as of now, so that the same feed gives the same headlines at every reading.
    /// </summary>
    public static List<FreshHeadline> Newest(Feed feed, int most, DateTimeOffset now) =>
    [
        .. feed.Items.Select(From).OfType<FreshHeadline>().OrderByDescending(h => h.PublishedAt < now ? h.PublishedAt : now)
            .DistinctBy(h => h.Id, StringComparer.Ordinal).DistinctBy(h => (h.Url, h.Title)).Take(most),
    ];

    /// <summary>The feed's name; null where it has none.</summary>
    public static string? TitleOf(Feed feed) => feed.Title?.Plain is { Length: > 0 } title ? Cut(Sound(title)) : null;

    private static FreshHeadline? From(FeedItem item)
    {
        // Short messages have a text but no headline.
        var title = new[] { item.Title, item.Summary }.Concat(item.Content).Select(t => t?.Plain).FirstOrDefault(t => t is { Length: > 0 });
        return title is not null && Address(item.Link) is { } url ? new(Key(Sound(item.Id)), Cut(Sound(title)), url, Second(item.Date)) : null;
    }

    private static string? Address(string? link) =>
        WebAddress.Of(link)?.AbsoluteUri is { Length: <= LongestUrl } address ? address : null;

    private static string Key(string id) =>
        id.Length <= LongestId ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>Text that every database takes: no half surrogate pairs, no NUL.</summary>
    private static string Sound(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>At a space where there is one near the end, never within a surrogate pair.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= LongestTitle)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', LongestTitle - 1, LongestTitle / 4);
        if (end < 0)
        {
            end = char.IsLowSurrogate(text[LongestTitle - 1]) ? LongestTitle - 2 : LongestTitle - 1;
        }

        return text[..end].TrimEnd(' ', ',', ';', ':', '–', '-') + "…";
    }

    private static DateTimeOffset? Second(DateTimeOffset? date) =>
        date is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null;
}
