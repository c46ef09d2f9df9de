using System.Text;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

public class ReadingHostileFeeds
{
    [Fact]
    public void A_billion_laughs_are_a_few()
    {
        var declarations = string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY l{i} '&l{i - 1};&l{i - 1};&l{i - 1};&l{i - 1};'>"));
        var feed = Read($"<!DOCTYPE rss [<!ENTITY l0 'ha'>{declarations}]><rss><channel><title>&l2;|{Repeat("&l4;&l30;", 100_000)}</title></channel></rss>");
        Assert.StartsWith(Repeat("ha", 16) + "|", feed.Title?.Value, StringComparison.Ordinal);
        Assert.True(feed.Title?.Value.Length < 1_000_000);
    }

    [Fact]
    public void One_long_entity_named_often_costs_nothing()
    {
        var feed = Read($"<!DOCTYPE rss [<!ENTITY a '{new string('x', 1000)}'>]><rss><channel><title>{Repeat("&a;", 5_000_000)}</title></channel></rss>");
        Assert.InRange(feed.Title!.Value.Length, 1000, 100_000);
    }

    [Fact]
    public void External_entities_do_not_exist()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "hemligt");
            var feed = Read($"<!DOCTYPE rss [<!ENTITY % p SYSTEM 'file://{file}'>%p;<!ENTITY x SYSTEM 'file://{file}'>]><rss><channel><title>a &x; b</title></channel></rss>");
            Assert.Equal("a &x; b", feed.Title?.Value);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static TheoryData<string, string, string> Floods => new()
    {
        { "<rss><channel>", "<item><title>x</title><link>http://a.example/</link></item>", "" },
        { "<rss><channel>", "<item/>", "" },
        { "<rss><channel><item><title>", "<a>", "" },
        { "<rss><channel><item><title>", "<", "" },
        { "<rss><channel><item><title>", "&", "" },
        { "<rss><channel><item><title>", "&auml;", "</title>" },
        { "<rss><channel>", "<a b=\"", "" },
        { "<rss><channel>", "<a b=\"> ", "" },
        { "<rss><channel><item ", "a='b' ", "" },
        { "<rss xmlns:p='x'><channel>", "<a xmlns:q='http://q.example/'>", "" },
        { "<rss xml:base='http://a.example/'><channel>", "<a xml:base='bbbbbbb/'>", "" },
        { "<rss xml:base='http://a.example/'><channel><item>", "<link href='b'/>", "" },
        { "<rss><channel>", "<!--", "" },
        { "<rss><channel>", "<![CDATA[", "" },
        { "", "<!DOCTYPE a [", "" },
        { "", "<!DOCTYPE a>", "<rss/>" },
        { "<rss><channel>", "</b>", "" },
        { "<rss><channel><item>", "<category>a</category>", "" },
        { "<rss><channel><item>", "<itunes:category text='a'>", "" },
        { "<rss><channel><item><title><![CDATA[<b>", "<a \"", "]]></title>" },
        { "<rss><channel><item><title><![CDATA[<b>", "<a ='\" ", "]]></title>" },
        { "<rss><channel><item><title><![CDATA[<b>", "<script>", "]]></title>" },
        { "<rss><channel><item><title><![CDATA[<b>", " ", "\"]]></title>" },
        { "<rss xml:base='http://a.example/'><channel><item><title><![CDATA[<a ", "href=b ", ">x]]></title>" },
        { "<rss xml:base='http://a.example/'><channel><item><title><![CDATA[<a ", "x=' y=\"\" ", ">x]]></title>" },
        { "<rss><channel><item><author>a@", "b", "</author>" },
        { "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":1},", "]}" },
        { "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":", "[", "" },
    };

    [Theory]
    [InlineData(30_000, 50_000)] // a server may redirect to such an address before it answers
    [InlineData(2_000, 50_000)]
    public void Short_links_against_a_long_address_do_not_grow_without_end(int address, int links)
    {
        var xml = "<rss><channel><item><title>x</title><description><![CDATA[" + string.Concat(Enumerable.Repeat("<a href=x>", links)) + "]]></description></item></channel></rss>";
        var item = Assert.Single(FeedReader.Read(Encoding.UTF8.GetBytes(xml), "text/xml", new Uri("https://tidning.example/" + new string('a', address) + "/f")).Items);
        Assert.InRange(item.Summary!.Value.Length, 1, xml.Length * 10);
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public void Floods_take_linear_time(string before, string repeated, string after)
    {
        var body = Encoding.UTF8.GetBytes(before + Repeat(repeated, 2_000_000 / repeated.Length) + after);
        // Quadratic work on two megabytes would take hours.
        Assert.InRange(CpuTime.Seconds(() => Touch(body)), 0, 15);
    }

    [Fact]
    public void Ten_megabytes_of_feed_are_read_up_to_the_most_items()
    {
        const string Item = "<item><title>Hej &amp; hå</title><link>http://a.example/</link><pubDate>Thu, 20 Feb 2020 09:00:00 +0100</pubDate><description>&lt;p&gt;x&lt;/p&gt;</description></item>";
        Feed feed = null!;
        Assert.InRange(CpuTime.Seconds(() => feed = Read($"<rss version='2.0'><channel><title>A</title>{Repeat(Item, 10_000_000 / Item.Length)}</channel></rss>")), 0, 30);
        Assert.Equal((10_000, "Hej & hå"), (feed.Items.Count, feed.Items[^1].Title?.Plain));
    }

    [Fact]
    public void Damaged_feeds_are_read_or_refused_but_nothing_else()
    {
        var random = new Random(20200220);
        var seeds = Seeds.Select(Encoding.UTF8.GetBytes).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            Touch(Damage(seeds[round % seeds.Length], random));
        }
    }

    [Fact]
    public void Noise_is_read_or_refused_but_nothing_else()
    {
        var random = new Random(20200221);
        for (var round = 0; round < 2_000; round++)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            Touch([.. "<rss><channel><title>"u8, .. noise, .. "</title><item><pubDate>"u8, .. noise]);
            Touch(noise);
        }
    }

    [Theory]
    [InlineData("feedvalidator-testcases", 1700)]
    [InlineData("miniflux-testdata", 30)]
    public void Whole_corpora_are_read_or_refused_but_nothing_else(string corpus, int atLeast)
    {
        var files = Directory.GetFiles(Corpora.Folder(corpus), "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= atLeast);
        foreach (var file in files)
        {
            Touch(File.ReadAllBytes(file));
        }
    }

    private static readonly string[] Pieces =
        ["<", ">", "&", "\"", "'", "]]>", "<![CDATA[", "<!--", "-->", "</item>", "<item>", "&#x110000;", "&#xD800;", "&amp", "xmlns='", "<!DOCTYPE a [<!ENTITY b '&b;'>]>", "\0", "\uFEFF", "type='xhtml'", "{", "}", "\\ud800", "xml:base='//'"];

    private static readonly string[] Seeds =
    [
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>A</title><link>http://a.example/</link><item><title>B &amp;amp; &lt;b&gt;c&lt;/b&gt;</title>" +
        "<guid>x</guid><pubDate>Thu, 20 Feb 2020 09:00:00 +0100</pubDate><dc:date>2020-W08-4T10:00Z</dc:date><author>a@b.example (C)</author><enclosure url='c' length='1'/></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='sv' xml:base='http://a.example/b/'><title type='html'>&lt;a href='x'&gt;</title><entry><id>/u</id><link href='../x'/>" +
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x<br/>y</div></title><updated>2020-02-20T09:00:00.5Z</updated><content type='image/png'>AAAA</content></entry></feed>",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"A\",\"author\":{\"name\":\"B\"},\"items\":[{\"id\":\"1\",\"url\":\"http://a.example/\",\"content_html\":\"<p>\",\"date_published\":\"2020-02-20T09:00:00Z\"}]}",
    ];

    private static byte[] Damage(byte[] seed, Random random)
    {
        var body = seed.ToList();
        for (var wounds = random.Next(1, 6); wounds > 0 && body.Count > 10; wounds--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(4))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 30), body.Count - at));
                    break;
                case 2:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    body.InsertRange(at, body.GetRange(random.Next(body.Count / 2), random.Next(body.Count / 2)));
                    break;
            }
        }

        return [.. body];
    }

    /// <summary>Reads and looks at everything that is worked out only when asked for.</summary>
    private static void Touch(byte[] body)
    {
        try
        {
            var feed = FeedReader.Read(body, contentType: null, new Uri("https://a.example/feed"));
            foreach (var item in feed.Items)
            {
                Assert.DoesNotContain('\n', item.Title?.Plain ?? "");
                Assert.True(item.Link is null || item.Link.StartsWith("http", StringComparison.OrdinalIgnoreCase));
                _ = (item.Date, item.Summary?.Plain);
            }
        }
        catch (FeedFormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static Feed Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
