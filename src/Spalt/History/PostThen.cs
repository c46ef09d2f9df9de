using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Posts;
using Spalt.Reading;
using Spalt.Store;

namespace Spalt.History;

/// <summary>A post as readers saw it at a moment of the past.</summary>
/// <param name="Lead">Null where it had none of its own.</param>
internal sealed record PostThen(FullPost Post, string? Lead)
{
    private static readonly AuditVerb[] Away = [AuditVerb.Withdrawn, AuditVerb.Removed, AuditVerb.Binned, AuditVerb.Restored];
    private static readonly AuditVerb[] Moves = [.. Away, AuditVerb.Published];

    /// <param name="post">That readers see now.</param>
    /// <param name="shown">The same, as its page shows it.</param>
    /// <returns>Null where readers saw nothing of it then, or what they saw is withheld.</returns>
    public static async Task<PostThen?> ReadAsync(SpaltDb db, Post post, FullPost shown, DateTimeOffset at, CancellationToken cancel)
    {
        var versions = await PublicVersions.OfAsync(db, post, cancel);
        if (versions.At(at) is not { } version || await WasAwayAsync(db, post, at, cancel) || await versions.ReadAsync(version, cancel) is not { } text)
        {
            return null;
        }

        // What is counted, and what there is to read besides, is of today.
        Correction[] corrections = [.. Correction.Read(post.Corrections).Where(c => c.At <= at)];
        var then = shown with
        {
            Title = text.Title,
            BodyHtml = text.Html,
            Corrections = corrections.Length == 0 ? null : Correction.Write(corrections),
            Likes = 0,
            Comments = 0,
            Related = null,
        };
        return new(then, text.Lead.Length == 0 ? null : PostAlone.Written(text.Lead, text.Html));
    }

    /// <summary>Whether its writer had taken it back, or the newspaper had taken it down, at a moment between two at which it was public.</summary>
    private static async Task<bool> WasAwayAsync(SpaltDb db, Post post, DateTimeOffset at, CancellationToken cancel)
    {
        var (network, subject) = (post.NetworkId, post.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var last = await db.AuditEntries.Where(e => e.NetworkId == network && e.Kind == nameof(Post) && e.SubjectId == subject && e.At <= at && Moves.Contains(e.Verb))
            .OrderByDescending(e => e.Id).Select(e => (AuditVerb?)e.Verb).FirstOrDefaultAsync(cancel);
        return last is { } verb && Array.IndexOf(Away, verb) >= 0;
    }
}
