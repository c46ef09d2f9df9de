using System.Security.Cryptography;
using System.Text;
using Spalt.Ledger;
using Spalt.Moderation.Cases;
using Spalt.Networks;

namespace Spalt.Moderation.Sealing;

/// <summary>All that is known of what was taken away, at the moment when it is sealed.</summary>
/// <param name="Address">Where it stood: the whole address.</param>
/// <param name="Notices">What readers had reported about it, oldest first.</param>
internal sealed record Exhibit(Decision Decision, Subject About, Network Network, string Address, ExhibitWriter Writer, IReadOnlyList<Notice> Notices, LedgerProof Ledger, DateTimeOffset SealedAt)
{
    /// <summary>The network's name where the newspaper has none of its own.</summary>
    public string Newspaper => Network.NewspaperName ?? Network.Name;

    /// <summary>As it was typed. The text of a post, and of a comment that was imported, is HTML.</summary>
    public string Typed => About.Comment is not { } comment ? $"{About.Post.Title}\n\n{About.Post.BodyHtml}" : comment.Markdown.Length > 0 ? comment.Markdown : comment.BodyHtml;

    /// <summary>Exactly what the hash in the decision is taken of (as UTF-8): the name or headline, a line break, and the text as HTML.</summary>
    public string Hashed => About.Comment is { } comment ? $"{comment.AuthorName}\n{comment.BodyHtml}" : $"{About.Post.Title}\n{About.Post.BodyHtml}";

    /// <summary>Lower-case hex of SHA-256 of <see cref="Hashed"/>: the decision's, unless somebody has changed the text since.</summary>
    public string HashNow => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Hashed)));

    /// <summary>Lower-case hex of the hash of the text that was decided about.</summary>
    public string HashDecided => Convert.ToHexStringLower(Decision.TextHash);

    /// <summary>When readers could first read it; null where they never could, or where nobody knows.</summary>
    public DateTimeOffset? ShownAt => About.Comment is { } comment ? comment.ShownAt : About.Post.PublicAt;

    /// <summary>Whether readers could read it until it was taken away.</summary>
    public bool WasPublic => About.Comment is null || Decision.Before is Comments.CommentState.Approved;
}

/// <summary>Who wrote it, as far as it is known.</summary>
/// <param name="Name">What stood beside the text.</param>
/// <param name="PlaceHash">Keyed hash of the network address, in hex: the address itself is kept nowhere.</param>
internal sealed record ExhibitWriter(string Name, string? Email, long? AccountId, string? AccountName, string? PlaceHash);

/// <summary>The network's ledger from the line of the decision on, as far as the bundle holds it (<see cref="ExhibitQueries.MostLines"/>).</summary>
/// <param name="Lines">The first is the decision's.</param>
/// <param name="Parts">What that one keeps of people. What the others keep is about other people.</param>
/// <param name="Head">The last of the lines.</param>
internal sealed record LedgerProof(IReadOnlyList<LedgerLine> Lines, IReadOnlyList<LedgerPart> Parts, (long Number, string Hash) Head)
{
    public LedgerLine Line => Lines[0];
}
