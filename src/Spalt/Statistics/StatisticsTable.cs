using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Statistics;

internal sealed class StatisticsTable : IEntityTypeConfiguration<DayReads>, IEntityTypeConfiguration<FeedSubscribers>
{
    public void Configure(EntityTypeBuilder<DayReads> reads)
    {
        reads.ToTable("day_reads");
        reads.HasKey(r => new { r.NetworkId, r.Day, r.BlogId, r.PostId, r.Referrer });
        reads.HasOne<Network>().WithMany().HasForeignKey(r => r.NetworkId).OnDelete(DeleteBehavior.Cascade);
        reads.HasIndex(r => new { r.BlogId, r.Day });
    }

    public void Configure(EntityTypeBuilder<FeedSubscribers> subscribers)
    {
        subscribers.ToTable("feed_subscribers");
        subscribers.HasKey(s => new { s.NetworkId, s.Day, s.BlogId, s.Service });
        subscribers.HasOne<Network>().WithMany().HasForeignKey(s => s.NetworkId).OnDelete(DeleteBehavior.Cascade);
    }
}
