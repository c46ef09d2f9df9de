namespace Spalt.Formats.Archives;

/// <summary>
/// The patterns of this folder are matched against short pieces (a line of at most 400 characters, the first 4 KiB), so that
/// none can take long; the limit is far beyond what a stalled machine needs.
/// </summary>
internal static class PagePattern
{
    /// <summary>Milliseconds.</summary>
    public const int Timeout = 20_000;
}
