using Microsoft.Extensions.DependencyInjection;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Tests.Store;

public class ReservingIds
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_each_once_whether_or_not_anything_is_written_under_it()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(Cancel);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        List<long> given = [];
        await db.InTransactionAsync(
            async () =>
            {
                given.AddRange(await db.Database.ReserveIdsAsync(db, "networks", 3, Cancel));
                given.AddRange(await db.Database.ReserveIdsAsync(db, "networks", 2, Cancel));
                var network = Network.Start("bloggar.example", "Älvposten", "sv", DateTimeOffset.UnixEpoch);
                db.Add(network);
                await db.SaveChangesAsync(Cancel);
                given.Add(network.Id);
                given.AddRange(await db.Database.ReserveIdsAsync(db, "networks", 2, Cancel));
            },
            Cancel);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], given);
    }
}
