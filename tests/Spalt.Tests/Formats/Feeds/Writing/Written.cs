using System.Buffers;
using System.Text;
using Spalt.Formats.Feeds.Writing;

namespace Spalt.Tests.Formats.Feeds.Writing;

/// <summary>A feed with everything that is hard to write, and the three ways to write it.</summary>
internal static class Written
{
    public static readonly DateTimeOffset Changed = new(2026, 3, 4, 11, 30, 15, TimeSpan.Zero);

    public static readonly OutgoingFeed Feed = new()
    {
        Id = "https://bloggar.example/bank-nio/feed/",
        Title = "Bänk nio & \"vänner\"",
        Description = "Om <Norrbyn>",
        Link = "https://bloggar.example/bank-nio/",
        Self = "https://bloggar.example/bank-nio/feed/",
        Language = "sv",
        Publisher = "Älvposten",
        Updated = Changed,
        Entries =
        [
            new OutgoingEntry
            {
                Id = "tag:bloggar.example,2026:post/12",
                Title = "Bussen \"nio\" & kön\u0007 😀",
                Link = "https://bloggar.example/bank-nio/2026/03/04/bussen/",
                ContentHtml = "<p>Se <a href=\"/om/?a=1&amp;b=2\">om]]>oss</a>\u0001 😀 \uD800</p>",
                Summary = "Köp & sälj < 5 kr",
                Author = "Disa Holm",
                AuthorLink = "https://bloggar.example/bank-nio/author/disa-holm/",
                Published = new DateTimeOffset(2026, 3, 4, 12, 30, 0, TimeSpan.FromHours(1)),
                Updated = Changed,
                Language = "en",
                Categories = ["Kollektivtrafik", "R&D"],
                Comments = new OutgoingComments(
                    "https://bloggar.example/bank-nio/2026/03/04/bussen/#comments", "https://bloggar.example/bank-nio/2026/03/04/bussen/feed/", 5),
            },
            new OutgoingEntry
            {
                Id = "tag:bloggar.example,2026:post/11",
                Title = "Utan datum",
                Link = "https://bloggar.example/bank-nio/odaterat/utan-datum/",
                ContentHtml = "<p>å ä ö</p>",
                Author = "Disa Holm",
                Updated = Changed,
            },
        ],
    };

    public static byte[] Bytes(Action<OutgoingFeed, IBufferWriter<byte>> write, OutgoingFeed? feed = null)
    {
        var to = new ArrayBufferWriter<byte>();
        write(feed ?? Feed, to);
        return to.WrittenSpan.ToArray();
    }

    public static string Text(Action<OutgoingFeed, IBufferWriter<byte>> write, OutgoingFeed? feed = null) =>
        Encoding.UTF8.GetString(Bytes(write, feed));
}
