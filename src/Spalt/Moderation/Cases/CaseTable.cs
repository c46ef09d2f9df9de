using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Comments;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Moderation.Cases;

internal sealed class CaseTable : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.HasOne<Network>().WithMany().HasForeignKey(n => n.NetworkId).OnDelete(DeleteBehavior.Restrict);
        notice.HasOne<Post>().WithMany().HasForeignKey(n => n.PostId).OnDelete(DeleteBehavior.Cascade);
        notice.HasOne<Comment>().WithMany().HasForeignKey(n => n.CommentId).OnDelete(DeleteBehavior.Cascade);
        notice.HasOne<Decision>().WithMany().HasForeignKey(n => n.DecisionId).OnDelete(DeleteBehavior.Cascade);
        notice.HasIndex(n => n.PostId);
        notice.HasIndex(n => n.CommentId);
        notice.HasIndex(n => n.DecisionId);
        notice.HasIndex(n => n.Email);
        notice.HasIndex(n => new { n.NetworkId, n.Id }).HasFilter("decided_at IS NULL");

        // Of two who decide at once, the second is told.
        notice.Property(n => n.DecisionId).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Appeal> appeal)
    {
        appeal.ToTable("appeals");
        appeal.HasOne<Network>().WithMany().HasForeignKey(a => a.NetworkId).OnDelete(DeleteBehavior.Restrict);
        appeal.HasOne<Decision>().WithMany().HasForeignKey(a => a.DecisionId).OnDelete(DeleteBehavior.Cascade);
        appeal.HasOne<Decision>().WithMany().HasForeignKey(a => a.ReversalId).OnDelete(DeleteBehavior.Cascade);
        appeal.HasOne<Notice>().WithMany().HasForeignKey(a => a.NoticeId).OnDelete(DeleteBehavior.Cascade);
        appeal.HasIndex(a => a.ReversalId);
        appeal.HasIndex(a => new { a.NetworkId, a.Id }).HasFilter("decided_at IS NULL");

        // Who is restricted, and each who reported, object once.
        appeal.HasIndex(a => a.DecisionId).IsUnique().HasFilter("notice_id IS NULL");
        appeal.HasIndex(a => a.NoticeId).IsUnique();
        appeal.Property(a => a.DecidedAt).IsConcurrencyToken();
    }
}
