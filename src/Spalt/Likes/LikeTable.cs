using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Posts;

namespace Spalt.Likes;

internal sealed class LikeTable : IEntityTypeConfiguration<Like>, IEntityTypeConfiguration<LikeSalt>
{
    public void Configure(EntityTypeBuilder<Like> like)
    {
        like.ToTable("likes");
        like.HasKey(l => new { l.PostId, l.Reader });
        like.HasOne<Post>().WithMany().HasForeignKey(l => l.PostId).OnDelete(DeleteBehavior.Cascade);
        like.HasIndex(l => new { l.PostId, l.Place });
        like.HasIndex(l => new { l.NetworkId, l.At, l.PostId });
    }

    public void Configure(EntityTypeBuilder<LikeSalt> salt)
    {
        salt.ToTable("like_salts");
        salt.HasKey(s => s.Day);
        salt.Property(s => s.Day).ValueGeneratedNever();
    }
}
