namespace Spalt.Media;

/// <summary>A folder for each upload while it is being taken in, <c>uploads/</c> of the data folder; it goes when the upload ends, however it ends.</summary>
internal sealed class UploadFolders(Installation installation)
{
    private readonly string _root = Path.Combine(installation.DataFolder, "uploads");

    public UploadFolder Make()
    {
        var path = Path.Combine(_root, Guid.NewGuid().ToString("N"));
        PrivateFolder.Make(path);
        return new(path);
    }

    /// <summary>Those of a server that was killed.</summary>
    public void Sweep(DateTimeOffset before)
    {
        foreach (var folder in Directory.Exists(_root) ? new DirectoryInfo(_root).EnumerateDirectories().Where(f => new DateTimeOffset(f.LastWriteTimeUtc) < before) : [])
        {
            folder.Delete(recursive: true);
        }
    }
}

internal sealed record UploadFolder(string Path) : IDisposable
{
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
