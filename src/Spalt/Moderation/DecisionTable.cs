using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Comments;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Moderation;

/// <summary>With a comment or post that is deleted for good go the decisions about it: of them the ledger knows.</summary>
internal sealed class DecisionTable : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("decisions");
        decision.HasOne<Network>().WithMany().HasForeignKey(d => d.NetworkId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Post>().WithMany().HasForeignKey(d => d.PostId).OnDelete(DeleteBehavior.Cascade);
        decision.HasOne<Comment>().WithMany().HasForeignKey(d => d.CommentId).OnDelete(DeleteBehavior.Cascade);
        decision.HasIndex(d => d.PostId);
        decision.HasIndex(d => d.CommentId);
        decision.HasIndex(d => new { d.NetworkId, d.Id });
    }
}
