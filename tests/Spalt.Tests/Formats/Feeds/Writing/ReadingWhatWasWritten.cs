using System.Buffers;
using Spalt.Formats.Feeds;
using Spalt.Formats.Feeds.Writing;

namespace Spalt.Tests.Formats.Feeds.Writing;

public class ReadingWhatWasWritten
{
    private static readonly (FeedVersion Version, Action<OutgoingFeed, IBufferWriter<byte>> Write)[] Formats =
        [(FeedVersion.Rss20, RssWriter.Write), (FeedVersion.Atom10, AtomWriter.Write), (FeedVersion.Json11, JsonFeedWriter.Write)];

    [Fact]
    public void Gives_the_same_titles_ids_links_and_dates()
    {
        foreach (var (version, write) in Formats)
        {
            var feed = FeedReader.Read(Written.Bytes(write));
            Assert.Equal(version, feed.Version);
            Assert.Equal("Bänk nio & \"vänner\"", feed.Title?.Plain);
            Assert.Equal("Om <Norrbyn>", feed.Subtitle?.Plain);
            Assert.Equal(Written.Feed.Link, feed.Link);
            Assert.Equal("sv", feed.Language);
            Assert.Contains(feed.Links, l => l.Relation == "self" && l.Href == Written.Feed.Self);
            Assert.Equal(Written.Feed.Entries.Select(e => (e.Id, Link: (string?)e.Link)), feed.Items.Select(i => (i.Id, i.Link)));
            Assert.Equal(["Bussen \"nio\" & kön 😀", "Utan datum"], feed.Items.Select(i => i.Title?.Plain), StringComparer.Ordinal);
            Assert.Equal([Written.Feed.Entries[0].Published, null], feed.Items.Select(i => i.Published));
            Assert.All(feed.Items, i => Assert.Equal("Disa Holm", Assert.Single(i.Authors).Name));
        }
    }

    [Fact]
    public void Gives_the_same_texts_and_subjects()
    {
        foreach (var (_, write) in Formats)
        {
            var item = FeedReader.Read(Written.Bytes(write)).Items[0];
            Assert.Equal("Köp & sälj < 5 kr", item.Summary?.Plain);
            Assert.Equal("<p>Se <a href=\"https://bloggar.example/om/?a=1&amp;b=2\">om]]>oss</a> 😀 </p>", Assert.Single(item.Content).Value);
            Assert.Equal(["Kollektivtrafik", "R&D"], item.Categories.Select(c => c.Term), StringComparer.Ordinal);
            Assert.Equal("en", item.Language);
        }
    }

    [Fact]
    public void Gives_the_same_date_in_every_month()
    {
        foreach (var published in Enumerable.Range(0, 12).Select(month => Written.Changed.AddMonths(month)))
        {
            var feed = Written.Feed with { Entries = [Written.Feed.Entries[0] with { Published = published }] };
            Assert.All(Formats, f => Assert.Equal(published, FeedReader.Read(Written.Bytes(f.Write, feed)).Items[0].Published));
        }
    }
}
