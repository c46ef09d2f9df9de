using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Spalt.Embeds;

internal sealed class EmbedTable : IEntityTypeConfiguration<Embed>
{
    public void Configure(EntityTypeBuilder<Embed> embed)
    {
        embed.ToTable("embeds");
        embed.HasIndex(e => e.Hash).IsUnique();
    }
}
