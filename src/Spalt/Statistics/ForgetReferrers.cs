using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Statistics;

/// <summary>After thirteen months nobody compares where readers came from: the sums stay, by page and day.</summary>
internal sealed class ForgetReferrers(SpaltDb db, TimeProvider clock) : IJob
{
    private const int Months = 13;

    public static string Kind => "forget-referrers";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var before = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(-Months);
        var sql = ((DbContext)db).Database;
        await db.InTransactionAsync(
            async () =>
            {
                await sql.ExecuteSqlAsync(
                    $"""
                    INSERT INTO day_reads (network_id, day, blog_id, post_id, referrer, reads)
                    SELECT network_id, day, blog_id, post_id, '', SUM(reads) FROM day_reads WHERE day < {before} AND referrer <> ''
                    GROUP BY network_id, day, blog_id, post_id
                    ON CONFLICT (network_id, day, blog_id, post_id, referrer) DO UPDATE SET reads = day_reads.reads + excluded.reads
                    """,
                    cancel);
                await db.DayReads.Where(r => r.Day < before && r.Referrer != "").ExecuteDeleteAsync(cancel);
            },
            cancel);
    }
}
