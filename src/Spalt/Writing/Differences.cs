using Spalt.Formats.Text;

namespace Spalt.Writing;

/// <summary>Two texts side by side with what differs in them.</summary>
internal sealed record Differences(IReadOnlyList<DiffPart> Parts, string Before, string After)
{
    public bool AreNone => Parts.All(p => p.Kind is DiffKind.Same);
}
