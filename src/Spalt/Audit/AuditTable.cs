using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Audit;

internal sealed class AuditTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.HasOne<Network>().WithMany().HasForeignKey(e => e.NetworkId).OnDelete(DeleteBehavior.Restrict);

        // The log, newest first; what one person did.
        entry.HasIndex(e => new { e.NetworkId, e.Id }).IsDescending(false, true);
        entry.HasIndex(e => new { e.NetworkId, e.ActorId, e.Id }).IsDescending(false, false, true);
    }
}
