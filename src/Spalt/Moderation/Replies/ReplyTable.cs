using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Moderation.Replies;

internal sealed class ReplyTable : IEntityTypeConfiguration<ReplyRequest>
{
    public void Configure(EntityTypeBuilder<ReplyRequest> request)
    {
        request.ToTable("reply_requests");
        request.HasOne<Network>().WithMany().HasForeignKey(r => r.NetworkId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Cascade);
        request.HasOne<Post>().WithMany().HasForeignKey(r => r.ReplyId).OnDelete(DeleteBehavior.Cascade);
        request.HasOne<Decision>().WithMany().HasForeignKey(r => r.DecisionId).OnDelete(DeleteBehavior.Cascade);
        request.HasIndex(r => r.PostId);
        request.HasIndex(r => r.ReplyId);
        request.HasIndex(r => r.DecisionId);
        request.HasIndex(r => new { r.NetworkId, r.Id }).HasFilter("decided_at IS NULL");

        // Of two who decide at once, the second is told.
        request.Property(r => r.DecisionId).IsConcurrencyToken();
        request.Property(r => r.ReplyId).IsConcurrencyToken();
    }
}
