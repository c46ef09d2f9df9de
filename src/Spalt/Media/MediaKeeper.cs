using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Images;
using Spalt.Store;

namespace Spalt.Media;

/// <summary>Takes in pictures as they are, for ways in that bring thousands: cleaned of what they say of people, in no other size than their own.</summary>
internal sealed class MediaKeeper(IMediaStore store)
{
    /// <summary>Pixels of the largest picture that is taken in.</summary>
    private const long MostPixels = 60_000_000;

    /// <summary>
    /// Keeps a picture and its row (again is nothing); null for what is no picture of a kind we show, or too large a one.
    /// The file is whole before the row is written: a row without its file cannot be.
    /// </summary>
    public async Task<MediaFile?> KeepAsync(SpaltDb db, long networkId, byte[] bytes, DateTimeOffset now, CancellationToken cancel)
    {
        if (ImageHeader.Read(bytes) is not { Extension: not "heic" } header || (long)header.Width * header.Height > MostPixels
            || PictureCleaner.Clean(bytes) is not { } clean)
        {
            return null;
        }

        var hash = HashOf(SHA256.HashData(clean));
        if (await db.MediaFiles.SingleOrDefaultAsync(f => f.NetworkId == networkId && f.Hash == hash, cancel) is { } known)
        {
            known.TakeInByImport();
            await db.SaveChangesAsync(cancel);
            return known;
        }

        using var content = new MemoryStream(clean);
        await store.WriteAsync($"{hash}.{header.Extension}", content, cancel);
        var file = new MediaFile(networkId, hash, header.Extension, header.Width, header.Height, clean.Length, now);
        file.TakeInByImport();
        db.Add(file);
        await db.SaveChangesAsync(cancel);
        return file;
    }

    /// <summary>First 32 hexadecimal digits of a SHA-256.</summary>
    public static string HashOf(byte[] sha256) => Convert.ToHexStringLower(sha256.AsSpan(0, 16));
}
