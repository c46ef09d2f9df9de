using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Comments;

internal sealed class ThreadFollowerTable : IEntityTypeConfiguration<ThreadFollower>
{
    public void Configure(EntityTypeBuilder<ThreadFollower> follower)
    {
        follower.ToTable("thread_followers");
        follower.HasOne<Network>().WithMany().HasForeignKey(f => f.NetworkId).OnDelete(DeleteBehavior.Cascade);
        follower.HasOne<Post>().WithMany().HasForeignKey(f => f.PostId).OnDelete(DeleteBehavior.Cascade);
        follower.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Cascade);
        follower.HasIndex(f => new { f.PostId, f.Email }).IsUnique();
        follower.HasIndex(f => f.NetworkId);
        follower.HasIndex(f => f.AccountId);
        follower.HasIndex(f => new { f.Email, f.AskedAt });
        follower.HasIndex(f => f.AskedAt).HasFilter("confirmed_at IS NULL");
    }
}
