using System.CommandLine;
using System.Globalization;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Pictures;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary><c>spalt network set</c>: what a publisher sets in the browser, for whoever has the machine. Rules, look and menus are theirs alone.</summary>
internal static class NetworkSetCommand
{
    private static readonly Option<string?> Name = Of("--name", "NAME", "Network.Name");
    private static readonly Option<string?> Tagline = Of("--tagline", "TEXT", "Network.Tagline");
    private static readonly Option<string?> Language = Of("--language", "sv|en", "Network.Language");
    private static readonly Option<string?> Zone = Of("--time-zone", "ZONE", "Network.TimeZone");
    private static readonly Option<string?> Publisher = Of("--publisher", "NAME", "Network.Publisher");
    private static readonly Option<string?> Email = Of("--email", "ADDRESS", "Network.ContactEmail");
    private static readonly Option<string?> Phone = Of("--phone", "NUMBER", "Network.ContactPhone");
    private static readonly Option<string?> Contact = Of("--contact", "TEXT", "Network.Contact");
    private static readonly Option<string?> Newspaper = Of("--newspaper-name", "NAME", "Network.NewspaperName");
    private static readonly Option<string?> Home = Of("--newspaper-url", "URL", "Network.NewspaperUrl");
    private static readonly Option<string?> Accent = Of("--accent", "#RRGGBB", "Network.Accent");
    private static readonly Option<string?> MailName = Of("--mail-name", "NAME", "Network.MailName");
    private static readonly Option<string?> ReplyTo = Of("--reply-to", "ADDRESS", "Network.ReplyTo");
    private static readonly Option<string?> Picture = Of("--picture-mb", "MB", "Network.PictureMegabytes");
    private static readonly Option<string?> Room = Of("--blog-mb", "MB", "Network.BlogMegabytes");
    private static readonly Option<string?> Invitations = Of("--invitations", "NUMBER", "Network.InvitationsADay");

    /// <summary>The verb <c>network</c> with this one among its own.</summary>
    public static Command WithSet(this Command network)
    {
        network.Add(new Command("set", Texts.Command("Network.Set"))
        {
            NetworkCommand.Network, Name, Tagline, Language, Zone, Publisher, Email, Phone, Contact, Newspaper, Home, Accent, MailName, ReplyTo, Picture, Room, Invitations,
        }.Does((installation, asked, cancel) => installation.WithExistingDatabaseAsync((db, services) => SetAsync(installation, db, services, asked, cancel), cancel)));
        return network;
    }

    private static async Task SetAsync(Installation installation, SpaltDb db, IServiceProvider services, ParseResult asked, CancellationToken cancel)
    {
        var network = await NetworkCommand.FindAsync(installation, db, asked.GetValue(NetworkCommand.Network), cancel);
        var zone = asked.GetValue(Zone) is { } wanted
            ? Network.ZoneOf(wanted) ?? throw new CommandException(Texts.Command("Network.BadZone", wanted), CommandLine.BadInput) : null;
        await db.InTransactionAsync(
            async () =>
            {
                if (zone is not null && asked.GetValue(Zone) != network.TimeZone)
                {
                    await PostTally.RecountMonthsAsync(db, network.Id, zone, cancel);
                }

                Change(network, asked, services.GetRequiredService<Microsoft.Extensions.Options.IOptions<MediaOptions>>().Value.QuotaMegabytes);
                if (NetworkCommand.Fault(network) is { } fault)
                {
                    throw new CommandException(fault, CommandLine.BadInput);
                }

                await db.SaveChangesAsync(cancel);
            },
            cancel);
        Show(network);
        NetworkCommand.PointOutPublisher(installation, network.Host, network.Publisher);
    }

    private static void Change(Network network, ParseResult asked, int mostRoom)
    {
        network.Rename(asked.GetValue(Name) ?? network.Name);
        network.Describe(
            asked.GetValue(Tagline) ?? network.Tagline, asked.GetValue(Publisher) ?? network.Publisher, asked.GetValue(Newspaper) ?? network.NewspaperName,
            asked.GetValue(Home) ?? network.NewspaperUrl, asked.GetValue(Accent), asked.GetValue(Contact) ?? network.Contact);
        network.BeReachedAt(network.Contact, Address(asked, Email) ?? network.ContactEmail, asked.GetValue(Phone) ?? network.ContactPhone);
        network.SettleIn(asked.GetValue(Language) ?? network.Language, asked.GetValue(Zone) ?? network.TimeZone);
        network.WriteAs(asked.GetValue(MailName) ?? network.MailName, Address(asked, ReplyTo) ?? network.ReplyTo);
        network.Limit(
            Number(asked, Picture, network.PictureMegabytes, PictureLimits.MostMegabytes), Number(asked, Room, network.BlogMegabytes, mostRoom),
            Number(asked, Invitations, network.InvitationsADay, Network.MostInvitationsADay));
    }

    /// <summary>Null where it was not named, empty where it is to go.</summary>
    private static string? Address(ParseResult asked, Option<string?> option) => asked.GetValue(option)?.Trim() switch
    {
        null => null,
        "" => "",
        { } address when Mail.IsBareAddress(address) => address,
        { } other => throw new CommandException(Texts.Command("Account.BadEmail", other), CommandLine.BadInput),
    };

    private static int? Number(ParseResult asked, Option<string?> option, int? known, int most) => asked.GetValue(option)?.Trim() switch
    {
        null => known,
        "" => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        { } other => throw new CommandException(Texts.Command("Network.BadNumber", option.Name, other, most), CommandLine.BadInput),
    };

    private static void Show(Network network)
    {
        (string Label, string? Value)[] rows =
        [
            ("Name", network.Name), ("Tagline", network.Tagline), ("Language", network.Language), ("TimeZone", network.TimeZone), ("Publisher", network.Publisher),
            ("ContactEmail", network.ContactEmail), ("ContactPhone", network.ContactPhone), ("Contact", network.Contact),
            ("NewspaperName", network.NewspaperName), ("NewspaperUrl", network.NewspaperUrl), ("Accent", network.Accent),
            ("MailName", network.MailName), ("ReplyTo", network.ReplyTo), ("PictureMegabytes", Text(network.PictureMegabytes)),
            ("BlogMegabytes", Text(network.BlogMegabytes)), ("InvitationsADay", Text(network.InvitationsADay)),
        ];
        Console.WriteLine(network.Host);
        foreach (var (label, value) in rows)
        {
            Console.WriteLine($"  {Texts.Command("Network." + label)}: {value ?? "–"}");
        }
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static Option<string?> Of(string name, string helpName, string description) => CommandLine.Option<string?>(name, helpName, description);
}
