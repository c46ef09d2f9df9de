using System.Text;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

public class ReadingAFeed
{
    private static readonly Uri Address = new("https://tidningen.example/nyheter/flode.xml");

    [Fact]
    public void Reads_rss()
    {
        var feed = Read("""
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
            <channel><title>Nytt från tidningen</title><link>/</link><description>Allt</description><language>sv_SE</language><ttl>15</ttl>
            <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><skipHours><hour>3</hour><hour>24</hour></skipHours>
            <item><title>Bron &amp;amp; älven</title><link>bro</link><guid isPermaLink="false">7</guid><dc:creator>Anna Å</dc:creator>
            <pubDate>Thu, 20 Feb 2020 09:00:00 +0100</pubDate><category>Umeå</category><description>&lt;p&gt;Is&lt;/p&gt;</description></item>
            <item><guid>https://tidningen.example/2</guid></item></channel></rss>
            """);
        Assert.Equal((FeedVersion.Rss20, "sv-SE", "https://tidningen.example/"), (feed.Version, feed.Language, feed.Link));
        Assert.Equal((TimeSpan.FromMinutes(30), "0 3"), (feed.Cadence.Interval, string.Join(' ', feed.Cadence.SkipHours.Order())));
        var item = feed.Items[0];
        Assert.Equal(("7", "https://tidningen.example/nyheter/bro", "Bron & älven", "Anna Å"), (item.Id, item.Link, item.Title?.Plain, item.Authors[0].Name));
        Assert.Equal(new DateTimeOffset(2020, 2, 20, 8, 0, 0, TimeSpan.Zero), item.Date);
        Assert.Equal("https://tidningen.example/2", feed.Items[1].Link);
    }

