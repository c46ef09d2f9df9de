using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Headlines;

internal sealed class HeadlineTable : IEntityTypeConfiguration<HeadlineFeed>, IEntityTypeConfiguration<Headline>
{
    public void Configure(EntityTypeBuilder<HeadlineFeed> feed)
    {
        feed.ToTable("headline_feeds");
        feed.HasOne<Network>().WithMany().HasForeignKey(f => f.NetworkId).OnDelete(DeleteBehavior.Cascade);
        feed.HasIndex(f => new { f.NetworkId, f.Url }).IsUnique();
        feed.HasIndex(f => f.DueAt);
    }

    public void Configure(EntityTypeBuilder<Headline> headline)
    {
        headline.ToTable("headlines");
        headline.HasOne<HeadlineFeed>().WithMany().HasForeignKey(h => h.FeedId).OnDelete(DeleteBehavior.Cascade);
        headline.HasIndex(h => new { h.FeedId, h.ItemId }).IsUnique();
    }
}
