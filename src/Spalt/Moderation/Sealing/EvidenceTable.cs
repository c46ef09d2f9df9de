using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Moderation.Sealing;

internal sealed class EvidenceTable : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> evidence)
    {
        evidence.ToTable("evidence");
        evidence.HasOne<Network>().WithMany().HasForeignKey(e => e.NetworkId).OnDelete(DeleteBehavior.Restrict);

        // The job may run twice: of two that seal the same, the second finds it done.
        evidence.HasIndex(e => e.DecisionId).IsUnique();
        evidence.HasIndex(e => new { e.NetworkId, e.Id }).IsDescending(false, true);

        // Two who open it at once are two times.
        evidence.Property(e => e.OpenedCount).IsConcurrencyToken();
    }
}
