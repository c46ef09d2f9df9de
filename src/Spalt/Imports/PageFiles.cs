using Spalt.Language;

namespace Spalt.Imports;

/// <summary>Which files a path means: itself, or the pages in a folder by name.</summary>
internal static class PageFiles
{
    private static readonly string[] Endings = [".html", ".htm", ".xhtml", ".txt"];

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

        // What a browser saves beside a page ("page_files/") holds frames and advertisements, no pages.
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Where(f => !Path.GetDirectoryName(f)!.Split(Path.DirectorySeparatorChar).Any(d => d.EndsWith("_files", StringComparison.Ordinal)))
            .Order(StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering))
            .ToList();
        return files.Count > 0 ? files : throw new CommandException(Texts.Command("Import.NoFiles", path), CommandLine.BadInput);
    }
}
