using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Spalt.Web.PageCache;

/// <summary>
/// Which frozen pages a committed change made stale, for the programs that did not make the change. Rows are written and read by
/// SQL (<see cref="Store.Database"/>); the entity gives the table its place in the model.
/// </summary>
public sealed class Thaw
{
    public long Id { get; private set; }

    /// <summary>The announcing program's mark and the tags: <c>@1f… post:12 blog:3 network:1</c>.</summary>
    public string Tags { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

internal sealed class ThawTable : IEntityTypeConfiguration<Thaw>
{
    public void Configure(EntityTypeBuilder<Thaw> thaw)
    {
        thaw.ToTable("thaws");
        thaw.HasIndex(t => t.At);
    }
}
