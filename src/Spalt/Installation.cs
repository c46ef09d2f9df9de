using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Store;

namespace Spalt;

/// <summary>One installation: its data folder, its settings, its database.</summary>
public sealed class Installation
{
    /// <summary>The data folder where nobody names one.</summary>
    public const string UsualFolder = "./data";

    private Installation(string dataFolder, IConfiguration configuration)
    {
        DataFolder = dataFolder;
        Configuration = configuration;
        Database = Database.From(configuration["Spalt:Database"], DataFolder);
    }

    /// <summary>Everything the installation keeps on disk: the SQLite file, media, mail that was not sent by SMTP.</summary>
    public string DataFolder { get; }

    public IConfiguration Configuration { get; }

    public Database Database { get; }

    public bool HasSettings => File.Exists(SettingsIn(DataFolder));

    /// <summary>Settings come from <c>spalt.json</c> in the data folder and from the environment (<c>Spalt__Database</c>), which wins.</summary>
    /// <exception cref="CommandException">The folder is a file, or the settings cannot be read.</exception>
    public static Installation At(string dataFolder, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var folder = CheckedFolder(dataFolder);
        var file = SettingsIn(folder);
        try
        {
            return new(folder, new ConfigurationBuilder()
                .AddJsonFile(file, optional: true)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(settings ?? [])
                .Build());
        }
        catch (InvalidDataException error)
        {
            // The parser counts from zero.
            throw new CommandException(
                error.GetBaseException() is JsonException { LineNumber: { } line } json
                    ? Texts.Command("Settings.Broken", file, line + 1, json.BytePositionInLine + 1)
                    : Texts.Command("Settings.NotSettings", file),
                CommandLine.BadInput);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(Texts.Command("File.Denied", file, Environment.UserName));
        }
    }

    /// <summary>Services for a command: the same as the server's, without the server.</summary>
    public ServiceProvider Services() => new ServiceCollection()
        .AddLogging(log => log.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning))
        .AddSingleton(Configuration)
        .AddSpalt(this)
        .BuildServiceProvider();

    /// <summary>Runs <paramref name="work"/> with a database that is known to have this program's schema; one that is not there is made.</summary>
    public async Task WithDatabaseAsync(Func<SpaltDb, IServiceProvider, Task> work, CancellationToken cancel)
    {
        await using var services = Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(cancel);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        db.Actor = Actor.Terminal;
        await work(db, scope.ServiceProvider);
    }

    /// <summary>The same, where a database that is not there is none of this verb's to make: the folder may be mistyped.</summary>
    public Task WithExistingDatabaseAsync(Func<SpaltDb, IServiceProvider, Task> work, CancellationToken cancel) =>
        Database.Exists ? WithDatabaseAsync(work, cancel) : throw Missing();

    public CommandException Missing() =>
        new(Texts.Command("Data.None", DataFolder, Database.File, Hint("network add --host HOST --name NAME")), CommandLine.BadInput);

    /// <param name="pending">Migrations that are not applied yet.</param>
    public CommandException Behind(IReadOnlyList<string> pending) => new(Texts.Command("Doctor.Pending", string.Join(", ", pending), Hint("migrate")));

    /// <summary>A command to type, for this installation: with its data folder, unless that is the usual one.</summary>
    public string Hint(string command)
    {
        var data = DataFolder == Path.GetFullPath(UsualFolder) ? "" : " --data " + (DataFolder.All(IsPlain) ? DataFolder : $"'{DataFolder.Replace("'", @"'\''", StringComparison.Ordinal)}'");
        return $"bin/spalt {command}{data}";

        // What no shell takes for anything else.
        static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_';
    }

    private static string SettingsIn(string folder) => Path.Combine(folder, "spalt.json");

    private static string CheckedFolder(string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(dataFolder))
        {
            throw new CommandException(Texts.Command("Data.Empty"), CommandLine.BadInput);
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
            {
                throw new CommandException(Texts.Command("Data.File", at), CommandLine.BadInput);
            }
        }

        try
        {
            // Where nothing can be seen there would seem to be no settings and no database.
            _ = Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();
            return folder;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(Texts.Command("File.Denied", folder, Environment.UserName));
        }
    }
}

internal static class StoreSetup
{
    /// <summary>Contexts kept for the next request, each with its connection to SQLite; in a rush there are more, for as long as it lasts.</summary>
    private const int MostKept = 32;

    public static IServiceCollection AddStore(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database).AddSingleton<Commits>().AddSingleton<Migrations>();
        return services.AddDbContextPool<SpaltDb>(
            options =>
            {
                database.Configure(options);
#if !DEBUG
                // Each row costs it a look; the tests run with it.
                options.EnableThreadSafetyChecks(false);
#endif
            },
            MostKept);
    }
}
