using System.Globalization;
using System.Text;
using Spalt.Formats.Feeds;

namespace Spalt.Tests.Formats.Feeds;

public class ReadingADate
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 2004 19:48 GMT", "2004-01-01T19:48:00Z")]
    [InlineData("01 Jan 2004 19:48:21 +0100", "2004-01-01T18:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 -05:30", "2004-01-02T01:18:21Z")]
    [InlineData("Thu, 01 Jan 04 19:48:21 EST", "2004-01-02T00:48:21Z")]
    [InlineData("Thu, 31 Dec 98 19:48:21 PDT", "1999-01-01T02:48:21Z")]
    [InlineData("Thursday, January 1, 2004 7:48 PM", "2004-01-01T19:48:00Z")]
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z")]
    [InlineData("Thu Jan 1 19:48:21 CET 2004", "2004-01-01T18:48:21Z")]
    [InlineData("Thu, 01-Jan-2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu,01 Jan 2004 19:48:21GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT+1", "2004-01-01T18:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 XYZ", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z")]
    [InlineData("Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59.9999999Z")]
    [InlineData("tors, 20 feb 2020 09:05:00 +0100", "2020-02-20T08:05:00Z")]
    [InlineData("torsdag den 20 februari 2020 kl. 09:05", "2020-02-20T09:05:00Z")]
    [InlineData("20 feb. 2020 9.05", "2020-02-20T09:05:00Z")]
    [InlineData("Wed, 22 Apr 2020 10:00:00 +0000 UTC", "2020-04-22T10:00:00Z")]
    [InlineData("Mon Jan 2 2006 15:04:05 GMT-0700 (MST)", "2006-01-02T22:04:05Z")]
    [InlineData("Tuesday, 17 October, 2017 - 9:00pm", "2017-10-17T21:00:00Z")]
    [InlineData("1 maj 2020", "2020-05-01T00:00:00Z")]
    [InlineData("Mo, 05 Okt 2020 10:00:00 +0200", "2020-10-05T08:00:00Z")]
    [InlineData("5 März 2020 10:00", "2020-03-05T10:00:00Z")]
    [InlineData("mer., 12 août 2020 10:00:00 +0200", "2020-08-12T08:00:00Z")]
    [InlineData("March 1st, 2020", "2020-03-01T00:00:00Z")]
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55.25+02:00", "2003-12-31T08:14:55.25Z")]
    [InlineData("2003-12-31T10:14:55.123456789Z", "2003-12-31T10:14:55.1234567Z")]
    [InlineData("2003-12-31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31 10:14:55 +0100", "2003-12-31T09:14:55Z")]
    [InlineData("2003-12-31T10:14:55 UTC", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31t10:14z", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("20031231101455", "2003-12-31T10:14:55Z")]
    [InlineData("2003-365", "2003-12-31T00:00:00Z")]
    [InlineData("2004-W01-4", "2004-01-01T00:00:00Z")]
    [InlineData("2004-01-01T24:00:00Z", "2004-01-02T00:00:00Z")]
    [InlineData("2004/01/31 10:00", "2004-01-31T10:00:00Z")]
    [InlineData("31.12.2004 10:00", "2004-12-31T10:00:00Z")]
    [InlineData("03.04.2004", "2004-04-03T00:00:00Z")]
    [InlineData("12/31/2004 10:00:00 AM", "2004-12-31T10:00:00Z")]
    [InlineData("31/12/2004 12:30 am", "2004-12-31T00:30:00Z")]
    [InlineData("1072915200", "2004-01-01T00:00:00Z")]
    public void Gives_the_instant(string written, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Read(written));

    [Theory]
    [InlineData("")]
    [InlineData("idag")]
    [InlineData("yesterday at noon")]
    [InlineData("03/04/2020")]
    [InlineData("30 Feb 2020")]
    [InlineData("2020-02-30")]
    [InlineData("2020-13-01")]
    [InlineData("Thu, 01 Jan 2004 25:00:00 GMT")]
    [InlineData("Jan 2004 somewhere")]
    [InlineData("20 februari")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("99999-01-01")]
    [InlineData("12:30")]
    [InlineData("2020-W54-1")]
    [InlineData("Mon, -- --- ---- --:--:--")]
    public void Gives_nothing_for_what_is_no_certain_date(string written) => Assert.Null(Read(written));

    private static DateTimeOffset? Read(string written)
    {
        var feed = FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel><item><title>x</title><pubDate>{written}</pubDate></item></channel></rss>"));
        return Assert.Single(feed.Items).Published;
    }
}
