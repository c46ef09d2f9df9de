using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Operations;

/// <summary><c>spalt doctor</c>: looks at everything that can be wrong, tells all of it, and exits 1 if anything is.</summary>
internal static class DoctorCommand
{
    private const long LittleSpace = 1024L * 1024 * 1024;

    public static Command Make() => new Command("doctor", Texts.Command("Doctor")).Does(async (installation, _, cancel) =>
    {
        if (!installation.Database.Exists && !installation.HasSettings)
        {
            throw installation.Missing();
        }

        await using var services = installation.Services();
        List<string> troubles = [.. SettingsCheck.Troubles(installation, services)];
        var remarks = await LookAtDatabaseAsync(installation, services, troubles, cancel);
        if (services.GetRequiredService<Vips>().Missing is { Count: > 0 } missing)
        {
            troubles.Add(Texts.Command("Doctor.NoVips", string.Join(' ', missing)));
        }

        if (Directory.Exists(installation.DataFolder) && new DriveInfo(installation.DataFolder) is { AvailableFreeSpace: < LittleSpace } drive)
        {
            troubles.Add(Texts.Command("Doctor.Disk", installation.DataFolder, drive.AvailableFreeSpace / (1024 * 1024)));
        }

        troubles.ForEach(Console.WriteLine);
        if (troubles.Count > 0)
        {
            throw new CommandException(Texts.Command("Doctor.Troubles", troubles.Count));
        }

        Console.WriteLine(Texts.Command(remarks ? "Doctor.WellBut" : "Doctor.Well"));
    });

    /// <summary>Whether it remarked on something that is no trouble.</summary>
    private static async Task<bool> LookAtDatabaseAsync(Installation installation, ServiceProvider services, List<string> troubles, CancellationToken cancel)
    {
        if (!installation.Database.Exists)
        {
            troubles.Add(Texts.Command("Doctor.NoDatabase", installation.Database.File, installation.Hint("migrate")));
            return false;
        }

        var pending = await services.GetRequiredService<Migrations>().PendingAsync(cancel);
        if (pending.Count > 0)
        {
            troubles.Add(installation.Behind(pending).Message);
            return false;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        Console.WriteLine(Texts.Command(
            "Doctor.Counts", await db.Networks.CountAsync(cancel), await db.Blogs.CountAsync(cancel), await db.Posts.CountAsync(cancel)));
        var remarks = false;
        foreach (var host in await db.Networks.Where(n => n.Publisher == null).OrderBy(n => n.Host).Select(n => n.Host).ToListAsync(cancel))
        {
            remarks |= NetworkCommand.PointOutPublisher(installation, host, publisher: null);
        }

        var now = db.Now;
        var late = await db.Jobs.CountAsync(j => j.DeadAt == null && j.DueAt < now.AddMinutes(-10), cancel);
        if (late > 0)
        {
            troubles.Add(Texts.Command("Doctor.Late", late));
        }

        foreach (var job in await db.Jobs.Where(j => j.DeadAt != null).OrderByDescending(j => j.DeadAt).Take(20).AsNoTracking().ToListAsync(cancel))
        {
            troubles.Add(Texts.Command("Doctor.Dead", job.Id, job.Kind, job.Payload, job.Attempts, job.LastError));
        }

        foreach (var job in await db.Jobs.Where(j => j.DeadAt == null && j.Key == j.Kind && j.LastError != null).OrderBy(j => j.Kind).AsNoTracking().ToListAsync(cancel))
        {
            troubles.Add(Texts.Command("Doctor.Recurring", job.Kind, job.LastError));
        }

        foreach (var feed in await db.HeadlineFeeds.Where(f => f.Failures > 0).OrderBy(f => f.Url).Take(20).AsNoTracking().ToListAsync(cancel))
        {
            troubles.Add(Texts.Command("Doctor.Feed", feed.Url, feed.Failures, Texts.Command("Fetch." + feed.LastFailure)));
        }

        return remarks;
    }
}
