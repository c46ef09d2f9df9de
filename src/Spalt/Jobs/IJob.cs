namespace Spalt.Jobs;

/// <summary>Something that a job row orders. It may run twice (a node can die between doing and saying so), so it must be idempotent.</summary>
internal interface IJob
{
    /// <summary>Name in the job row.</summary>
    static abstract string Kind { get; }

    Task DoAsync(string payload, CancellationToken cancel);
}
