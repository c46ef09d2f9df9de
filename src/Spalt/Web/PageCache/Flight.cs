namespace Spalt.Web.PageCache;

/// <summary>One rendering of a page, on which all wait who want it meanwhile.</summary>
internal sealed class Flight
{
    private readonly TaskCompletionSource<Landing> _landing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Landing> Landing => _landing.Task;

    /// <param name="page">null where it may not be frozen: everybody renders for himself</param>
    public void Land(FrozenPage? page) => _landing.TrySetResult(new Landing(page));

    /// <summary>Nothing came of it, through no fault of the page's.</summary>
    public void GiveUp() => _landing.TrySetResult(new Landing(null, MayTryAgain: true));

    public void Fail(Exception error)
    {
        if (_landing.TrySetException(error))
        {
            _ = _landing.Task.Exception; // It is seen to, even if nobody waited.
        }
    }
}

internal readonly record struct Landing(FrozenPage? Page, bool MayTryAgain = false);
