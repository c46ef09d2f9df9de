using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Media;
using Spalt.Networks;

namespace Spalt.Blogs;

internal sealed class BlogTable :
    IEntityTypeConfiguration<Blog>, IEntityTypeConfiguration<BlogMember>, IEntityTypeConfiguration<BlogMonth>,
    IEntityTypeConfiguration<BlogPage>
{
    public void Configure(EntityTypeBuilder<Blog> blog)
    {
        blog.ToTable("blogs");
        blog.HasOne<Network>().WithMany().HasForeignKey(b => b.NetworkId).OnDelete(DeleteBehavior.Restrict);
        blog.HasOne<MediaFile>().WithMany().HasForeignKey(b => b.PortraitId).OnDelete(DeleteBehavior.Restrict);
        blog.HasOne<MediaFile>().WithMany().HasForeignKey(b => b.HeaderId).OnDelete(DeleteBehavior.Restrict);
        blog.Property(b => b.Version).IsConcurrencyToken();
        blog.HasOne<Blog>().WithMany().HasForeignKey(b => b.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        blog.HasIndex(b => new { b.NetworkId, b.Slug }).IsUnique();
        blog.HasIndex(b => b.Domain).IsUnique();

        // Only for what is merged: nearly every blog is not, and SQLite would look for those by it.
        blog.HasIndex(b => b.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
        blog.HasIndex(b => new { b.NetworkId, b.LatestAt }).IsDescending(false, true);
    }

    public void Configure(EntityTypeBuilder<BlogMember> member)
    {
        member.ToTable("blog_members");
        member.HasKey(m => new { m.BlogId, m.AccountId });
        member.HasOne<Blog>().WithMany().HasForeignKey(m => m.BlogId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BlogMonth> month)
    {
        month.ToTable("blog_months");
        month.HasKey(m => new { m.BlogId, m.Month });
        month.HasOne<Blog>().WithMany().HasForeignKey(m => m.BlogId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<BlogPage> page)
    {
        page.ToTable("blog_pages");
        page.HasOne<Blog>().WithMany().HasForeignKey(p => p.BlogId).OnDelete(DeleteBehavior.Cascade);
        page.HasOne<Network>().WithMany().HasForeignKey(p => p.NetworkId).OnDelete(DeleteBehavior.Restrict);
        page.Property(p => p.Version).IsConcurrencyToken();
        page.HasIndex(p => new { p.BlogId, p.Slug }).IsUnique();
        page.HasIndex(p => p.NetworkId);
    }
}
