using System.Text;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

public class FindingTheEncoding
{
    private const string Words = "Vår å, »ö« — “Räksmörgås”";
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("utf-8", null, null, "utf-8")]
    [InlineData("utf-8", "utf-8", "application/rss+xml", "utf-8")]
    [InlineData("utf-8", "iso-8859-1", null, "utf-8")]
    [InlineData("utf-8", null, "text/xml; charset=iso-8859-1", "utf-8")]
    [InlineData("utf-8", null, "text/xml", "utf-8")]
    [InlineData("windows-1252", "iso-8859-1", null, "iso-8859-1")]
    [InlineData("windows-1252", "windows-1252", null, "windows-1252")]
    [InlineData("windows-1252", "utf-8", null, "windows-1252")]
    [InlineData("windows-1252", null, null, "windows-1252")]
    [InlineData("windows-1252", null, "application/xml; charset=\"ISO-8859-1\"", "iso-8859-1")]
    [InlineData("windows-1252", "no-such-charset", "text/xml; charset=neither", "windows-1252")]
    [InlineData("windows-1252", "us-ascii", null, "windows-1252")]
    public void Reads_the_words_whatever_is_declared(string written, string? declared, string? contentType, string name)
    {
        var encoding = written is "utf-8" ? new UTF8Encoding(false) : Windows1252;
        AssertReads(encoding.GetBytes(Document(declared)), contentType, name);
    }

    public static TheoryData<string, bool> Wide => new()
    {
        { "utf-16le", true }, { "utf-16le", false }, { "utf-16be", true }, { "utf-16be", false },
        { "utf-32le", true }, { "utf-32le", false }, { "utf-32be", true }, { "utf-32be", false },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public void Knows_wide_encodings_with_and_without_a_mark(string name, bool marked)
    {
        var big = name.EndsWith("be", StringComparison.Ordinal);
        Encoding encoding = name.StartsWith("utf-16", StringComparison.Ordinal) ? new UnicodeEncoding(big, marked) : new UTF32Encoding(big, marked);
        // The declaration and the header lie: the zero bytes don't.
        AssertReads([.. encoding.GetPreamble(), .. encoding.GetBytes(Document("utf-8"))], "text/xml; charset=utf-8", name);
    }

    [Fact]
    public void Believes_the_byte_order_mark_before_the_header() =>
        AssertReads([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Document("iso-8859-1"))], "text/xml; charset=iso-8859-1", "utf-8");

    [Fact]
    public void Reads_stray_bytes_in_utf8_as_windows_1252()
    {
        byte[] title = [.. "<rss><channel><title>Å och "u8, 0xE5, .. " och \u201D</title></channel></rss>"u8];
        var feed = FeedReader.Read(title);
        Assert.Equal("Å och å och ”", feed.Title?.Value);
        Assert.Equal("utf-8", feed.Encoding);
    }

    [Fact]
    public void Reads_the_controls_of_latin_1_as_what_was_meant() =>
        Assert.Equal("I dag – “nu”…", FeedReader.Read("<rss><channel><title>I dag &#150; \u0093nu\u0094&#x85;</title></channel></rss>"u8.ToArray()).Title?.Value);

    [Fact]
    public void Leaves_out_control_characters() =>
        Assert.Equal("ab", FeedReader.Read("<rss><channel><title>a\u0001\u0008&#1;&#0;b</title></channel></rss>"u8.ToArray()).Title?.Value.Replace("\uFFFD", "", StringComparison.Ordinal));

    private static string Document(string? declared) =>
        $"<?xml version='1.0'{(declared is null ? "" : $" encoding='{declared}'")}?><rss version='2.0'><channel><title>{Words}</title></channel></rss>";

    private static void AssertReads(byte[] body, string? contentType, string name)
    {
        var feed = FeedReader.Read(body, contentType);
        Assert.Equal((Words, name), (feed.Title?.Value, feed.Encoding));
    }
}
