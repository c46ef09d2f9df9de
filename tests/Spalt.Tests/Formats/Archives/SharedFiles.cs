namespace Spalt.Tests.Formats.Archives;

/// <summary>Finds test data that lies beside the repository and is no part of it.</summary>
internal static class SharedFiles
{
    /// <summary>The path, or a skipped test where this machine has no such file or folder.</summary>
    public static string Find(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string found = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(found) || Directory.Exists(found))
            {
                return found;
            }
        }
        Assert.Skip($"shared/{path} is not beside the repository");
        return "";
    }
}
