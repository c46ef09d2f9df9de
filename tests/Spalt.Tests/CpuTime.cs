using System.Runtime.InteropServices;

namespace Spalt.Tests;

/// <summary>What work costs this thread, whatever else the machine does meanwhile.</summary>
internal static class CpuTime
{
    private const int ThreadCpu = 3; // CLOCK_THREAD_CPUTIME_ID

    public static double Seconds(Action work)
    {
        var before = Now();
        work();
        return Now() - before;
    }

    private static double Now()
    {
        Assert.Equal(0, GetTime(ThreadCpu, out var time));
        return time.Whole + (time.Nanoseconds / 1e9);
    }

    [DllImport("libc", EntryPoint = "clock_gettime", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Whole;
        public readonly nint Nanoseconds;
    }
}
