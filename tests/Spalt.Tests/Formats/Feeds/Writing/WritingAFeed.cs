using System.Buffers;
using System.Text.Json;
using System.Xml.Linq;
using Spalt.Formats.Feeds.Writing;

namespace Spalt.Tests.Formats.Feeds.Writing;

public class WritingAFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public void As_RSS_is_this_document() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
        <channel>
        <title>Bänk nio &amp; &quot;vänner&quot;</title>
        <link>https://bloggar.example/bank-nio/</link>
        <description>Om &amp;lt;Norrbyn&gt;</description>
        <language>sv</language>
        <lastBuildDate>Wed, 04 Mar 2026 11:30:15 GMT</lastBuildDate>
        <dc:publisher>Älvposten</dc:publisher>
        <generator>Spalt</generator>
        <atom:link rel="self" type="application/rss+xml" href="https://bloggar.example/bank-nio/feed/"/>
        <item>
        <title>Bussen &quot;nio&quot; &amp; kön 😀</title>
        <link>https://bloggar.example/bank-nio/2026/03/04/bussen/</link>
        <guid isPermaLink="false">tag:bloggar.example,2026:post/12</guid>
        <pubDate>Wed, 04 Mar 2026 11:30:00 GMT</pubDate>
        <dc:creator>Disa Holm</dc:creator>
        <dc:language>en</dc:language>
        <category>Kollektivtrafik</category>
        <category>R&amp;D</category>
        <description>Köp &amp;amp; sälj &amp;lt; 5 kr</description>
        <content:encoded><![CDATA[<p>Se <a href="https://bloggar.example/om/?a=1&amp;b=2">om]]]]><![CDATA[>oss</a> 😀 </p>]]></content:encoded>
        <comments>https://bloggar.example/bank-nio/2026/03/04/bussen/#comments</comments>
        <wfw:commentRss>https://bloggar.example/bank-nio/2026/03/04/bussen/feed/</wfw:commentRss>
        <slash:comments>5</slash:comments>
        </item>
        <item>
        <title>Utan datum</title>
        <link>https://bloggar.example/bank-nio/odaterat/utan-datum/</link>
        <guid isPermaLink="false">tag:bloggar.example,2026:post/11</guid>
        <dc:creator>Disa Holm</dc:creator>
        <content:encoded><![CDATA[<p>å ä ö</p>]]></content:encoded>
        </item>
        </channel>
        </rss>

        """,
        Written.Text(RssWriter.Write));

    [Fact]
    public void As_Atom_is_this_document() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="sv">
        <id>https://bloggar.example/bank-nio/feed/</id>
        <title>Bänk nio &amp; &quot;vänner&quot;</title>
        <subtitle>Om &lt;Norrbyn&gt;</subtitle>
        <link rel="self" type="application/atom+xml" href="https://bloggar.example/bank-nio/feed/"/>
        <link rel="alternate" type="text/html" href="https://bloggar.example/bank-nio/"/>
        <updated>2026-03-04T11:30:15Z</updated>
        <author><name>Älvposten</name>
        </author>
        <generator>Spalt</generator>
        <entry xml:lang="en">
        <id>tag:bloggar.example,2026:post/12</id>
        <title>Bussen &quot;nio&quot; &amp; kön 😀</title>
        <link rel="alternate" type="text/html" href="https://bloggar.example/bank-nio/2026/03/04/bussen/"/>
        <published>2026-03-04T11:30:00Z</published>
        <updated>2026-03-04T11:30:15Z</updated>
        <author><name>Disa Holm</name>
        <uri>https://bloggar.example/bank-nio/author/disa-holm/</uri>
        </author>
        <category term="Kollektivtrafik"/>
        <category term="R&amp;D"/>
        <link rel="replies" type="application/atom+xml" href="https://bloggar.example/bank-nio/2026/03/04/bussen/feed/"/>
        <thr:total>5</thr:total>
        <summary>Köp &amp; sälj &lt; 5 kr</summary>
        <content type="html"><![CDATA[<p>Se <a href="https://bloggar.example/om/?a=1&amp;b=2">om]]]]><![CDATA[>oss</a> 😀 </p>]]></content>
        </entry>
        <entry>
        <id>tag:bloggar.example,2026:post/11</id>
        <title>Utan datum</title>
        <link rel="alternate" type="text/html" href="https://bloggar.example/bank-nio/odaterat/utan-datum/"/>
        <updated>2026-03-04T11:30:15Z</updated>
        <author><name>Disa Holm</name>
        </author>
        <content type="html"><![CDATA[<p>å ä ö</p>]]></content>
        </entry>
        </feed>

        """,
        Written.Text(AtomWriter.Write));

    [Fact]
    public void As_JSON_Feed_is_this_document()
    {
        using var json = JsonDocument.Parse(Written.Bytes(JsonFeedWriter.Write));
        using var expected = JsonDocument.Parse(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Bänk nio & \"vänner\"","home_page_url":"https://bloggar.example/bank-nio/",
            "feed_url":"https://bloggar.example/bank-nio/feed/","description":"Om <Norrbyn>","language":"sv","authors":[{"name":"Älvposten"}],
            "items":[{"id":"tag:bloggar.example,2026:post/12","url":"https://bloggar.example/bank-nio/2026/03/04/bussen/",
            "title":"Bussen \"nio\" & kön 😀","content_html":"<p>Se <a href=\"https://bloggar.example/om/?a=1&amp;b=2\">om]]>oss</a> 😀 </p>",
            "summary":"Köp & sälj < 5 kr","date_published":"2026-03-04T11:30:00Z","date_modified":"2026-03-04T11:30:15Z",
            "authors":[{"name":"Disa Holm","url":"https://bloggar.example/bank-nio/author/disa-holm/"}],"language":"en","tags":["Kollektivtrafik","R&D"]},
            {"id":"tag:bloggar.example,2026:post/11","url":"https://bloggar.example/bank-nio/odaterat/utan-datum/","title":"Utan datum",
            "content_html":"<p>å ä ö</p>","date_modified":"2026-03-04T11:30:15Z","authors":[{"name":"Disa Holm"}]}]}
            """);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, json.RootElement), Written.Text(JsonFeedWriter.Write));
        Assert.Contains("Bänk nio & ", Written.Text(JsonFeedWriter.Write), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_a_year_or_month_only_where_no_day_need_be_made_up()
    {
        var feed = Written.Feed with { Entries = [Written.Feed.Entries[1] with { PublishedAbout = "2020-02" }] };
        Assert.Contains("<dc:date>2020-02</dc:date>", Written.Text(RssWriter.Write, feed), StringComparison.Ordinal);
        Assert.DoesNotContain("pubDate", Written.Text(RssWriter.Write, feed), StringComparison.Ordinal);
        Assert.DoesNotContain("2020", Written.Text(AtomWriter.Write, feed), StringComparison.Ordinal);
        Assert.DoesNotContain("2020", Written.Text(JsonFeedWriter.Write, feed), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_what_a_comment_answers()
    {
        var answer = Written.Feed.Entries[1] with { InReplyTo = new OutgoingReference("tag:a,2026:post/1", "https://bloggar.example/x/") };
        var entry = XDocument.Parse(Written.Text(AtomWriter.Write, Written.Feed with { Entries = [answer] })).Root!.Element(Atom + "entry")!;
        var answered = entry.Element(XName.Get("in-reply-to", "http://purl.org/syndication/thread/1.0"))!;
        Assert.Equal("tag:a,2026:post/1", answered.Attribute("ref")!.Value);
        Assert.Equal("https://bloggar.example/x/", answered.Attribute("href")!.Value);
    }

    /// <summary>What a validator calls MissingElement, DuplicateElement and DuplicateAtomLink (RFC 4287, 4.1).</summary>
    [Fact]
    public void Gives_Atom_each_element_that_it_must_have_once()
    {
        var feed = XDocument.Parse(Written.Text(AtomWriter.Write)).Root!;
        foreach (var part in feed.Elements(Atom + "entry").Append(feed))
        {
            foreach (var name in new[] { "id", "title", "updated", "author" })
            {
                Assert.Single(part.Elements(Atom + name));
            }

            Assert.Single(part.Elements(Atom + "link"), l => l.Attribute("rel")!.Value == "alternate");
        }
    }

    [Fact]
    public void Takes_any_characters_and_stays_well_formed()
    {
        var all = string.Concat(Enumerable.Range(0, 0x10000).Select(c => (char)c)) + "]]>]]]>]]";
        var feed = Written.Feed with
        {
            Title = all,
            Entries = [Written.Feed.Entries[0] with { Title = all, Summary = all, ContentHtml = all, Author = all, Categories = [all] }],
        };
        foreach (var write in new Action<OutgoingFeed, IBufferWriter<byte>>[] { RssWriter.Write, AtomWriter.Write })
        {
            using var bytes = new MemoryStream(Written.Bytes(write, feed));
            var title = XDocument.Load(bytes).Descendants().First(e => e.Name.LocalName == "title").Value;

            // Of the surrogates only U+DBFF U+DC00 stand as a pair.
            Assert.Equal(0xFFFE - 0x800 + 2 - 29 + 9, title.Length);
            Assert.Contains("\t\n\r !\"#$%&'()", title, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(Written.Bytes(JsonFeedWriter.Write, feed));
        Assert.EndsWith("]]>]]]>]]", json.RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
    }
}
