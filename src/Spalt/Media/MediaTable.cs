using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Networks;

namespace Spalt.Media;

internal sealed class MediaTable : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> file)
    {
        file.ToTable("media_files");
        file.Ignore(f => f.Url).Ignore(f => f.Shown);
        file.Property(f => f.IsAnimated).HasDefaultValue(false);
        file.Property(f => f.IsImported).HasDefaultValue(true).HasSentinel(true);
        file.HasOne<Network>().WithMany().HasForeignKey(f => f.NetworkId).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => new { f.NetworkId, f.Hash }).IsUnique();

        // The nightly sweep asks for hashes, whoever's they are.
        file.HasIndex(f => f.Hash);
    }
}
