using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Store;

namespace Spalt.Media;

/// <summary>Deletes what uploads left behind that ended before their row was written, and the files of pictures that were deleted.</summary>
internal sealed class SweepMedia(SpaltDb db, IMediaStore store, UploadFolders uploads, TimeProvider clock) : IJob
{
    private const int AtOnce = 500;

    /// <summary>An upload writes its row soon after its files; none takes a day.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public static string Kind => "sweep-media";

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Grace;
        uploads.Sweep(before);
        var old = new List<string>(AtOnce);
        await foreach (var file in store.ListAsync(cancel))
        {
            if (file.WrittenAt < before && file.Name.Length > 32)
            {
                old.Add(file.Name);
            }

            if (old.Count == AtOnce)
            {
                await SweepAsync(old, cancel);
                old.Clear();
            }
        }

        await SweepAsync(old, cancel);
    }

    private async Task SweepAsync(List<string> names, CancellationToken cancel)
    {
        var hashes = names.Select(name => name[..32]).Distinct(StringComparer.Ordinal).ToList();
        var kept = (await db.MediaFiles.Where(f => hashes.Contains(f.Hash)).Select(f => f.Hash).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !kept.Contains(name[..32]) || IsUnfinished(name)))
        {
            await store.RemoveAsync(name, cancel);
        }
    }

    /// <summary>A file that was never given its name.</summary>
    private static bool IsUnfinished(string name) => name.Count(c => c == '.') > 1;
}
