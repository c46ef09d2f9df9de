using System.Runtime.CompilerServices;

namespace Spalt.Tests.House;

/// <summary>The project's own files, as a house test reads them: what people write, not what is made from it.</summary>
internal static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>Path below the root, with slashes, and text of every file with one of the endings.</summary>
    public static IEnumerable<(string Path, string Text)> In(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => endings.Contains(Path.GetExtension(f), StringComparer.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal)
                && !f.Contains("/wwwroot/", StringComparison.Ordinal) && !f.Contains("/Store/Compiled/", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
