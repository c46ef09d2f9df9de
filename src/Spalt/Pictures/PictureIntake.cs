using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Members;
using Spalt.Store;

namespace Spalt.Pictures;

/// <summary>
/// Takes an uploaded file into a blog's library, or says what is wrong with it. The files are whole and on the disk before the row is
/// written; whatever ends it before that, its folder goes and no row says anything of it.
/// </summary>
internal sealed class PictureIntake(
    SpaltDb db, IMediaStore store, PictureConverter converter, UploadFolders uploads, IOptions<MediaOptions> options, TimeProvider clock)
{
    /// <summary>One at a time of this program's, from the look at the quota to the row.</summary>
    private static readonly SemaphoreSlim Rows = new(1);

    /// <param name="name">What the file is called.</param>
    /// <returns>The picture of the library, the one that it holds already where it is the same; or what is wrong.</returns>
    public async Task<(BlogPicture? Picture, MediaFile? File, PictureFault Fault)> AddAsync(Desk owner, string name, Stream content, CancellationToken cancel)
    {
        BlogPicture? picture = null;
        var (file, _, fault) = await TakeAsync(owner, content, ShelveAsync, cancel);
        return (picture, file, fault);

        async Task ShelveAsync(MediaFile taken, string? credit)
        {
            picture = await db.BlogPictures.SingleOrDefaultAsync(p => p.BlogId == owner.BlogId && p.FileId == taken.Id, cancel);
            if (picture is null)
            {
                picture = BlogPicture.Add(owner.BlogId, taken, PictureNames.Clean(name), credit, owner.AccountId, clock.GetUtcNow());
                db.Add(picture);
                await db.SaveChangesAsync(cancel);
            }
        }
    }

    /// <summary>The file alone, with what it says of its maker; it counts as nobody's until a library names it.</summary>
    public Task<(MediaFile? File, string? Credit, PictureFault Fault)> TakeAsync(Desk owner, Stream content, CancellationToken cancel) =>
        TakeAsync(owner, content, (_, _) => Task.CompletedTask, cancel);

    /// <summary>What holds for a blog.</summary>
    public Task<PictureLimits> LimitsAsync(long blogId, CancellationToken cancel) => PictureLimits.OfAsync(db, options.Value, blogId, cancel);

    /// <summary>A picture of a network's own, for its masthead: no blog's quota counts it.</summary>
    public async Task<(MediaFile? File, PictureFault Fault)> TakeForNetworkAsync(long networkId, Stream content, CancellationToken cancel)
    {
        var (file, _, fault) = await TakeAsync(networkId, blogId: null, limits: null, content, (_, _) => Task.CompletedTask, cancel);
        return (file, fault);
    }

    private async Task<(MediaFile? File, string? Credit, PictureFault Fault)> TakeAsync(Desk owner, Stream content, Func<MediaFile, string?, Task> shelve, CancellationToken cancel)
    {
        if (!owner.BlogState.MayWrite)
        {
            return (null, null, PictureFault.Shut);
        }

        var limits = await LimitsAsync(owner.BlogId, cancel);
        return await db.BlogPictures.UsedAsync(db, owner.BlogId, cancel) >= limits.RoomBytes
            ? (null, null, PictureFault.Quota)
            : await TakeAsync(owner.NetworkId, owner.BlogId, limits, content, shelve, cancel);
    }

    private async Task<(MediaFile? File, string? Credit, PictureFault Fault)> TakeAsync(
        long networkId, long? blogId, PictureLimits? limits, Stream content, Func<MediaFile, string?, Task> shelve, CancellationToken cancel)
    {
        if (!converter.IsThere)
        {
            return (null, null, PictureFault.Tools);
        }

        using var folder = uploads.Make();
        var path = Path.Combine(folder.Path, "upload");
        if (!await SaveAsync(content, path, limits?.Bytes ?? PictureConverter.Largest, cancel))
        {
            return (null, null, PictureFault.Bytes);
        }

        var (done, fault) = await converter.ConvertAsync(path, folder.Path, cancel);
        return done is null ? (null, null, fault) : await KeepAsync(networkId, blogId, limits, done, shelve, cancel);
    }

    /// <param name="shelve">What makes the file count in the blog's room, before the next is looked at.</param>
    private async Task<(MediaFile? File, string? Credit, PictureFault Fault)> KeepAsync(
        long networkId, long? blogId, PictureLimits? limits, Conversion done, Func<MediaFile, string?, Task> shelve, CancellationToken cancel)
    {
        await Rows.WaitAsync(cancel);
        try
        {
            var file = await db.MediaFiles.SingleOrDefaultAsync(f => f.NetworkId == networkId && f.Hash == done.Hash, cancel);
            if (blogId is { } blog && (file is null || !await db.BlogPictures.AnyAsync(p => p.BlogId == blog && p.FileId == file.Id, cancel))
                && await db.BlogPictures.UsedAsync(db, blog, cancel) + done.Bytes > limits!.RoomBytes)
            {
                return (null, null, PictureFault.Quota);
            }

            // Written again even where they are known: what lay there unused is then too young for the sweep.
            foreach (var (name, path) in done.Files)
            {
                await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
                await store.WriteAsync(name, content, cancel);
            }

            if (file is null)
            {
                file = new MediaFile(networkId, done.Hash, done.Extension, done.Width, done.Height, done.Bytes - done.VariantBytes, clock.GetUtcNow());
                db.Add(file);
            }

            file.Vary(done.VariantWidth, done.VariantHeight, done.IsAnimated, done.VariantBytes);
            await db.SaveChangesAsync(cancel);
            await shelve(file, done.Notes.Credit);
            return (file, done.Notes.Credit, default);
        }
        finally
        {
            Rows.Release();
        }
    }

    private static async Task<bool> SaveAsync(Stream content, string path, long most, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (file.Length + read > most)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return true;
    }
}

internal static class PictureNames
{
    /// <summary>A file's name as people see it: without its folders, on one line, at most <see cref="BlogPicture.LongestName"/> characters.</summary>
    public static string Clean(string? name)
    {
        var bare = string.Concat((name ?? "")[((name ?? "").LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)).Trim();
        var cut = bare.Length > BlogPicture.LongestName ? bare[..BlogPicture.LongestName] : bare;
        return cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }
}
