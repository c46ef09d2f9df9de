namespace Spalt.Tests;

/// <summary>Waits for what another thread does: for so long as it may take, and no longer.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var until = TimeProvider.System.GetUtcNow() + (within ?? TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not happen in time.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
