namespace Spalt;

/// <summary>Folders and files that only the installation's own user may look into: the database, letters.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes an empty file (0600) where there is none. Must not open one that is there: to close it again would let go of SQLite's locks.</summary>
    public static void MakeFile(string path)
    {
        if (OperatingSystem.IsWindows() || Path.Exists(path))
        {
            return;
        }

        try
        {
            File.Open(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (IOException) when (Path.Exists(path))
        {
            // Another program was first.
        }
    }

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
