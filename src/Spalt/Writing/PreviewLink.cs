using System.Buffers.Text;
using System.Security.Cryptography;

namespace Spalt.Writing;

/// <summary>
/// A secret address by which somebody without an account may read a draft for a while. One a post; a new one ends the old. The secret is
/// kept as it is, so that its writer can copy it again: whoever reads this row can read the draft as well.
/// </summary>
public sealed class PreviewLink
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private PreviewLink()
    {
    }

    public PreviewLink(long postId, long madeById, DateTimeOffset now)
    {
        PostId = postId;
        MadeById = madeById;
        Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        ExpiresAt = now + Lasts;
    }

    public long PostId { get; private set; }

    /// <summary>192 random bits, base64url.</summary>
    public string Secret { get; private set; } = "";

    public long MadeById { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public string Path => "/-/preview/" + Secret;
}
