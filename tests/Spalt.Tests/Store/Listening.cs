using Spalt.Store;

namespace Spalt.Tests.Store;

public class Listening
{
    [Fact]
    public async Task Again_hears_that_anything_may_have_changed_meanwhile()
    {
        await using var site = await Site.StartAsync();
        var database = Installation.At(
            site.Installation.DataFolder, [KeyValuePair.Create("Spalt:Database", site.Installation.Configuration["Spalt:Database"])]).Database;
        for (var time = 1; time <= 3; time++)
        {
            var heard = new TaskCompletionSource<IReadOnlyCollection<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var stop = new CancellationTokenSource();
            var listening = database.ListenAsync(tags => heard.TrySetResult(tags), stop.Token);
            if (time > 1)
            {
                Assert.Same(Database.Everything, await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
            }

            await Task.Delay(300, TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
        }
    }
}
