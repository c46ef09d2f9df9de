using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Ledger;

public sealed class KeepingTheLedger : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, var blog, _post) = await _site.PostedAsync();
        await _site.DeclareAsync(blog, Regime.Edited);
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        foreach (var text in new[] { "Första.", "Andra.", "Tredje." })
        {
            var comment = await _site.StoredAsync(await _site.Http.CommentedAsync(_post, text));
            await mona.DoAsync(Queue.Path, ("list", "waiting"), ("approve", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)));
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_decision_and_change_of_regime_is_a_line_that_names_the_one_before_and_nobody()
    {
        var lines = await _site.WithDbAsync(db => db.LedgerLines.OrderBy(l => l.Number).ToListAsync(Cancel));
        Assert.Equal(["regime", "decision", "decision", "decision"], lines.Select(l => l.Kind));
        Assert.Null(await FaultAsync());
        for (var i = 1; i < lines.Count; i++)
        {
            Assert.Contains($"\"previous\":\"{Convert.ToHexStringLower(lines[i - 1].Hash)}\"", lines[i].Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(lines, l => l.Text.Contains("Mona", StringComparison.Ordinal) || l.Text.Contains("maj@", StringComparison.Ordinal));
        var parts = await _site.WithDbAsync(db => db.LedgerParts.Select(p => p.Text).ToListAsync(Cancel));
        Assert.Contains(parts, p => p.Contains("Mona Ek", StringComparison.Ordinal));
        Assert.Contains(parts, p => p.Contains("maj@exempel.se", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_everybody_may_know_is_counted_from_it_and_names_its_end()
    {
        var page = await _site.Http.TextOfAsync("/-/about/moderation");
        Assert.Contains("Kommentarer som godkändes</th><td>3</td>", page, StringComparison.Ordinal);
        Assert.Contains("Beslutades av en maskin</th><td>0</td>", page, StringComparison.Ordinal);
        Assert.Contains((await _site.WithDbAsync(db => LedgerBook.HeadAsync(db, _network.Id, Cancel))).Hash, page, StringComparison.Ordinal);
        using var nothing = await _site.Http.AskAsync("/-/about/moderation/1999");
        Assert.Equal(404, (int)nothing.StatusCode);
    }

    [Fact]
    public async Task Many_who_decide_at_once_make_one_chain()
    {
        var comments = await _site.WithDbAsync(db => db.Comments.Select(c => c.Id).ToListAsync(Cancel));
        var all = Task.WhenAll(Enumerable.Range(0, 12).Select(i => _site.WithDbAsync(async db =>
        {
            var comment = await db.Comments.SingleAsync(c => c.Id == comments[i % comments.Count], Cancel);
            db.Add(Decision.Dismiss(comment, await db.PlaceOfAsync(_post.Id, Cancel), "Står kvar.", new(1, "Någon"), _site.Clock.Now));
            return await db.SaveChangesAsync(Cancel);
        })));

        // Whoever looks meanwhile sees no harm.
        while (!all.IsCompleted)
        {
            Assert.Null(await FaultAsync());
        }

        await all;
        Assert.Null(await FaultAsync());
        Assert.Equal(16, (await _site.WithDbAsync(db => LedgerBook.HeadAsync(db, _network.Id, Cancel))).Number);
    }

    [Fact]
    public async Task What_fails_leaves_no_line()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _site.WithDbAsync(async db =>
        {
            await db.InTransactionAsync(
                async () =>
                {
                    (await db.Blogs.SingleAsync(Cancel)).Declare(Regime.Open, _site.Clock.Now);
                    await db.SaveChangesAsync(Cancel);
                    throw new InvalidOperationException("Something else went wrong.");
                },
                Cancel);
        }));
        Assert.Null(await FaultAsync());
        Assert.Equal(4, (await _site.WithDbAsync(db => LedgerBook.HeadAsync(db, _network.Id, Cancel))).Number);
    }

    [Fact]
    public async Task A_line_cannot_be_changed_or_deleted_by_mistake()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _site.WithDbAsync(db => db.LedgerLines.Where(l => l.Number == 2).ExecuteDeleteAsync(Cancel)));
        await Assert.ThrowsAnyAsync<Exception>(() => _site.WithDbAsync(db => db.LedgerLines.Where(l => l.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(l => l.Kind, "x"), Cancel)));
        Assert.Null(await FaultAsync());
    }

    /// <summary>Whoever has the database can take the guard away; the chain tells all the same.</summary>
    [Theory]
    [InlineData("UPDATE ledger_lines SET text = replace(text, 'Approve', 'Refuse_') WHERE number = 3", 3, "Changed")]
    [InlineData("UPDATE ledger_lines SET kind = 'decisiom' WHERE number = 3", 3, "Changed")]
    [InlineData("UPDATE ledger_lines SET hash = (SELECT hash FROM ledger_lines WHERE number = 1) WHERE number = 2", 2, "Changed")]
    [InlineData("DELETE FROM ledger_lines WHERE number = 2", 2, "Missing")]
    [InlineData("DELETE FROM ledger_lines WHERE number = 1", 1, "Missing")]
    [InlineData("DELETE FROM ledger_lines WHERE number = 4", 4, "Missing")]
    [InlineData("UPDATE ledger_parts SET text = replace(text, 'Mona', 'Lisa') WHERE number = 2 AND part = 'by'", 2, "PersonChanged")]
    [InlineData("UPDATE ledger_heads SET number = 5", 5, "Missing")]
    public async Task Whatever_is_tampered_with_is_found_by_ours_and_by_a_stranger(string tampering, int number, string flaw)
    {
        await TamperAsync(tampering);
        var fault = await FaultAsync();
        Assert.Equal((number, flaw), ((int)fault!.Number, fault.Flaw.ToString()));
        var (code, said) = await StrangerAsync();
        Assert.Equal(1, code);
        Assert.Contains($"{number}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_flipped_byte_of_a_line_is_found()
    {
        var (line, parts) = await _site.WithDbAsync(async db => (
            await db.LedgerLines.SingleAsync(l => l.Number == 2, Cancel), await db.LedgerParts.Where(p => p.Number == 2).ToListAsync(Cancel)));
        var previous = await _site.WithDbAsync(db => db.LedgerLines.Where(l => l.Number == 1).Select(l => l.Hash).SingleAsync(Cancel));
        Assert.Null(LedgerCheck.FaultOf(line, parts, 1, Convert.ToHexStringLower(previous)));
        var text = typeof(LedgerLine).GetProperty(nameof(LedgerLine.Text))!;
        var whole = line.Text;
        for (var at = 0; at < whole.Length; at++)
        {
            text.SetValue(line, string.Concat(whole.AsSpan(0, at), $"{(char)(whole[at] ^ 1)}", whole.AsSpan(at + 1)));
            Assert.NotNull(LedgerCheck.FaultOf(line, parts, 1, Convert.ToHexStringLower(previous)));
        }
    }

    [Fact]
    public async Task Who_writes_the_whole_chain_anew_is_found_out_by_what_somebody_noted()
    {
        var noted = await _site.WithDbAsync(db => LedgerBook.HeadAsync(db, _network.Id, Cancel));
        Assert.Null(await FaultAsync(noted));
        Assert.Equal(LedgerFlaw.NotAsNoted, (await FaultAsync((4, noted.Hash.Replace('a', 'b'))))?.Flaw);
        Assert.Equal(LedgerFlaw.NotAsNoted, (await FaultAsync((9, noted.Hash)))?.Flaw);
    }

    [Fact]
    public async Task Somebody_who_is_forgotten_is_gone_and_the_chain_holds()
    {
        var store = _site.Store;
        var erased = await SpaltProcess.RunAsync(store, "ledger", "erase", "--email", "Maj@exempel.se");
        Assert.Equal((0, ""), (erased.ExitCode, string.Join('\n', erased.Errors)));
        Assert.DoesNotContain(await _site.WithDbAsync(db => db.LedgerParts.Select(p => p.Text).ToListAsync(Cancel)), p => p.Contains("maj@", StringComparison.Ordinal));
        var verified = await SpaltProcess.RunAsync(store, "ledger", "verify");
        Assert.Equal(0, verified.ExitCode);
        Assert.Equal(0, (await StrangerAsync()).Code);
    }

    private Task<LedgerFault?> FaultAsync((long, string)? noted = null) => _site.WithDbAsync(db => LedgerBook.FaultAsync(db, _network.Id, noted, Cancel));

    private Task<int> TamperAsync(string sql) => _site.WithDbAsync(async db =>
    {
        var database = ((DbContext)db).Database;
        var guards = db.Database.Name == "Postgres"
            ? ["ALTER TABLE ledger_lines DISABLE TRIGGER USER", "ALTER TABLE ledger_parts DROP CONSTRAINT fk_ledger_parts_network_id_number"]
            : new[] { "DROP TRIGGER ledger_lines_stay", "DROP TRIGGER ledger_lines_stand", "PRAGMA foreign_keys = OFF" };
        await database.OpenConnectionAsync(Cancel);
        foreach (var guard in guards.Append(sql))
        {
            await database.ExecuteSqlRawAsync(guard, Cancel);
        }

        await database.CloseConnectionAsync();
        return 0;
    });

    /// <summary>What <c>bin/verify-ledger</c>, which knows nothing of ours, says of the export.</summary>
    private async Task<(int Code, string Said)> StrangerAsync()
    {
        var export = await SpaltProcess.RunAsync(_site.Store, "ledger", "export");
        var file = Path.Combine(_site.Store.Folder, "ledger.jsonl");
        await File.WriteAllTextAsync(file, export.Output, Cancel);
        using var stranger = Process.Start(new ProcessStartInfo(Path.Combine(House.Sources.Root, "bin", "verify-ledger"), file) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await stranger.StandardError.ReadToEndAsync(Cancel);
        await stranger.WaitForExitAsync(Cancel);
        return (stranger.ExitCode, said);
    }
}
