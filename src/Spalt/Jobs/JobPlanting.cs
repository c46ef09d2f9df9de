using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Jobs;

internal static class JobPlanting
{
    /// <summary>Orders a job unless one with its key waits already, whoever ordered that.</summary>
    public static Task PlantAsync(this SpaltDb db, Job job, CancellationToken cancel) =>
        ((DbContext)db).Database.ExecuteSqlAsync(
            $"""
            INSERT INTO jobs (kind, payload, key, due_at, attempts) VALUES ({job.Kind}, {job.Payload}, {job.Key}, {job.DueAt.UtcDateTime}, 0)
            ON CONFLICT (key) WHERE dead_at IS NULL DO NOTHING
            """,
            cancel);
}
