namespace Spalt.Store;

/// <summary>Tells this node, after a commit, what is to thaw and that there is work to do. Losing it costs time, never work.</summary>
public sealed class Commits
{
    public event Action<IReadOnlyCollection<string>>? Thawed;

    public event Action? JobsAdded;

    internal void Committed(HashSet<string> thawed, bool jobsAdded)
    {
        if (thawed.Count > 0)
        {
            Thawed?.Invoke(thawed);
        }

        if (jobsAdded)
        {
            JobsAdded?.Invoke();
        }
    }

    /// <summary>Another node or program said so.</summary>
    internal void Heard(IReadOnlyCollection<string> thawed) => Thawed?.Invoke(thawed);
}
