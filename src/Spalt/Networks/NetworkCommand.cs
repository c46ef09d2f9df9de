using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
using Spalt.Headlines;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.Networks;

/// <summary><c>spalt network add</c> and <c>set</c>, and how other verbs find the network they are called for.</summary>
internal static class NetworkCommand
{
    public static readonly Option<string?> Network = CommandLine.Option<string?>("--network", "HOST", "Option.Network");

    public static Command Make()
    {
        var host = CommandLine.Option<string>("--host", "HOST", "Network.Host", required: true);
        var name = CommandLine.Option<string>("--name", "NAME", "Network.Name", required: true);
        var newName = CommandLine.Option<string?>("--name", "NAME", "Network.Name");
        var language = CommandLine.Option<string>("--language", "sv|en", "Network.Language");
        language.DefaultValueFactory = _ => "sv";
        var tagline = CommandLine.Option<string?>("--tagline", "TEXT", "Network.Tagline");
        var publisher = CommandLine.Option<string?>("--publisher", "NAME", "Network.Publisher");
        var newspaper = CommandLine.Option<string?>("--newspaper-name", "NAME", "Network.NewspaperName");
        var home = CommandLine.Option<string?>("--newspaper-url", "URL", "Network.NewspaperUrl");
        var contact = CommandLine.Option<string?>("--contact", "TEXT", "Network.Contact");
        var accent = CommandLine.Option<string?>("--accent", "#RRGGBB", "Network.Accent");
        var feeds = CommandLine.Option<string[]>("--feed", "URL", "Network.Feed");
        var add = new Command("add", Texts.Command("Network.Add")) { host, name, language, tagline, publisher, newspaper, home, contact, accent, feeds };
        var set = new Command("set", Texts.Command("Network.Set")) { Network, newName, tagline, publisher, newspaper, home, contact, accent };
        return new Command("network", Texts.Command("Network"))
        {
            add.Does((installation, asked, cancel) =>
            {
                // Before there is a database: what is refused leaves nothing behind.
                var network = Networks.Network.Start(HostName.Checked(asked.GetValue(host)!), asked.GetValue(name)!, asked.GetValue(language)!, TimeProvider.System.GetUtcNow());
                network.Describe(
                    asked.GetValue(tagline), asked.GetValue(publisher), asked.GetValue(newspaper), asked.GetValue(home), asked.GetValue(accent), asked.GetValue(contact));
                var addresses = asked.GetValue(feeds) ?? [];
                if (Fault(network, addresses) is { } fault)
                {
                    throw new CommandException(fault, CommandLine.BadInput);
                }

                return installation.WithDatabaseAsync((db, _) => AddAsync(installation, db, network, addresses, cancel), cancel);
            }),
            set.Does((installation, asked, cancel) => installation.WithExistingDatabaseAsync(
                async (db, _) =>
                {
                    var network = await FindAsync(installation, db, asked.GetValue(Network), cancel);
                    network.Rename(asked.GetValue(newName) ?? network.Name);
                    network.Describe(
                        asked.GetValue(tagline) ?? network.Tagline,
                        asked.GetValue(publisher) ?? network.Publisher,
                        asked.GetValue(newspaper) ?? network.NewspaperName,
                        asked.GetValue(home) ?? network.NewspaperUrl,
                        asked.GetValue(accent),
                        asked.GetValue(contact) ?? network.Contact);
                    if (Fault(network, []) is { } fault)
                    {
                        throw new CommandException(fault, CommandLine.BadInput);
                    }

                    await db.SaveChangesAsync(cancel);
                    Show(network);
                    PointOutPublisher(installation, network.Host, network.Publisher);
                },
                cancel)),
        };
    }

    /// <summary>Says so where nobody answers for a network, and how to name somebody; whether it did.</summary>
    public static bool PointOutPublisher(Installation installation, string host, string? publisher)
    {
        if (publisher is null)
        {
            Console.WriteLine(Texts.Command("Network.NoPublisher", host, installation.Hint($"network set --network {host} --publisher NAME")));
        }

        return publisher is null;
    }

    /// <summary>The network that a verb is called for: the only one, or the one named by <c>--network</c>.</summary>
    public static async Task<Network> FindAsync(Installation installation, SpaltDb db, string? host, CancellationToken cancel)
    {
        var networks = await db.Networks.OrderBy(n => n.Host).ToListAsync(cancel);
        var hosts = string.Join(", ", networks.Select(n => n.Host));
        return (networks, host) switch
        {
            ([], _) => throw new CommandException(NoneYet(installation)),
            ([var only], null) => only,
            (_, null) => throw new CommandException(Texts.Command("Network.Several", hosts)),
            _ => networks.Find(n => n.Host == HostName.Checked(host))
                ?? throw new CommandException(Texts.Command("Network.Unknown", host, hosts)),
        };
    }

    public static string NoneYet(Installation installation) => Texts.Command("Network.None", installation.Hint("network add --host HOST --name NAME"));

    private static void Show(Network network)
    {
        (string Label, string? Value)[] rows =
        [
            ("Name", network.Name), ("Tagline", network.Tagline), ("Publisher", network.Publisher), ("NewspaperName", network.NewspaperName),
            ("NewspaperUrl", network.NewspaperUrl), ("Contact", network.Contact), ("Accent", network.Accent),
        ];
        Console.WriteLine(network.Host);
        foreach (var (label, value) in rows)
        {
            Console.WriteLine($"  {Texts.Command("Network." + label)}: {value ?? "–"}");
        }
    }

    private static async Task AddAsync(Installation installation, SpaltDb db, Network network, string[] feeds, CancellationToken cancel)
    {
        var others = await db.Networks.Select(n => n.Host).ToListAsync(cancel);
        if (others.Contains(network.Host, StringComparer.Ordinal))
        {
            throw new CommandException(Texts.Command("Network.Taken", network.Host));
        }

        if (await db.Blogs.Where(b => b.Domain == network.Host).Select(b => b.Slug).FirstOrDefaultAsync(cancel) is { } blog)
        {
            throw new CommandException(Texts.Command("Network.IsBlogs", network.Host, blog));
        }

        await db.InTransactionAsync(
            async () =>
            {
                db.Add(network);
                await db.SaveChangesAsync(cancel);
                db.AddRange(feeds.Distinct(StringComparer.Ordinal).Select(url => HeadlineFeed.Follow(network.Id, url, network.CreatedAt)));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        Console.WriteLine(Texts.Command("Network.Added", network.Name, network.Host));
        PointOutPublisher(installation, network.Host, network.Publisher);
        if (others is [var alone])
        {
            Console.WriteLine(Texts.Command("Network.NoLongerAlone", alone));
        }
    }

    /// <summary>What is wrong with what was asked for, in words; null where nothing is.</summary>
    private static string? Fault(Network network, string[] feeds)
    {
        if (network.Name.Length == 0)
        {
            return Texts.Command("NoName");
        }

        if (network.Language is not ("sv" or "en"))
        {
            return Texts.Command("Network.BadLanguage", network.Language);
        }

        if (!Networks.Network.IsAccent(network.Accent))
        {
            return Texts.Command("Network.BadAccent", network.Accent);
        }

        string[] addresses = network.NewspaperUrl is { } home ? [home, .. feeds] : feeds;
        return Array.Find(addresses, a => WebAddress.Of(a) is null) is { } bad
            ? Texts.Command("Network.BadFeed", bad) : null;
    }
}
