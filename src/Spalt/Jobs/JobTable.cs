using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Spalt.Jobs;

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.ToTable("jobs");
        job.HasIndex(j => j.DueAt).HasFilter("dead_at IS NULL");
        job.HasIndex(j => j.Key).IsUnique().HasFilter("dead_at IS NULL");
    }
}
