using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Spalt.Moderation.Sealing;

/// <summary>What is known, for programs: <c>uppgifter.json</c>. Times are UTC, hashes lower-case hex.</summary>
internal static class BundleFacts
{
    private static readonly JsonSerializerOptions Plainly = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Json(Exhibit exhibit)
    {
        var (decision, about, network, proof) = (exhibit.Decision, exhibit.About, exhibit.Network, exhibit.Ledger);
        return JsonSerializer.Serialize(
            new
            {
                SealedAt = Utc(exhibit.SealedAt),
                exhibit.Address,
                Newspaper = new { exhibit.Newspaper, Network = network.Name, network.Host, network.TimeZone, network.Publisher, network.Contact, network.ContactEmail, network.ContactPhone },
                exhibit.Writer,
                Post = new
                {
                    about.Post.Id, about.Post.Title, Blog = about.BlogTitle, BlogSlug = about.BlogSlug, about.Post.AuthorId, PublicAt = Utc(about.Post.PublicAt), about.Post.PublicPrecision,
                    CreatedAt = Utc(about.Post.CreatedAt), UpdatedAt = Utc(about.Post.UpdatedAt),
                },
                Comment = about.Comment is not { } comment ? null : new
                {
                    comment.Id, comment.ParentId, comment.AuthorName, comment.Email, comment.AccountId, comment.Standing, WrittenAt = Utc(comment.WrittenAt), comment.WrittenPrecision,
                    ShownAt = Utc(comment.ShownAt), ChangedAt = Utc(comment.ChangedAt), RevisedAt = Utc(comment.RevisedAt),
                },
                Decision = new
                {
                    decision.Id, decision.Verb, decision.Before, decision.Ground, decision.Facts, decision.WasReported, decision.ReversesId, decision.ById, decision.ByName, At = Utc(decision.At),
                    TextHash = exhibit.HashDecided,
                },
                TextIsAsDecided = exhibit.HashNow == exhibit.HashDecided,

                // Not who reported it: what the police get may be read by whoever made the threat. The newspaper has the names in its cases.
                Notices = exhibit.Notices.Select(n => new { n.Id, n.Ground, n.Explanation, FiledAt = Utc(n.FiledAt), DecidedAt = Utc(n.DecidedAt), TextHash = Convert.ToHexStringLower(n.TextHash) }),
                Ledger = new { proof.Line.Number, Hash = Convert.ToHexStringLower(proof.Line.Hash), End = proof.Head.Number, EndHash = proof.Head.Hash },
            },
            Plainly);
    }

    private static DateTime? Utc(DateTimeOffset? at) => at?.UtcDateTime;
}
