using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Posts;

namespace Spalt.Comments;

internal sealed class CommentTable : IEntityTypeConfiguration<Comment>
{
    /// <summary>Shown, or answered by what is shown.</summary>
    private const string HasPlace = "state = 'Approved' OR answer_count > 0";

    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("comments");
        comment.HasOne<Post>().WithMany().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne<Comment>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.PostId, c.WrittenAt, c.Id }).HasFilter("state = 'Approved'");

        // Pages of a thread, and of a branch of it, in each order: read along an index, however long the thread is.
        comment.HasIndex(c => new { c.PostId, c.TopId, c.WrittenAt, c.Id }).HasFilter(HasPlace);
        comment.HasIndex(c => new { c.PostId, c.TopId, c.LikeCount, c.Id }).IsDescending(false, false, true, false).HasFilter(HasPlace);
        comment.HasIndex(c => new { c.PostId, c.ShownAt }).HasFilter("state = 'Approved'");
        comment.HasIndex(c => new { c.PostId, c.OriginId }).HasFilter("origin_id IS NOT NULL");
        comment.HasIndex(c => new { c.WrittenAt, c.Id }).HasFilter("state = 'Waiting'");
        comment.HasIndex(c => c.WrittenAt).HasFilter("place_hash IS NOT NULL");

        // All of a post's, whatever became of them, and what was refused: the indexes above are of what is shown or waits.
        comment.HasIndex(c => c.PostId);
        comment.HasIndex(c => c.Id).HasFilter("state IN ('Rejected', 'Removed')");
        comment.HasIndex(c => c.ParentId);
        comment.HasIndex(c => new { c.AccountId, c.WrittenAt });
        comment.HasIndex(c => new { c.Email, c.WrittenAt });

        // Two who decide at once, and one who decides while the writer changes it, do not undo each other.
        comment.Property(c => c.State).IsConcurrencyToken();
        comment.Property(c => c.TextHash).IsConcurrencyToken();
    }
}
