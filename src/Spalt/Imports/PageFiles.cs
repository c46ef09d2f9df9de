using System.Globalization;
using Spalt.Language;

namespace Spalt.Imports;

/// <summary>Which files a path means: itself, or the pages in a folder by name.</summary>
internal static class PageFiles
{
    /// <summary>Bytes of the largest file that is read as a page.</summary>
    public const int Largest = 50 * 1024 * 1024;

    /// <summary>What a browser calls the folder beside a page: it holds frames and advertisements, no pages.</summary>
    public static readonly IReadOnlyList<string> Besides = ["_files", "_filer"];

    private static readonly string[] Endings = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt"];

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 20,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    public delegate Task<byte[]?> Read(string file, int atMost, CancellationToken cancel);

    public static IReadOnlyList<string> In(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new CommandException(Texts.Command("Import.NoFile", path), CommandLine.BadInput);
        }

        var files = Directory.EnumerateFiles(path, "*", Everywhere)
            .Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) && !IsBeside(Path.GetRelativePath(path, f)))
            .Order(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering))
            .ToList();
        return files.Count > 0 ? files : throw new CommandException(Texts.Command("Import.NoFiles", path), CommandLine.BadInput);
    }

    /// <summary>
    /// The same of a file that nobody named: nothing where it has no length, for a pipe or a device has none either, and a pipe that
    /// nobody writes to cannot even be opened without waiting.
    /// </summary>
    public static Task<byte[]?> ReadFoundAsync(string file, int atMost, CancellationToken cancel) =>
        new FileInfo(file).Length == 0 ? Task.FromResult<byte[]?>([]) : ReadAsync(file, atMost, cancel);

    /// <summary>The file's bytes; null if there are more than <paramref name="atMost"/>, which are not read, whatever kind of file it is.</summary>
    public static async Task<byte[]?> ReadAsync(string file, int atMost, CancellationToken cancel)
    {
        await using var source = File.OpenRead(file);
        return await source.ReadAtMostAsync(atMost, cancel);
    }

    private static bool IsBeside(string relative) => relative.Split(Path.DirectorySeparatorChar)[..^1]
        .Any(folder => Besides.Any(ending => folder.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
}
