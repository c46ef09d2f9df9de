using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt;

/// <summary>One installation: its data folder, its settings, its database.</summary>
public sealed class Installation
{
    private Installation(string dataFolder, IConfiguration configuration)
    {
        DataFolder = Path.GetFullPath(dataFolder);
        Configuration = configuration;
        Database = Database.From(configuration["Spalt:Database"], DataFolder);
    }

    /// <summary>Everything the installation keeps on disk: the SQLite file, media, mail that was not sent by SMTP.</summary>
    public string DataFolder { get; }

    public IConfiguration Configuration { get; }

    public Database Database { get; }

    /// <summary>Settings come from <c>spalt.json</c> in the data folder and from the environment (<c>Spalt__Database</c>), which wins.</summary>
    public static Installation At(string dataFolder, IEnumerable<KeyValuePair<string, string?>>? settings = null) =>
        new(dataFolder, new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Path.GetFullPath(dataFolder), "spalt.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings ?? [])
            .Build());

    /// <summary>Services for a command: the same as the server's, without the server.</summary>
    public ServiceProvider Services() => new ServiceCollection()
        .AddLogging(log => log.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning))
        .AddSingleton(Configuration)
        .AddSpalt(this)
        .BuildServiceProvider();

    /// <summary>Runs <paramref name="work"/> with a database that is known to have this program's schema.</summary>
    public async Task WithDatabaseAsync(Func<SpaltDb, IServiceProvider, Task> work, CancellationToken cancel)
    {
        await using var services = Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(cancel);
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<SpaltDb>(), scope.ServiceProvider);
    }
}

internal static class StoreSetup
{
    public static IServiceCollection AddStore(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database).AddSingleton<Commits>().AddSingleton<Migrations>();
        return services.AddDbContextPool<SpaltDb>(database.Configure);
    }
}
