namespace Spalt;

/// <summary>Folders that only the installation's own user may look into: the database, letters.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes it, and those above it that are missing (0700). One that is there already is the operator's to open or close.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
