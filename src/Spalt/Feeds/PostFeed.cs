using System.Globalization;
using System.Text.Encodings.Web;
using Spalt.Formats.Feeds.Writing;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Web;

namespace Spalt.Feeds;

/// <summary>What a feed says of itself.</summary>
/// <param name="Page">Path of the page that says the same to people, with a final slash.</param>
/// <param name="Path">Path of the feed as RSS, with a final slash.</param>
/// <param name="Since">What an empty feed was last changed at.</param>
internal sealed record FeedHeading(string Title, string Page, string Path, DateTimeOffset Since)
{
    public string Description { get; init; } = "";

    /// <summary>BCP 47 where it is not the network's.</summary>
    public string? Language { get; init; }
}

/// <summary>Makes a feed of posts.</summary>
internal static class PostFeed
{
    public static OutgoingFeed Of(
        NetworkFace network, FeedHeading heading, IReadOnlyList<FeedPost> posts, ILookup<long, string> subjects, ReplyLinks replies, FeedFormat format) => new()
        {
            // Known by this for good, wherever the blog lives.
            Id = network.Origin + heading.Path,
            Title = heading.Title,
            Description = heading.Description,
            Link = network.Address(heading.Page),
            Self = network.Address(format.Address(heading.Path)),
            Language = heading.Language ?? network.Language,
            Publisher = network.Name,
            Updated = posts.Count == 0 ? heading.Since : posts.Max(p => p.UpdatedAt),
            Entries = [.. posts.Select(p => Entry(network, p, (subjects[p.Id], replies), format, heading.Language is null ? null : network.Language))],
        };

    /// <param name="unsaid">Language of a post that says none, where the feed is in another.</param>
    private static OutgoingEntry Entry(
        NetworkFace network, FeedPost post, (IEnumerable<string> Subjects, ReplyLinks Replies) around, FeedFormat format, string? unsaid)
    {
        var link = network.Address(network.Path(post.BlogSlug, post.Slug, post.PublishedAt, post.Precision));
        return new OutgoingEntry
        {
            Id = TagUri.OfPost(network, post.Id, post.CreatedAt),
            Title = post.Title,
            Link = link,
            ContentHtml = network.Absolute(Whole(network, post, around.Replies)),
            Summary = post.Lead,
            Author = post.Author,
            AuthorLink = network.Address($"/{post.BlogSlug}/author/{Uri.EscapeDataString(post.AuthorSlug)}/"),
            Published = post.Precision is PublishedPrecision.Exact or PublishedPrecision.Day ? post.PublishedAt : null,
            PublishedAbout = About(network, post),
            Updated = post.UpdatedAt,
            Language = post.Language ?? unsaid,
            Categories = [.. around.Subjects.Distinct(StringComparer.OrdinalIgnoreCase)],

            // Machines that have no comments format of their own read RSS.
            Comments = new OutgoingComments(
                link + PostAddress.CommentsAnchor(post.CommentCount), link + (format is FeedFormat.Atom ? "feed/atom/" : "feed/"), post.CommentCount),
        };
    }

    /// <summary>The text with what a reader must be told besides: what it answers and who answers it, who paid for it, and what was wrong in it.</summary>
    private static string Whole(NetworkFace network, FeedPost post, ReplyLinks replies)
    {
        var (answered, answers) = (replies.AnsweredBy(post.ReplyToId), replies.To(post.Id).ToList());
        if (post.SponsorKind is null && post.Corrections is null && answered is null && answers.Count == 0)
        {
            return post.BodyHtml;
        }

        using var speech = Texts.Speaking(post.Language);
        var paid = post.SponsorKind is { } kind ? Paragraph(Texts.Say("Sponsor." + kind), $"{Texts.Say("Sponsor.By", post.Sponsor)} {post.SponsorNotice}") : "";
        var corrections = Correction.Read(post.Corrections).Select(c => Paragraph(
            Texts.Say("Post.Correction"), $"{TimeZoneInfo.ConvertTime(c.At, network.Zone).ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}: {c.Text}"));
        var heads = answers.ConvertAll(r => Head(Texts.Say("Reply.By", r.Author), network.Address(r.Path(network)), r.Title));
        if (answered is not null)
        {
            heads.Insert(0, Head(Texts.Say("Reply.Answers"), network.Address(answered.Path(network)), answered.Title));
        }

        return string.Concat(heads) + paid + post.BodyHtml + string.Concat(corrections);
    }

    private static string Head(string label, string address, string title) =>
        $"<p><strong>{HtmlEncoder.Default.Encode(label)}</strong> <a href=\"{HtmlEncoder.Default.Encode(address)}\">{HtmlEncoder.Default.Encode(title)}</a></p>";

    private static string Paragraph(string label, string text) =>
        $"<p><strong>{HtmlEncoder.Default.Encode(label)}</strong> {HtmlEncoder.Default.Encode(text.Trim())}</p>";

    private static string? About(NetworkFace network, FeedPost post)
    {
        var format = post.Precision switch
        {
            PublishedPrecision.Month => "yyyy-MM",
            PublishedPrecision.Year => "yyyy",
            _ => null,
        };
        return format is null || post.PublishedAt is not { } at
            ? null
            : TimeZoneInfo.ConvertTime(at, network.Zone).ToString(format, CultureInfo.InvariantCulture);
    }
}
