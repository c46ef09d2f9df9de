using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Networks;

namespace Spalt.Posts;

internal sealed class PostTable :
    IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<Tag>, IEntityTypeConfiguration<Category>,
    IEntityTypeConfiguration<PostTag>, IEntityTypeConfiguration<PostCategory>, IEntityTypeConfiguration<PostOrigin>
{
    private const string OnlyPublished = "state = 'Published'";

    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("posts");
        post.HasOne<Network>().WithMany().HasForeignKey(p => p.NetworkId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<Blog>().WithMany().HasForeignKey(p => p.BlogId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<Account>().WithMany().HasForeignKey(p => p.AuthorId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<MediaFile>().WithMany().HasForeignKey(p => p.PictureId).OnDelete(DeleteBehavior.Restrict);
        post.HasOne<Post>().WithMany().HasForeignKey(p => p.ReplyToId).OnDelete(DeleteBehavior.Restrict);
        post.HasMany(p => p.Tags).WithOne().HasForeignKey(t => t.PostId).OnDelete(DeleteBehavior.Cascade);
        post.HasMany(p => p.Categories).WithOne().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Cascade);

        // Of two who publish a post at once, one does it and the other is told so: it is counted once.
        post.Property(p => p.State).IsConcurrencyToken();
        post.Property(p => p.Version).IsConcurrencyToken();
        post.HasIndex(p => new { p.BlogId, p.Slug }).IsUnique();
        post.HasIndex(p => new { p.BlogId, p.PublishedAt, p.Id }).IsDescending(false, true, true).HasFilter(OnlyPublished);
        post.HasIndex(p => new { p.NetworkId, p.PublishedAt, p.Id }).IsDescending(false, true, true).HasFilter(OnlyPublished);
        post.HasIndex(p => new { p.BlogId, p.AuthorId, p.PublishedAt, p.Id }).IsDescending(false, false, true, true).HasFilter(OnlyPublished);

        // What its writers work on: few of all posts. The newsroom's lists, and the bin's purge.
        post.HasIndex(p => new { p.BlogId, p.Id }).IsDescending(false, true);
        post.HasIndex(p => new { p.NetworkId, p.PublishedAt }).HasFilter("state = 'Scheduled'");
        post.HasIndex(p => p.BlogId).HasFilter("state IN ('Draft', 'Scheduled') AND binned_at IS NULL");
        post.HasIndex(p => p.BinnedAt).HasFilter("binned_at IS NOT NULL");
        post.HasIndex(p => p.AuthorId);
        post.HasIndex(p => p.PictureId);
        post.HasIndex(p => p.ReplyToId).HasFilter("reply_to_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.ToTable("tags");
        tag.HasOne<Blog>().WithMany().HasForeignKey(t => t.BlogId).OnDelete(DeleteBehavior.Cascade);
        tag.HasIndex(t => new { t.BlogId, t.Slug }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("categories");
        category.HasOne<Blog>().WithMany().HasForeignKey(c => c.BlogId).OnDelete(DeleteBehavior.Cascade);
        category.HasIndex(c => new { c.BlogId, c.Slug }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PostTag> tag)
    {
        tag.ToTable("post_tags");
        tag.HasKey(t => new { t.PostId, t.TagId });
        tag.HasOne<Tag>().WithMany().HasForeignKey(t => t.TagId).OnDelete(DeleteBehavior.Restrict);
        tag.HasIndex(t => new { t.TagId, t.PublishedAt, t.PostId }).IsDescending(false, true, true);
    }

    public void Configure(EntityTypeBuilder<PostCategory> category)
    {
        category.ToTable("post_categories");
        category.HasKey(c => new { c.PostId, c.CategoryId });
        category.HasOne<Category>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);
        category.HasIndex(c => new { c.CategoryId, c.PublishedAt, c.PostId }).IsDescending(false, true, true);
    }

    public void Configure(EntityTypeBuilder<PostOrigin> origin)
    {
        origin.ToTable("post_origins");
        origin.HasKey(o => new { o.BlogId, o.Key });
        origin.HasOne<Blog>().WithMany().HasForeignKey(o => o.BlogId).OnDelete(DeleteBehavior.Cascade);
        origin.HasOne<Post>().WithMany().HasForeignKey(o => o.PostId).OnDelete(DeleteBehavior.Cascade);
        origin.HasIndex(o => o.PostId);
    }
}
