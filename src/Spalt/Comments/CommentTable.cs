using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Posts;

namespace Spalt.Comments;

internal sealed class CommentTable : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("comments");
        comment.HasOne<Post>().WithMany().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne<Comment>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        comment.HasIndex(c => new { c.PostId, c.WrittenAt, c.Id }).HasFilter("state = 'Approved'");
        comment.HasIndex(c => new { c.WrittenAt, c.Id }).HasFilter("state = 'Waiting'");
        comment.HasIndex(c => c.WrittenAt).HasFilter("place_hash IS NOT NULL");
        comment.HasIndex(c => c.ParentId);
        comment.HasIndex(c => c.AccountId);
        comment.HasIndex(c => c.Email);

        // Two who decide at once, and one who decides while the writer changes it, do not undo each other.
        comment.Property(c => c.State).IsConcurrencyToken();
        comment.Property(c => c.TextHash).IsConcurrencyToken();
    }
}
