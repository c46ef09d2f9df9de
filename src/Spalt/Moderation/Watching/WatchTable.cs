using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Networks;

namespace Spalt.Moderation.Watching;

internal sealed class WatchTable : IEntityTypeConfiguration<Watch>
{
    public void Configure(EntityTypeBuilder<Watch> watch)
    {
        watch.ToTable("watches");
        watch.HasKey(w => new { w.NetworkId, w.AccountId });
        watch.HasOne<Network>().WithMany().HasForeignKey(w => w.NetworkId).OnDelete(DeleteBehavior.Restrict);
        watch.HasOne<Account>().WithMany().HasForeignKey(w => w.AccountId).OnDelete(DeleteBehavior.Restrict);
        watch.HasIndex(w => w.AccountId);
    }
}
