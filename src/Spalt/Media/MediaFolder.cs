using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Images;
using Spalt.Store;

namespace Spalt.Media;

/// <summary>Pictures as files of the data folder, addressed by the hash of their content: <c>media/ab/ab12….webp</c>.</summary>
public sealed class MediaFolder(Installation installation)
{
    /// <summary>Pixels of the largest picture that is taken in.</summary>
    private const long MostPixels = 60_000_000;

    private readonly string _root = Path.Combine(installation.DataFolder, "media");

    /// <summary>Path of a file, whether it is there or not.</summary>
    public string PathOf(string hash, string extension) => Path.Combine(_root, hash[..2], $"{hash}.{extension}");

    /// <summary>
    /// Keeps a picture and its row (again is nothing); null for what is no picture of a kind we show, or too large a one.
    /// The file is whole before the row is written: a row without its file cannot be.
    /// </summary>
    public async Task<MediaFile?> KeepAsync(SpaltDb db, long networkId, byte[] bytes, DateTimeOffset now, CancellationToken cancel)
    {
        if (ImageHeader.Read(bytes) is not { } header || (long)header.Width * header.Height > MostPixels)
        {
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
        if (await db.MediaFiles.SingleOrDefaultAsync(f => f.NetworkId == networkId && f.Hash == hash, cancel) is { } known)
        {
            return known;
        }

        var path = PathOf(hash, header.Extension);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var unfinished = $"{path}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(unfinished, bytes, cancel);
            File.Move(unfinished, path, overwrite: true);
        }

        var file = new MediaFile(networkId, hash, header.Extension, header.Width, header.Height, bytes.Length, now);
        db.Add(file);
        await db.SaveChangesAsync(cancel);
        return file;
    }
}
