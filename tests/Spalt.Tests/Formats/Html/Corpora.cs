namespace Spalt.Tests.Formats.Html;

/// <summary>Test data beside the repository, where it exists.</summary>
internal static class Corpora
{
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "corpora", path);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
