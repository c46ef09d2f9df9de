using System.Buffers;
using Spalt.Formats.Feeds.Writing;

namespace Spalt.Feeds;

internal enum FeedFormat
{
    Rss,
    Atom,
    Json,
}

internal static class FeedFormats
{
    /// <summary>The format that the last segment of a feed's address asks for, WordPress's spellings included; null for any other word.</summary>
    public static FeedFormat? Named(string? word) => word?.ToLowerInvariant() switch
    {
        null or "" or "rss" or "rss2" or "rdf" => FeedFormat.Rss,
        "atom" => FeedFormat.Atom,
        "json" => FeedFormat.Json,
        _ => null,
    };

    extension(FeedFormat format)
    {
        /// <summary>The one right address of a feed in this format.</summary>
        /// <param name="feed">Its address as RSS, with a final slash.</param>
        public string Address(string feed) => format switch
        {
            FeedFormat.Atom => feed + "atom/",
            FeedFormat.Json => feed + "json/",
            _ => feed,
        };

        public string ContentType => format switch
        {
            FeedFormat.Atom => AtomWriter.ContentType,
            FeedFormat.Json => JsonFeedWriter.ContentType,
            _ => RssWriter.ContentType,
        };

        public void Write(OutgoingFeed feed, IBufferWriter<byte> to)
        {
            switch (format)
            {
                case FeedFormat.Atom:
                    AtomWriter.Write(feed, to);
                    break;
                case FeedFormat.Json:
                    JsonFeedWriter.Write(feed, to);
                    break;
                default:
                    RssWriter.Write(feed, to);
                    break;
            }
        }
    }
}
