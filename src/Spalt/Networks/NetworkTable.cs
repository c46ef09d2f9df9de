using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Media;

namespace Spalt.Networks;

internal sealed class NetworkTable :
    IEntityTypeConfiguration<Network>, IEntityTypeConfiguration<NetworkLook>, IEntityTypeConfiguration<NetworkRules>, IEntityTypeConfiguration<NetworkSlot>
{
    public void Configure(EntityTypeBuilder<Network> network)
    {
        network.ToTable("networks");
        network.Property(n => n.Version).IsConcurrencyToken();
        network.HasIndex(n => n.Host).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NetworkLook> look)
    {
        look.ToTable("network_looks");
        look.Property(l => l.Version).IsConcurrencyToken();
        look.HasOne<Network>().WithMany().HasForeignKey(l => l.NetworkId).OnDelete(DeleteBehavior.Cascade);
        look.HasOne<MediaFile>().WithMany().HasForeignKey(l => l.LogoId).OnDelete(DeleteBehavior.Restrict);
        look.HasIndex(l => l.NetworkId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NetworkRules> rules)
    {
        rules.ToTable("network_rules");
        rules.HasOne<Network>().WithMany().HasForeignKey(r => r.NetworkId).OnDelete(DeleteBehavior.Cascade);
        rules.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
        rules.HasIndex(r => new { r.NetworkId, r.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NetworkSlot> slot)
    {
        slot.ToTable("network_slots");
        slot.Property(s => s.Version).IsConcurrencyToken();
        slot.HasOne<Network>().WithMany().HasForeignKey(s => s.NetworkId).OnDelete(DeleteBehavior.Cascade);
        slot.HasIndex(s => new { s.NetworkId, s.Place }).IsUnique();
    }
}
