using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation.Sealing;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Writing;

namespace Spalt.Audit;

internal static class AuditVerbs
{
    /// <summary>What was done to an entity; null for what nobody needs to answer for.</summary>
    /// <param name="after">The changed properties; null for what is gone.</param>
    public static AuditVerb? Of(EntityEntry entry, Dictionary<string, object?>? after) => (entry.Entity, entry.State) switch
    {
        (Post post, not EntityState.Deleted) => OfPost(post, entry, after!),
        (PostDraft draft, _) => entry.State is EntityState.Modified && draft.Note is not null ? AuditVerb.Returned : null,
        (Revision, _) => AuditVerb.Withdrawn,
        (Login or BlogPicture or Evidence, EntityState.Added) => null,
        (Evidence, EntityState.Modified) => after!.ContainsKey(nameof(Evidence.DestroyedAt)) ? AuditVerb.Removed : AuditVerb.Opened,
        (BlogPicture, EntityState.Modified) => AuditVerb.Moved,
        (Login login, EntityState.Modified) => login.DisabledAt is null ? AuditVerb.Enabled : AuditVerb.Disabled,
        (Invitation invitation, EntityState.Modified) => OfInvitation(invitation, after!),
        (Blog blog, EntityState.Modified) => OfBlog(blog, after!),
        (_, EntityState.Added) => AuditVerb.Added,
        (_, EntityState.Deleted) => AuditVerb.Removed,
        _ => AuditVerb.Changed,
    };

    private static AuditVerb OfBlog(Blog blog, Dictionary<string, object?> after) =>
        after.ContainsKey(nameof(Blog.MergedIntoId)) ? AuditVerb.Merged
        : !after.ContainsKey(nameof(Blog.SuspendedAt)) ? AuditVerb.Changed
        : blog.SuspendedAt is null ? AuditVerb.Reopened : AuditVerb.Suspended;

    private static AuditVerb? OfPost(Post post, EntityEntry entry, Dictionary<string, object?> after)
    {
        if (entry.State is EntityState.Modified && after.ContainsKey(nameof(Post.BlogId)))
        {
            return AuditVerb.Moved;
        }

        if (entry.State is EntityState.Modified && after.TryGetValue(nameof(Post.BinnedAt), out var binned))
        {
            return binned is not null ? AuditVerb.Binned : post.State is PostState.Removed ? AuditVerb.Removed : AuditVerb.Restored;
        }

        if (entry.State is EntityState.Modified && !after.ContainsKey(nameof(Post.State)))
        {
            // Readers see it: what changes while nobody does is not written down.
            return !post.NewsSoFar.Any(n => n is PostRevised) ? null : after.ContainsKey(nameof(Post.Corrections)) ? AuditVerb.Corrected : AuditVerb.Changed;
        }

        return !after.ContainsKey(nameof(Post.State)) ? null : (post.State, entry.State) switch
        {
            (PostState.Published, _) => AuditVerb.Published,
            (PostState.Scheduled, _) => AuditVerb.Scheduled,
            (PostState.Removed, _) => AuditVerb.Removed,
            (_, EntityState.Added) => null,
            _ => AuditVerb.Withdrawn,
        };
    }

    private static AuditVerb OfInvitation(Invitation invitation, Dictionary<string, object?> after) =>
        !after.ContainsKey(nameof(Invitation.EndedAt)) ? AuditVerb.Changed
        : invitation.NewsSoFar.Any(n => n is InvitationWithdrawn) ? AuditVerb.Withdrawn : AuditVerb.Accepted;
}
