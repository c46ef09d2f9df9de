using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Ledger;

internal sealed class LedgerTable : IEntityTypeConfiguration<LedgerLine>, IEntityTypeConfiguration<LedgerPart>, IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerLine> line)
    {
        line.ToTable("ledger_lines");
        line.HasKey(l => new { l.NetworkId, l.Number });
        line.Property(l => l.Number).ValueGeneratedNever();
        line.HasOne<Network>().WithMany().HasForeignKey(l => l.NetworkId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.NetworkId, l.Kind, l.At });
    }

    public void Configure(EntityTypeBuilder<LedgerPart> part)
    {
        part.ToTable("ledger_parts");
        part.HasKey(p => new { p.NetworkId, p.Number, p.Part });
        part.HasOne<LedgerLine>().WithMany().HasForeignKey(p => new { p.NetworkId, p.Number }).OnDelete(DeleteBehavior.Restrict);
        part.HasIndex(p => p.AccountId);
        part.HasIndex(p => p.Email);
    }

    public void Configure(EntityTypeBuilder<LedgerHead> head)
    {
        head.ToTable("ledger_heads");
        head.HasKey(h => h.NetworkId);
        head.Property(h => h.NetworkId).ValueGeneratedNever();
        head.HasOne<Network>().WithMany().HasForeignKey(h => h.NetworkId).OnDelete(DeleteBehavior.Restrict);
    }
}
