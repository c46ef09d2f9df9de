using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spalt.Language;

namespace Spalt.Headlines;

/// <summary>How <c>spalt headlines read</c> tells what it found.</summary>
internal interface IFeedPrinter
{
    void Print(FeedReport report);

    void Print(HeadlineFeed feed, HeadlineReading reading);

    /// <param name="next">the feed that is due next; null where the installation has none</param>
    void NothingDue(HeadlineFeed? next);
}

/// <summary>For people.</summary>
internal sealed class PlainLines(Installation installation) : IFeedPrinter
{
    private const int DateWidth = 25;

    public void Print(FeedReport report)
    {
        if (!report.Ok)
        {
            Console.WriteLine($"{report.Source}: {report.Error}");
            return;
        }

        Console.WriteLine($"{Given(report.Title) ?? report.Source} ({report.Version}, {report.Encoding})");
        foreach (var item in report.Items)
        {
            var date = (item.Published ?? item.Updated)?.ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "";
            Console.WriteLine($"  {date.PadRight(DateWidth)}{Given(item.Title) ?? Texts.Command("Headlines.NoTitle")}");
            Console.WriteLine($"  {new string(' ', DateWidth)}{Given(item.Link) ?? Texts.Command("Headlines.NoLink")}");
        }

        Console.WriteLine();
    }

    public void Print(HeadlineFeed feed, HeadlineReading reading) => Console.WriteLine(reading switch
    {
        { Failure: { } why } => Texts.Command("Headlines.NotRead", feed.Url, Texts.Command("Fetch." + why), feed.DueAt.ToLocalTime()),
        { Added: 0 } => Texts.Command("Headlines.Nothing", feed.Url),
        _ => Texts.Command("Headlines.New", feed.Url, reading.Added),
    });

    public void NothingDue(HeadlineFeed? next) => Console.WriteLine(
        next is null ? Texts.Command("Headlines.NoFeeds", installation.Hint("network add --host HOST --name NAME --feed URL")) : Texts.Command("Headlines.NothingDue", next.Url, next.DueAt.ToLocalTime()));

    /// <summary>What the feed gave, on one line; null where that is nothing.</summary>
    private static string? Given(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c))) is { Length: > 0 } line ? line : null;
}

/// <summary>For programs: one JSON object a line.</summary>
internal sealed class JsonLines : IFeedPrinter
{
    private static readonly JsonSerializerOptions Format =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // UTF-8 whatever the terminal speaks (RFC 8259 §8.1).
    private readonly Stream _out = Console.OpenStandardOutput();

    public void Print(FeedReport report)
    {
        if (report.Ok)
        {
            Write(new { report.Source, report.Ok, report.Version, report.Encoding, report.Title, report.Link, report.Language, report.Items });
        }
        else
        {
            Write(new { report.Source, report.Ok, report.Error });
        }
    }

    public void Print(HeadlineFeed feed, HeadlineReading reading) => Write(
        new { Source = feed.Url, Ok = reading.Failure is null, feed.Title, New = reading.Added, Error = reading.Failure, feed.DueAt });

    public void NothingDue(HeadlineFeed? next)
    {
        // No feed, no line.
    }

    private void Write<T>(T line)
    {
        _out.Write(JsonSerializer.SerializeToUtf8Bytes(line, Format));
        _out.WriteByte((byte)'\n');
        _out.Flush();
    }
}
