using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats;
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
        var tagline = CommandLine.Option<string?>("--tagline", "TEXT", "Network.Tagline");
        var publisher = CommandLine.Option<string?>("--publisher", "NAME", "Network.Publisher");
        var newspaper = CommandLine.Option<string?>("--newspaper-name", "NAME", "Network.NewspaperName");
        var home = CommandLine.Option<string?>("--newspaper-url", "URL", "Network.NewspaperUrl");
        var contact = CommandLine.Option<string?>("--contact", "TEXT", "Network.Contact");
        var accent = CommandLine.Option<string?>("--accent", "#RRGGBB", "Network.Accent");
        var feeds = CommandLine.Option<string[]>("--feed", "URL", "Network.Feed");
        var add = new Command("add", Texts.Command("Network.Add")) { host, name, language, tagline, publisher, newspaper, home, contact, accent, feeds };
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
    public static string? Fault(Network network, params string[] feeds)
    {
        if (network.Name.Length == 0)
        {
            return Texts.Command("NoName");
        }

        if (!Networks.Network.Languages.Contains(network.Language, StringComparer.Ordinal))
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
