using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Headlines;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Networks;

/// <summary><c>spalt network add</c>, and how other verbs find the network they are called for.</summary>
internal static class NetworkCommand
{
    public static readonly Option<string?> Network = CommandLine.Option<string?>("--network", "HOST", "Option.Network");

    public static Command Make()
    {
        var host = CommandLine.Option<string>("--host", "HOST", "Network.Host", required: true);
        var name = CommandLine.Option<string>("--name", "NAME", "Network.Name", required: true);
        var language = CommandLine.Option<string>("--language", "sv|en", "Network.Language");
        language.DefaultValueFactory = _ => "sv";
        var feeds = CommandLine.Option<string[]>("--feed", "URL", "Network.Feed");
        var add = new Command("add", Texts.Command("Network.Add")) { host, name, language, feeds }.Does((installation, asked, cancel) =>
            installation.WithDatabaseAsync(
                (db, services) => AddAsync(
                    db, asked.GetValue(host)!, asked.GetValue(name)!, asked.GetValue(language)!, asked.GetValue(feeds) ?? [],
                    services.GetRequiredService<TimeProvider>().GetUtcNow(), cancel),
                cancel));
        return new Command("network", Texts.Command("Network")) { add };
    }

    /// <summary>The network that a verb is called for: the only one, or the one named by <c>--network</c>.</summary>
    public static async Task<Network> FindAsync(SpaltDb db, string? host, CancellationToken cancel)
    {
        var networks = await db.Networks.OrderBy(n => n.Host).ToListAsync(cancel);
        var hosts = string.Join(", ", networks.Select(n => n.Host));
        return (networks, host) switch
        {
            ([], _) => throw new CommandException(Texts.Command("Network.None")),
            ([var only], null) => only,
            (_, null) => throw new CommandException(Texts.Command("Network.Several", hosts)),
            _ => networks.Find(n => n.Host == Networks.Network.NormalizeHost(host))
                ?? throw new CommandException(Texts.Command("Network.Unknown", host, hosts)),
        };
    }

    private static async Task AddAsync(
        SpaltDb db, string host, string name, string language, string[] feeds, DateTimeOffset now, CancellationToken cancel)
    {
        var normalized = Networks.Network.NormalizeHost(host);
        if (!Uri.TryCreate("http://" + normalized, UriKind.Absolute, out var address) || address.Authority != normalized.Replace(":80", "", StringComparison.Ordinal))
        {
            throw new CommandException(Texts.Command("Network.BadHost", host), CommandLine.BadInput);
        }

        if (language is not ("sv" or "en"))
        {
            throw new CommandException(Texts.Command("Network.BadLanguage", language), CommandLine.BadInput);
        }

        if (feeds.FirstOrDefault(f => !Uri.TryCreate(f, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) is { } bad)
        {
            throw new CommandException(Texts.Command("Network.BadFeed", bad), CommandLine.BadInput);
        }

        if (await db.Networks.AnyAsync(n => n.Host == normalized, cancel))
        {
            throw new CommandException(Texts.Command("Network.Taken", normalized));
        }

        await db.InTransactionAsync(
            async () =>
            {
                var network = Networks.Network.Start(normalized, name, language, now);
                db.Add(network);
                await db.SaveChangesAsync(cancel);
                db.AddRange(feeds.Distinct(StringComparer.Ordinal).Select(url => HeadlineFeed.Follow(network.Id, url, now)));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        Console.WriteLine(Texts.Command("Network.Added", name, normalized));
    }
}
