using System.Runtime.CompilerServices;

namespace Spalt.Media;

/// <summary>Pictures as files of the data folder: <c>media/ab/ab12….webp</c>.</summary>
internal sealed class MediaFolder(Installation installation) : IMediaStore
{
    private const int HashLength = 32;

    private readonly string _root = Path.Combine(installation.DataFolder, "media");

    /// <summary>Path of a file, whether it is there or not.</summary>
    public string PathOf(string hash, string extension) => PathOf($"{hash}.{extension}");

    public async Task WriteAsync(string name, Stream content, CancellationToken cancel)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A name that no picture has, in the same folder, so that taking its place is one step.
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public Task<StoredFile?> OpenAsync(string name, CancellationToken cancel)
    {
        var path = PathOf(name);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return Task.FromResult<StoredFile?>(new(file, file.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(path))));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredFile?>(null);
        }
    }

    public Task RemoveAsync(string name, CancellationToken cancel)
    {
        var path = PathOf(name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredName> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var file in Directory.Exists(_root) ? new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories) : [])
        {
            cancel.ThrowIfCancellationRequested();
            yield return new(file.Name, new DateTimeOffset(file.LastWriteTimeUtc));
        }
    }

    private string PathOf(string name) =>
        name.Length > HashLength && !name.AsSpan().ContainsAny('/', '\\') ? Path.Combine(_root, name[..2], name) : throw new ArgumentException("A picture's name begins with a hash.", nameof(name));
}
