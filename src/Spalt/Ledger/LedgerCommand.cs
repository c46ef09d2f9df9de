using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Ledger;

/// <summary><c>spalt ledger verify|export|erase</c></summary>
internal static partial class LedgerCommand
{
    public static Command Make()
    {
        var network = NetworkCommand.Network;
        var noted = CommandLine.Option<string?>("--noted", "NUMBER:HASH", "Ledger.Noted");
        var email = CommandLine.Option<string>("--email", "ADDRESS", "Ledger.Email", required: true);
        return new Command("ledger", Texts.Command("Ledger"))
        {
            new Command("verify", Texts.Command("Ledger.Verify")) { noted, network }.Does((installation, asked, cancel) => installation.WithExistingDatabaseAsync(
                async (db, _) => await VerifyAsync(db, await NetworkCommand.FindAsync(installation, db, asked.GetValue(network), cancel), asked.GetValue(noted), cancel), cancel)),
            new Command("export", Texts.Command("Ledger.Export")) { network }.Does((installation, asked, cancel) => installation.WithExistingDatabaseAsync(
                async (db, _) => await ExportAsync(db, (await NetworkCommand.FindAsync(installation, db, asked.GetValue(network), cancel)).Id, cancel), cancel)),
            new Command("erase", Texts.Command("Ledger.Erase")) { email, network }.Does((installation, asked, cancel) => installation.WithExistingDatabaseAsync(
                async (db, _) => await EraseAsync(db, (await NetworkCommand.FindAsync(installation, db, asked.GetValue(network), cancel)).Id, asked.GetValue(email)!, cancel), cancel)),
        };
    }

    private static async Task VerifyAsync(SpaltDb db, Network network, string? noted, CancellationToken cancel)
    {
        (long, string)? known = null;
        if (noted is not null)
        {
            var match = Note.Match(noted);
            known = match.Success
                ? (long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["hash"].Value.ToLowerInvariant())
                : throw new CommandException(Texts.Command("Ledger.BadNote", noted), CommandLine.BadInput);
        }

        if (await LedgerBook.FaultAsync(db, network.Id, known, cancel) is { } fault)
        {
            throw new CommandException(Texts.Command("Ledger.Flaw." + fault.Flaw, network.Host, fault.Number));
        }

        var (number, hash) = await LedgerBook.HeadAsync(db, network.Id, cancel);
        Console.WriteLine(Texts.Command("Ledger.Whole", network.Host, number, $"{number}:{hash}"));
    }

    /// <summary>JSON Lines: a line with its hash and what it keeps of people, and last where the ledger ends; see <c>bin/verify-ledger</c>.</summary>
    private static async Task ExportAsync(SpaltDb db, long networkId, CancellationToken cancel)
    {
        var head = await LedgerBook.HeadAsync(db, networkId, cancel);
        await foreach (var (line, parts) in LedgerBook.ReadAsync(db, networkId, 0, head.Number, cancel))
        {
            Console.WriteLine(LedgerExport.Line(line, parts));
        }

        Console.WriteLine(LedgerExport.End(head));
    }

    private static async Task EraseAsync(SpaltDb db, long networkId, string email, CancellationToken cancel)
    {
        var address = email.Trim().ToLowerInvariant();
        var erased = await LedgerBook.EraseAsync(db, db.LedgerParts.Where(p => p.NetworkId == networkId && p.Email == address), cancel);
        Console.WriteLine(Texts.Command("Ledger.Erased", erased, address));
    }

    [GeneratedRegex("^(?<number>[1-9][0-9]{0,17}):(?<hash>[0-9a-fA-F]{64})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Note { get; }
}
