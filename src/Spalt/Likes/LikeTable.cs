using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Posts;

namespace Spalt.Likes;

internal sealed class LikeTable : IEntityTypeConfiguration<Like>, IEntityTypeConfiguration<LikeSalt>
{
    public void Configure(EntityTypeBuilder<Like> like)
    {
        like.ToTable("likes");
        like.HasKey(l => new { l.PostId, l.CommentId, l.Reader });
        like.HasOne<Post>().WithMany().HasForeignKey(l => l.PostId).OnDelete(DeleteBehavior.Cascade);
        like.HasIndex(l => new { l.PostId, l.CommentId, l.Place });
        like.HasIndex(l => new { l.NetworkId, l.At, l.PostId }).HasFilter("comment_id = 0");
    }

    public void Configure(EntityTypeBuilder<LikeSalt> salt)
    {
        salt.ToTable("like_salts");
        salt.HasKey(s => s.Day);
        salt.Property(s => s.Day).ValueGeneratedNever();
    }
}