    [Fact]
    public void Reads_atom()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv" xml:base="https://blogg.example/a/"><title type="text">Om &lt;b&gt;</title>
            <author><name>Bo</name></author><link rel="self" href="feed"/><link href="."/><id>urn:1</id>
            <entry><id>urn:2</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ett <em>nytt</em> år</div></title>
            <link rel="enclosure" href="bild.jpg" type="image/jpeg" length="9"/><link href="2"/><published>2020-02-20T09:00:00Z</published>
            <content type="html">&lt;a href="x"&gt;x&lt;/a&gt;</content></entry></feed>
            """);
        Assert.Equal((FeedVersion.Atom10, "Om <b>", "https://blogg.example/a/"), (feed.Version, feed.Title?.Plain, feed.Link));
        var entry = Assert.Single(feed.Items);
        Assert.Equal(("urn:2", "https://blogg.example/a/2", "Ett nytt år", "Bo", "sv"), (entry.Id, entry.Link, entry.Title?.Plain, entry.Authors[0].Name, entry.Title?.Language));
        Assert.Equal("<a href=\"https://blogg.example/a/x\">x</a>", entry.Content[0].Value);
        Assert.Equal("https://blogg.example/a/bild.jpg", Assert.Single(entry.Enclosures).Href);
    }

    [Fact]
    public void Reads_rdf_with_the_items_beside_the_channel()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://a.example/"><title>A</title><items><rdf:Seq><rdf:li resource="https://a.example/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://a.example/1"><title>Ett</title><dc:date>2020-02-20</dc:date></item></rdf:RDF>
            """);
        Assert.Equal((FeedVersion.Rss10, "A"), (feed.Version, feed.Title?.Value));
        Assert.Equal(("https://a.example/1", "https://a.example/1", 2020), (feed.Items[0].Id, feed.Items[0].Link, feed.Items[0].Date?.Year));
    }

    [Fact]
    public void Reads_cdf()
    {
        var feed = Read("<CHANNEL HREF='http://a.example/' BASE='http://a.example/'><TITLE>A</TITLE><ITEM HREF='1' LASTMOD='2004-04-06T23:05Z'><TITLE>Ett</TITLE></ITEM></CHANNEL>");
        Assert.Equal((FeedVersion.Cdf, "A", "http://a.example/1", 2004), (feed.Version, feed.Title?.Value, feed.Items[0].Link, feed.Items[0].Date?.Year));
    }

    [Fact]
    public void Reads_json_feed()
    {
        var feed = Read("""
            { "version": "https://jsonfeed.org/version/1.1", "title": "A", "home_page_url": "https://a.example/", "authors": [{ "name": "Bo" }],
              "items": [{ "id": 5, "url": "/5", "title": "Å & ä", "date_published": "2020-02-20T09:00:00+01:00", "content_html": "<p>x</p>", "tags": ["t", null, 3] },
                        { "title": null, "content_text": "\ud800" }, 7], }
            """);
        Assert.Equal((FeedVersion.Json11, "A", 2), (feed.Version, feed.Title?.Value, feed.Items.Count));
        Assert.Equal(("5", "https://tidningen.example/5", "Å & ä", "Bo"), (feed.Items[0].Id, feed.Items[0].Link, feed.Items[0].Title?.Plain, feed.Items[0].Authors[0].Name));
        Assert.StartsWith("sha256:", feed.Items[1].Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_order_of_the_feed_and_gives_items_without_an_id_the_same_one_each_time()
    {
        const string Xml = "<rss><channel><item><title>b</title></item><item><title>a</title></item><item><title>c</title><link>http://c.example/</link></item></channel></rss>";
        var (first, second) = (Read(Xml), Read(Xml));
        Assert.Equal(["b", "a", "c"], first.Items.Select(i => i.Title!.Plain), StringComparer.Ordinal);
        Assert.Equal(first.Items.Select(i => i.Id), second.Items.Select(i => i.Id), StringComparer.Ordinal);
        Assert.Equal(3, first.Items.Select(i => i.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("http://c.example/", first.Items[2].Id);
    }

    [Fact]
    public void Honours_the_entities_that_a_feed_declares_for_itself() =>
        Assert.Equal("[1] Umeå & 2", Read("<!DOCTYPE rss [<!ENTITY n '[1]'> <!ENTITY stad \"Ume&#229;\"><!ENTITY och '&stad; &amp;'>] ><rss><channel><title>&n; &och; 2</title></channel></rss>").Title?.Value);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("")]
    public void Gives_no_link_that_is_not_the_webs(string link) =>
        Assert.Null(Read($"<rss><channel><item><title>x</title><link>{link}</link></item></channel></rss>").Items[0].Link);

    [Theory]
    [InlineData("Fish &amp; chips", "Fish & chips")]
    [InlineData("Fish &amp;amp; chips", "Fish & chips")]
    [InlineData("Fish & chips", "Fish & chips")]
    [InlineData("Sm&ouml;r&nbsp;g&aring;s", "Smör gås")]
    [InlineData("1 &lt; 2 &gt; 1", "1 < 2 > 1")]
    [InlineData("Vector&lt;T&gt;", "Vector<T>")]
    [InlineData("<![CDATA[<b>Nytt</b><br>år]]>", "Nytt år")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;Hej", "Hej")]
    [InlineData("Hej &lt;img src=x onerror=alert(1)&gt;då", "Hej då")]
    [InlineData("Hej <b>naket</b> <i>märke</i>", "Hej naket märke")]
    [InlineData("  två \n\n rader ", "två rader")]
    [InlineData("vänd \u202Eom", "vänd om")]
    public void Makes_plain_text_of_a_title(string written, string plain) =>
        Assert.Equal(plain, Read($"<rss><channel><item><title>{written}</title></item></channel></rss>").Items[0].Title?.Plain);

    [Theory]
    [InlineData("me@example.com (Anna Å)", "Anna Å", "me@example.com")]
    [InlineData("Anna Å <me@example.com>", "Anna Å", "me@example.com")]
    [InlineData("Anna Å, mailto:me@example.com", "Anna Å", "me@example.com")]
    [InlineData("me@example.com", null, "me@example.com")]
    [InlineData("Anna @ Umeå", "Anna @ Umeå", null)]
    public void Tells_name_from_mail_address(string line, string? name, string? email)
    {
        var author = Read($"<rss><channel><item><author>{line.Replace("<", "&lt;", StringComparison.Ordinal)}</author></item></channel></rss>").Items[0].Authors[0];
        Assert.Equal((name, email), (author.Name, author.Email));
    }

    [Theory]
    [InlineData("<rss><channel><title>A & B</title><item><title>x</channel>", "A & B", 1)]
    [InlineData("<rss><channel><title>A</title><item><title>x</title><item><title>y</title></rss>", "A", 2)]
    [InlineData("<rss><channel><title>A</b></title></i><item><title>x</title></item>", "A", 1)]
    [InlineData("\n\n<?xml version='1.0'?><rss><channel><title>A</title><item/></channel></rss> skräp", "A", 1)]
    [InlineData("<rss><channel><title>A</title><link>http://a.example/<item><title>x</title></item></channel></rss>", "A", 1)]
    [InlineData("<rss><channel><title>A</title><item a=\"1><title>x</title></item></channel></rss>", "A", 1)]
    [InlineData("<wrapper><rss><channel><title>A</title></channel></rss></wrapper>", "A", 0)]
    [InlineData("<rss><channel><dc:title>A</dc:title></channel></rss>", "A", 0)]
    public void Reads_ill_formed_xml_as_it_was_meant(string xml, string title, int items)
    {
        var feed = Read(xml);
        Assert.Equal((title, items), (feed.Title?.Value, feed.Items.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Hej!")]
    [InlineData("<!DOCTYPE html><html><body><rss></rss></body></html>")]
    [InlineData("<opml><body/></opml>")]
    [InlineData("{\"a\": 1}")]
    [InlineData("{\"version\": ")]
    [InlineData("[1]")]
    public void Says_what_it_looked_for_when_there_is_no_feed(string text) =>
        Assert.Contains("Looked for a ", Assert.Throws<FeedFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static Feed Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), "application/xml", Address);
}
