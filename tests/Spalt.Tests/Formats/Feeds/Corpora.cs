namespace Spalt.Tests.Formats.Feeds;

/// <summary>Finds the test data that lies beside the repository, and skips where it does not.</summary>
internal static class Corpora
{
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpora", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip($"The corpus {name} is not on this machine (looked for ../shared/corpora/{name}).");
        return "";
    }
}
