using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Sealing;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation.Evidence;

public sealed class OpeningEvidence : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;
    private HttpClient _moderator = null!;
    private HttpClient _publisher = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _blog, _post) = await _site.PostedAsync();
        _moderator = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        _publisher = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, _network);
    }

    public async ValueTask DisposeAsync()
    {
        _moderator.Dispose();
        _publisher.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task The_publisher_finds_it_from_the_cases_opens_it_and_the_log_says_who_did_and_when()
    {
        Assert.Contains("Inget har tagits bort som hot", await _publisher.TextOfAsync(EvidencePage.Path), StringComparison.Ordinal);
        Assert.Contains($"href=\"{EvidencePage.Path}\"", await _publisher.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);
        Assert.DoesNotContain(EvidencePage.Path, await _moderator.TextOfAsync(OpenPage.Path), StringComparison.Ordinal);

        var id = await SealedAsync();
        var list = await _publisher.TextOfAsync(EvidencePage.Path);
        foreach (var said in new[] { "Maj Berg om ”Isen bär”", "av Mona Ek", "Aldrig öppnat.", "Öppna, antecknas i loggen" })
        {
            Assert.Contains(said, list, StringComparison.Ordinal);
        }

        using (var answer = await _publisher.OpenAsync(id))
        {
            Assert.Equal((200, "application/zip", "attachment"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var zip = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.EndsWith("Jag vet var du bor.", (await Bundles.FilesInAsync(zip))["text.txt"], StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(zip)), list, StringComparison.Ordinal);
        }

        var line = await _site.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Kind == "Evidence", Cancel));
        Assert.Equal((AuditVerb.Opened, "Ulla Utgivare", _site.Clock.Now), (line.Verb, line.Actor, line.At));
        Assert.Contains("öppnade det förseglade beviset till beslut", await _publisher.TextOfAsync("/-/network/log?kind=Evidence"), StringComparison.Ordinal);
        Assert.Contains("Öppnat en gång. Senast 4 mars 2026", await _publisher.TextOfAsync(EvidencePage.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_publisher_of_the_network_sees_opens_or_destroys_it()
    {
        var id = await SealedAsync();
        using var editor = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        using var owner = await _site.SignedInAsync("Olle Ägare", BlogRole.Owner, _blog);
        foreach (var client in new[] { _moderator, editor, owner })
        {
            using var seen = await client.AskAsync(EvidencePage.Path);
            using var opened = await client.OpenAsync(id);
            using var destroyed = await client.DestroyAsync(id, sure: true);
            Assert.All([seen, opened, destroyed], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        }

        using (var nobody = await _site.Http.OpenAsync(id))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        }

        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        using var stranger = await _site.SignedInAtAsync("andra.example", "Sten Sture", NetworkRole.Publisher, other);
        Assert.DoesNotContain("Maj Berg", await stranger.TextOfAsync(EvidencePage.Path), StringComparison.Ordinal);
        using var across = await stranger.OpenAsync(id);
        using var gone = await stranger.DestroyAsync(id, sure: true);
        Assert.All([across, gone], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal((0, null), await _site.WithDbAsync(async db =>
        {
            var evidence = await db.Evidence.SingleAsync(Cancel);
            return (evidence.OpenedCount, evidence.DestroyedAt);
        }));
        Assert.Empty(await _site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Evidence").ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_byte_that_somebody_flips_in_the_database_is_told_and_nothing_is_handed_out()
    {
        var id = await SealedAsync();
        await _site.WithDbAsync(async db =>
        {
            var bytes = await db.Evidence.Select(e => e.Bytes!).SingleAsync(Cancel);
            bytes[bytes.Length / 2] ^= 1;

            // And covers up for it, beside.
            return await ((DbContext)db).Database.ExecuteSqlAsync($"UPDATE evidence SET bytes = {bytes}, sha256 = {SHA256.HashData(bytes)}", Cancel);
        });
        using var answer = await _publisher.OpenAsync(id);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Beviset är inte det som förseglades", WebUtility.HtmlDecode(await answer.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await _site.WithDbAsync(db => db.Evidence.Select(e => e.OpenedCount).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_destroyed_is_gone_the_list_and_the_log_say_so_and_the_lines_stay()
    {
        var id = await SealedAsync();
        Assert.StartsWith("Kryssa i", await _publisher.RefusedAsync(EvidencePage.Path, $"sure-{id}", ("id", $"{id}"), ("do", "destroy")), StringComparison.Ordinal);
        Assert.NotNull(await _site.WithDbAsync(db => db.Evidence.Select(e => e.Bytes).SingleAsync(Cancel)));
        using (var answer = await _publisher.DestroyAsync(id, sure: true))
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        await _site.IdleAsync();
        Assert.Null(await _site.WithDbAsync(db => db.Evidence.Select(e => e.Bytes).SingleAsync(Cancel)));
        Assert.Contains("Beviset förstördes 4 mars 2026", await _publisher.TextOfAsync(EvidencePage.Path), StringComparison.Ordinal);
        using (var late = await _publisher.OpenAsync(id))
        {
            Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        }

        Assert.Equal((AuditVerb.Removed, "Ulla Utgivare"), await _site.WithDbAsync(async db =>
        {
            var line = await db.AuditEntries.SingleAsync(e => e.Kind == "Evidence", Cancel);
            return (line.Verb, line.Actor);
        }));
        Assert.Equal(["evidence", "evidence-destroyed"], await _site.WithDbAsync(db =>
            db.LedgerLines.Where(l => l.Kind == "evidence" || l.Kind == "evidence-destroyed").OrderBy(l => l.Number).Select(l => l.Kind).ToListAsync(Cancel)));
        Assert.Null(await _site.WithDbAsync(db => LedgerBook.FaultAsync(db, _network.Id, null, Cancel)));
        Assert.Null(await _site.WithDbAsync(db => db.Jobs.Where(j => j.Kind == EraseDestroyedEvidence.Kind).Select(j => j.LastError).FirstOrDefaultAsync(Cancel)));
    }

    [Fact]
    public async Task It_outlives_the_comment_and_the_decision()
    {
        var id = await SealedAsync();
        await _site.WithDbAsync(db => db.Comments.ExecuteDeleteAsync(Cancel));
        Assert.Empty(await _site.WithDbAsync(db => db.Decisions.ToListAsync(Cancel)));
        Assert.Contains("Beslut ", await _publisher.TextOfAsync(EvidencePage.Path), StringComparison.Ordinal);
        Assert.Contains("text.txt", await Bundles.FilesInAsync(await _publisher.OpenedAsync(id)));
    }

    [Fact]
    public async Task Whoever_opens_it_at_once_with_others_is_counted_too()
    {
        var id = await SealedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _publisher.OpenAsync(id)));
        var opened = answers.Count(a => a.StatusCode is HttpStatusCode.OK);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{a.StatusCode}"));
        Array.ForEach(answers, a => a.Dispose());
        Assert.True(opened > 0);
        Assert.Equal((opened, opened), await _site.WithDbAsync(async db => (
            await db.Evidence.Select(e => e.OpenedCount).SingleAsync(Cancel), await db.AuditEntries.CountAsync(e => e.Kind == "Evidence", Cancel))));
    }

    [Fact]
    public async Task A_stranger_with_one_Python_file_finds_the_ledger_and_the_excerpt_in_the_bundle_whole()
    {
        var id = await SealedAsync();
        var files = await Bundles.FilesInAsync(await _publisher.OpenedAsync(id));
        var export = await SpaltProcess.RunAsync(_site.Store, "ledger", "export");
        var noted = System.Text.RegularExpressions.Regex.Match(files["las-mig.txt"], @"\d+:[0-9a-f]{64}").Value;
        Assert.Equal((0, "The ledger is whole."), await StrangerAsync(export.Output, noted));
        Assert.Equal((0, "The excerpt is whole."), await StrangerAsync(files["liggare.jsonl"], noted, "--excerpt"));
        Assert.Equal(1, (await StrangerAsync(files["liggare.jsonl"].Replace("Refuse", "Refusé", StringComparison.Ordinal), noted, "--excerpt")).Code);
        Assert.Equal(1, (await StrangerAsync(files["liggare.jsonl"].Replace("Mona", "Lisa", StringComparison.Ordinal), noted, "--excerpt")).Code);
    }

    private async Task<long> SealedAsync()
    {
        await _site.RefusedCommentAsync(_moderator, _post, "Jag vet var du bor.");
        return await _site.SealedIdAsync();
    }

    private async Task<(int Code, string Said)> StrangerAsync(string ledger, string noted, params string[] how)
    {
        var file = Path.Combine(_site.Store.Folder, "liggare.jsonl");
        await File.WriteAllTextAsync(file, ledger, Cancel);
        using var stranger = Process.Start(new ProcessStartInfo(Path.Combine(House.Sources.Root, "bin", "verify-ledger"), [.. how, file, noted]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await stranger.StandardOutput.ReadToEndAsync(Cancel);
        await stranger.WaitForExitAsync(Cancel);
        return (stranger.ExitCode, said.Trim());
    }
}
