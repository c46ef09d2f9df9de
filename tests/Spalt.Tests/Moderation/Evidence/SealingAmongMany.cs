using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation.Sealing;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Ledger;

namespace Spalt.Tests.Moderation.Evidence;

/// <summary>However much the newspaper decides before a bundle is sealed, it holds no more of the ledger than it needs.</summary>
public sealed class SealingAmongMany : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_bundle_holds_five_hundred_lines_at_most_and_says_with_which_it_ends()
    {
        using var moderator = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        await _site.RefusedCommentAsync(moderator, _post, "Jag vet var du bor.");
        await AppendAsync(ExhibitQueries.MostLines + 100);
        var files = await SealedAnewAsync();

        var first = await _site.WithDbAsync(db => db.LedgerLines.Where(l => l.Kind == "decision").Select(l => l.Number).SingleAsync(Cancel));
        var last = await _site.WithDbAsync(db => db.LedgerLines.SingleAsync(l => l.Number == first + ExhibitQueries.MostLines - 1, Cancel));
        var records = files["liggare.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExhibitQueries.MostLines + 1, records.Length);
        var end = JsonDocument.Parse(records[^1]).RootElement;
        Assert.Equal((last.Number, Convert.ToHexStringLower(last.Hash)), (end.GetProperty("end").GetInt64(), end.GetProperty("hash").GetString()));
        Assert.Equal(last.Number, JsonDocument.Parse(files["uppgifter.json"]).RootElement.GetProperty("ledger").GetProperty("end").GetInt64());

        // What the letter in the bundle tells holds, of the excerpt and of the whole.
        Assert.Contains($"men högst {ExhibitQueries.MostLines} rader", files["las-mig.txt"], StringComparison.Ordinal);
        var noted = string.Create(CultureInfo.InvariantCulture, $"{last.Number}:{Convert.ToHexStringLower(last.Hash)}");
        Assert.Contains("Den sista av dem är:\n   " + noted, files["las-mig.txt"], StringComparison.Ordinal);
        Assert.Equal((0, "The excerpt is whole."), await Strangers.VerifyAsync(_site, files["liggare.jsonl"], isExcerpt: true, noted));
        Assert.Equal((0, "The ledger is whole."), await Strangers.VerifyAsync(_site, (await SpaltProcess.RunAsync(_site.Store, "ledger", "export")).Output, isExcerpt: false, noted));
    }

    /// <summary>What is written into the ledger meanwhile, whatever it is.</summary>
    private Task AppendAsync(int lines) => _site.WithDbAsync(db => db.InTransactionAsync(
        async () =>
        {
            await LedgerBook.AppendAsync(db, [.. Enumerable.Range(0, lines).Select(i => new LedgerFact(_network.Id, "other", _site.Clock.Now, ("id", i)))], Cancel);
            await db.SaveChangesAsync(Cancel);
        },
        Cancel));

    /// <summary>Files of the bundle, as if only now there had been time to make it.</summary>
    private async Task<Dictionary<string, string>> SealedAnewAsync()
    {
        await _site.WithDbAsync(db => ((DbContext)db).Database.ExecuteSqlAsync($"DELETE FROM evidence", Cancel));
        var decision = await _site.WithDbAsync(db => db.Decisions.Select(d => d.Id).SingleAsync(Cancel));
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SealTheEvidence>().DoAsync(string.Create(CultureInfo.InvariantCulture, $"{decision}"), Cancel);
        }

        return await Bundles.FilesInAsync((await _site.WithDbAsync(db => db.Evidence.SingleAsync(Cancel))).Bytes!);
    }
}
