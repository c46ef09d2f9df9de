using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Posts;

namespace Spalt.Pictures;

internal sealed class BlogPictureTable : IEntityTypeConfiguration<BlogPicture>, IEntityTypeConfiguration<PostPicture>
{
    public void Configure(EntityTypeBuilder<BlogPicture> picture)
    {
        picture.ToTable("blog_pictures");
        picture.HasOne<Blog>().WithMany().HasForeignKey(p => p.BlogId).OnDelete(DeleteBehavior.Cascade);
        picture.HasOne<MediaFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Restrict);
        picture.HasOne<Account>().WithMany().HasForeignKey(p => p.AddedById).OnDelete(DeleteBehavior.Restrict);
        picture.HasIndex(p => new { p.BlogId, p.FileId }).IsUnique();
        picture.HasIndex(p => new { p.BlogId, p.Id });
        picture.HasIndex(p => p.FileId);
        picture.HasIndex(p => p.AddedById);
    }

    public void Configure(EntityTypeBuilder<PostPicture> shown)
    {
        shown.ToTable("post_pictures");
        shown.HasKey(s => new { s.PostId, s.FileId });
        shown.HasOne<Post>().WithMany().HasForeignKey(s => s.PostId).OnDelete(DeleteBehavior.Cascade);
        shown.HasOne<MediaFile>().WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        shown.HasIndex(s => s.FileId);
    }
}
