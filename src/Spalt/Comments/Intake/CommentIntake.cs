using System.Diagnostics;
using System.Threading.Channels;
using Spalt.Store;

namespace Spalt.Comments.Intake;

/// <summary>
/// Where comments come in. Whatever has come since some were last written is written next, together: one transaction, and one flush of the disk, for all of them.
/// Nobody is answered before that.
/// </summary>
internal sealed class CommentIntake(IServiceScopeFactory scopes, Database database) : BackgroundService
{
    /// <summary>A transaction of so many takes some hundredths of a second, in which nobody else can write.</summary>
    private const int MostTogether = 64;

    /// <summary>
    /// From one transaction's beginning to the next: most of what one costs is the same for one comment and for five, and in between the processors are the readers'.
    /// Who comes alone does not wait.
    /// </summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    /// <summary>Who comes when so many wait, waits until there is room.</summary>
    private const int MostWaiting = 1024;

    private readonly Channel<Waiting> _door = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly List<Waiting> _waiting = [];

    /// <param name="cancel">Whoever leaves while theirs waits may have written a comment all the same.</param>
    public async Task<Receipt> TakeAsync(Submission submission, CancellationToken cancel)
    {
        var one = new Waiting(submission);
        await _door.Writer.WriteAsync(one, cancel);
        return await one.Answer.Task.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (_waiting.Count > 0 || await _door.Reader.WaitToReadAsync(stoppingToken))
            {
                var began = Stopwatch.GetTimestamp();
                await WriteAsync(Next());
                if (Pace - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest)
                {
                    await Task.Delay(rest, CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server has answered everybody before it stops this.
        }
    }

    /// <summary>Those who have waited longest, of one network, without what they must not share.</summary>
    private List<Waiting> Next()
    {
        while (_waiting.Count < MostWaiting && _door.Reader.TryRead(out var one))
        {
            _waiting.Add(one);
        }

        var (together, marks) = (new List<Waiting>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var one in _waiting)
        {
            if (together.Count == MostTogether)
            {
                break;
            }

            if (one.Submission.NetworkId == _waiting[0].Submission.NetworkId && !one.Marks.Any(marks.Contains))
            {
                together.Add(one);
            }

            // Nobody overtakes what they sent before.
            marks.UnionWith(one.Marks);
        }

        _waiting.RemoveAll(together.Contains);
        return together;
    }

    private async Task WriteAsync(List<Waiting> together)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var receipts = await scope.ServiceProvider.GetRequiredService<CommentBatch>().TakeAsync([.. together.Select(w => w.Submission)], CancellationToken.None);
            foreach (var (one, receipt) in together.Zip(receipts))
            {
                one.Answer.SetResult(receipt);
            }
        }
#pragma warning disable CA1031 // Each of them hears of it where they wait.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (together.Count > 1 && !database.IsAway(error))
            {
                // What one of them did wrong is not the others' fault.
                foreach (var one in together)
                {
                    await WriteAsync([one]);
                }

                return;
            }

            foreach (var one in together)
            {
                one.Answer.SetException(error);
            }
        }
    }

    private sealed class Waiting(Submission submission)
    {
        public Submission Submission { get; } = submission;

        public IReadOnlyList<string> Marks { get; } = [.. submission.Marks()];

        /// <summary>Whoever waits goes on elsewhere: this thread writes what comes next.</summary>
        public TaskCompletionSource<Receipt> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
