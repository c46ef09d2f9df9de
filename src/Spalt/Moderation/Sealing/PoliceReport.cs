using Spalt.Formats.Html;
using Spalt.Language;

namespace Spalt.Moderation.Sealing;

/// <summary>
/// <c>polisanmalan.txt</c>: a report of unlawful threat (olaga hot, brottsbalken 4:5) that somebody reads, completes and hands in. In Swedish, which
/// the police read; where the newspaper speaks another language also in that, so that whoever signs it knows what it says.
/// </summary>
internal static class PoliceReport
{
    public static string Of(Exhibit exhibit) => string.Join("\n\n\n", new[] { "sv", exhibit.Network.Language }.Distinct(StringComparer.Ordinal).Select(l => In(l, exhibit))) + "\n";

    private static string In(string language, Exhibit exhibit)
    {
        using var speaking = Texts.Speaking(language);
        var (about, network, decision) = (exhibit.About, exhibit.Network, exhibit.Decision);
        var contact = string.Join(", ", new[] { network.Contact, network.ContactEmail, network.ContactPhone }.OfType<string>());
        return Texts.Say(
            "Evidence.Report", exhibit.Newspaper, BundleTimes.Written(network, exhibit.SealedAt), network.Publisher ?? Fill, contact.Length == 0 ? Fill : contact,
            about.Comment is null ? Texts.Say("Evidence.Report.Post", about.Title, about.BlogTitle) : Texts.Say("Evidence.Report.Comment", about.Title, about.BlogTitle),
            Readable(exhibit), When(exhibit), exhibit.Address, Who(exhibit),
            Texts.Say("Evidence.Report.Did", BundleTimes.Written(network, decision.At), decision.ByName, decision.Facts), Reported(exhibit), decision.Id);
    }

    /// <summary>Without the tags of a post; exactly as it is, it stands in <c>text.txt</c>.</summary>
    private static string Readable(Exhibit exhibit) => exhibit.About.Comment switch
    {
        null => HtmlText.Plain(exhibit.About.Post.BodyHtml),
        { Markdown: "" } imported => HtmlText.Plain(imported.BodyHtml),
        var comment => comment.Markdown,
    };

    private static string Fill => Texts.Say("Evidence.Report.Fill");

    private static string When(Exhibit exhibit)
    {
        var (comment, post, network) = (exhibit.About.Comment, exhibit.About.Post, exhibit.Network);
        var written = comment is null ? BundleTimes.Written(network, post.PublicAt, post.PublicPrecision) : BundleTimes.Written(network, comment.WrittenAt, comment.WrittenPrecision);
        var until = BundleTimes.Written(network, exhibit.Decision.At);
        var shown = !exhibit.WasPublic ? exhibit.ShownAt is { } once ? Texts.Say("Evidence.Report.ShownOnce", BundleTimes.Written(network, once)) : Texts.Say("Evidence.Report.NeverShown")
            : comment is not null && exhibit.ShownAt is { } from ? Texts.Say("Evidence.Report.Shown", BundleTimes.Written(network, from), until)
            : Texts.Say("Evidence.Report.Shown", written, until);
        return string.Join('\n', new[]
        {
            Texts.Say("Evidence.Report.Written", written), shown,
            comment?.RevisedAt is { } revised ? Texts.Say("Evidence.Report.Revised", BundleTimes.Written(network, revised)) : null,
        }.OfType<string>());
    }

    private static string Who(Exhibit exhibit)
    {
        var (writer, unknown) = (exhibit.Writer, Texts.Say("Evidence.Unknown"));
        var account = writer.AccountId is { } id ? Texts.Say("Evidence.Report.Account", id, writer.AccountName) : Texts.Say("Evidence.Report.NoAccount");
        return Texts.Say("Evidence.Report.Who", writer.Name, writer.Email ?? unknown, account, writer.PlaceHash ?? unknown);
    }

    private static string Reported(Exhibit exhibit) => exhibit.Notices.Count == 0
        ? Texts.Say("Evidence.Report.NotReported")
        : Texts.Say("Evidence.Report.Reported", exhibit.Notices.Count, BundleTimes.Written(exhibit.Network, exhibit.Notices[0].FiledAt));
}
