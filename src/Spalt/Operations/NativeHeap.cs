using System.Runtime.InteropServices;

namespace Spalt.Operations;

/// <summary>
/// glibc's heap of what is not .NET's: SQLite's pages, what the compiler needs while it compiles. Left to itself it keeps for each thread
/// the most that one ever held.
/// </summary>
internal static class NativeHeap
{
    // malloc.h of glibc
    private const int TrimThreshold = -1; // M_TRIM_THRESHOLD
    private const int MapThreshold = -3; // M_MMAP_THRESHOLD
    private const int MostArenas = -8; // M_ARENA_MAX

    /// <summary>What is freed goes back to the system. Must come before the threads do; nothing where the heap is another's (musl, macOS).</summary>
    public static void GiveBack()
    {
        try
        {
            _ = SetOption(MostArenas, 2);

            // The compiler takes 64 KiB for each method: that must not be a mapping of its own, made and unmade.
            _ = SetOption(MapThreshold, 72 * 1024);
            _ = SetOption(TrimThreshold, 128 * 1024);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, with a heap of its own.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
