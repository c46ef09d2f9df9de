using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Ledger;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Sealing;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Moderation.Evidence;

public sealed partial class SealingEvidence : IAsyncLifetime
{
    private static readonly string[] Files =
        ["las-mig.txt", "sida.html", "text.txt", "beslutad-text.txt", "beslutsrad.json", "uppgifter.json", "liggare.jsonl", "polisanmalan.txt"];

    private Site _site = null!;
    private Network _network = null!;
    private Blog _blog = null!;
    private Post _post = null!;
    private HttpClient _moderator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        (_network, _blog, _post) = await _site.PostedAsync();
        _moderator = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public async ValueTask DisposeAsync()
    {
        _moderator.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_threat_that_is_refused_is_sealed_once_with_exactly_that_text_and_hashes_that_lead_to_the_ledger()
    {
        const string text = "Jag vet var du bor.\n\n*Vänta* du bara & se < hör upp!";
        var comment = await _site.RefusedCommentAsync(_moderator, _post, text);
        var evidence = await _site.WithDbAsync(db => db.Evidence.SingleAsync(Cancel));
        var decision = await _site.WithDbAsync(db => db.Decisions.SingleAsync(Cancel));
        Assert.Equal((decision.Id, _network.Id, 0), (evidence.DecisionId, evidence.NetworkId, evidence.OpenedCount));
        Assert.Equal(evidence.Sha256, SHA256.HashData(evidence.Bytes!));

        var files = await Bundles.FilesInAsync(evidence.Bytes!);
        Assert.Equal(Files, files.Keys);
        Assert.EndsWith("----\n" + text, files["text.txt"], StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(decision.TextHash);
        Assert.Equal(comment.TextHash, decision.TextHash);
        Assert.Equal(hash, Bundles.Sha256Of(files["beslutad-text.txt"]));
        Assert.Contains("SHA-256 enligt beslutet: " + hash, files["text.txt"], StringComparison.Ordinal);
        Assert.Contains("texten är den som beslutet gällde", files["text.txt"], StringComparison.Ordinal);
        Assert.Contains($"\"text\":\"{hash}\"", files["beslutsrad.json"], StringComparison.Ordinal);

        var line = await _site.WithDbAsync(db => db.LedgerLines.SingleAsync(l => l.Kind == "decision", Cancel));
        Assert.Equal(Convert.ToHexStringLower(line.Hash), Bundles.Sha256Of(files["beslutsrad.json"]));
        Assert.Contains(Convert.ToHexStringLower(line.Hash), files["las-mig.txt"], StringComparison.Ordinal);
        var named = await _site.WithDbAsync(db => db.LedgerLines.SingleAsync(l => l.Kind == "evidence", Cancel));
        Assert.Contains($"\"sha256\":\"{Convert.ToHexStringLower(evidence.Sha256)}\"", named.Text, StringComparison.Ordinal);
        Assert.Null(await _site.WithDbAsync(db => LedgerBook.FaultAsync(db, _network.Id, null, Cancel)));
    }

    [Fact]
    public async Task It_says_who_when_where_and_what_the_newspaper_did()
    {
        await _site.WithDbAsync(async db =>
        {
            var network = await db.Networks.SingleAsync(Cancel);
            network.AnswerFor("Ulla Utgivare");
            network.BeReachedAt("Storgatan 1", "red@exempel.se", "0500-12 34 56");
            return await db.SaveChangesAsync(Cancel);
        });
        var comment = await _site.RefusedCommentAsync(_moderator, _post, "Jag vet var du bor.", facts: "Hotar grannen med stryk.");
        var files = await FilesAsync();
        var facts = JsonDocument.Parse(files["uppgifter.json"]).RootElement;
        Assert.Equal((comment.Id, "Maj Berg", "maj@exempel.se"), (facts.GetProperty("comment").GetProperty("id").GetInt64(), Of("comment", "authorName"), Of("writer", "email")));
        Assert.Equal((Convert.ToHexStringLower(comment.PlaceHash!), "Mona Ek", "threat"), (Of("writer", "placeHash"), Of("decision", "byName"), Of("decision", "ground")));
        Assert.Equal(("2026-03-04T11:30:00Z", "2026-03-04T11:30:00Z"), (Of("comment", "writtenAt"), Of("decision", "at")));
        Assert.True(facts.GetProperty("textIsAsDecided").GetBoolean());
        Assert.EndsWith("/bank-nio/2026/03/04/isen-bar/#comment-s" + comment.Id, facts.GetProperty("address").GetString(), StringComparison.Ordinal);

        var report = files["polisanmalan.txt"];
        foreach (var said in new[] { "4 kap. 5 § brottsbalken", "Älvposten", "Ulla Utgivare", "Storgatan 1, red@exempel.se, 0500-12 34 56", "Jag vet var du bor.", "maj@exempel.se", "4 mars 2026 12:30:00 (2026-03-04 11:30:00 UTC)", "Mona Ek", "Hotar grannen med stryk.", "Ingen läsare hade anmält" })
        {
            Assert.Contains(said, report, StringComparison.Ordinal);
        }

        Assert.Contains("Isen bär", files["sida.html"], StringComparison.Ordinal);
        Assert.Contains("<p>Ett stycke om Isen bär.</p>", files["sida.html"], StringComparison.Ordinal);
        Assert.Contains("<p>Jag vet var du bor.</p>", files["sida.html"], StringComparison.Ordinal);

        string? Of(string part, string name) => facts.GetProperty(part).GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("HateSpeech")]
    [InlineData("Defamation")]
    [InlineData("OtherLaw")]
    [InlineData("PersonalAttack")]
    public async Task What_is_refused_for_another_reason_is_not_sealed(string ground)
    {
        await _site.RefusedCommentAsync(_moderator, _post, "Du har fel.", ground);
        Assert.Empty(await _site.WithDbAsync(db => db.Evidence.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Nothing_is_ever_kept_of_the_abuse_of_children()
    {
        using var editor = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await _site.RefusedCommentAsync(_moderator, _post, "Se här.", "ChildAbuse");
        await _site.RefusePostAsync(editor, _post, "ChildAbuse");
        Assert.Equal(2, await _site.WithDbAsync(db => db.Decisions.CountAsync(d => d.Verb == DecisionVerb.Refuse, Cancel)));

        // Not by the job either, whoever orders it.
        await SealAsync();
        Assert.Empty(await _site.WithDbAsync(db => db.Evidence.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_threat_that_is_only_hidden_is_not_sealed_until_somebody_has_decided()
    {
        await _site.RefusedCommentAsync(_moderator, _post, "Vänta du bara.", verb: "hide");
        Assert.Empty(await _site.WithDbAsync(db => db.Evidence.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_post_is_sealed_too_with_what_readers_had_reported_and_not_who_they_are()
    {
        using var editor = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await _site.RefusePostAsync(editor, _post, "Threat");
        var files = await FilesAsync();
        var decision = await _site.WithDbAsync(db => db.Decisions.SingleAsync(Cancel));
        Assert.Equal("Isen bär\n<p>Ett stycke om Isen bär.</p>", files["beslutad-text.txt"]);
        Assert.Equal(Convert.ToHexStringLower(decision.TextHash), Bundles.Sha256Of(files["beslutad-text.txt"]));
        Assert.Contains("Läs tredje raden.", files["uppgifter.json"], StringComparison.Ordinal);
        Assert.Contains("\"comment\": null", files["uppgifter.json"], StringComparison.Ordinal);
        Assert.Contains("Inlägget ”Isen bär” publicerades i bloggen Bänk nio.", files["polisanmalan.txt"], StringComparison.Ordinal);
        Assert.Contains("Anmälningar till tidningen från läsare: 1", files["polisanmalan.txt"], StringComparison.Ordinal);
        Assert.Contains("Disa Holm", files["sida.html"], StringComparison.Ordinal);
        Assert.DoesNotContain(files, f => f.Value.Contains("Ture", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Of_the_ledger_it_keeps_what_the_decision_knows_of_people_and_not_what_is_known_of_others()
    {
        await _site.RefusedCommentAsync(_moderator, _post, "Jag kommer.", "OffTopic", "Bo Ek", "Annat ärende.");
        var comment = await _site.RefusedCommentAsync(_moderator, _post, "Jag vet var du bor.");
        await _site.WithDbAsync(async db =>
        {
            // Something of somebody else comes between the decision and the sealing.
            await ((DbContext)db).Database.ExecuteSqlAsync($"DELETE FROM evidence", Cancel);
            db.Add(Decision.Dismiss(await db.Comments.SingleAsync(c => c.AuthorName == "Bo Ek", Cancel), await db.PlaceOfAsync(_post.Id, Cancel), "Hemligt om Bo.", new(1, "Någon"), _site.Clock.Now));
            return await db.SaveChangesAsync(Cancel);
        });
        await SealAsync();
        var ledger = (await FilesAsync())["liggare.jsonl"];
        Assert.Contains("Hotar med", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("Annat", ledger, StringComparison.Ordinal);
        var records = ledger.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains($"\\u0022comment\\u0022:{comment.Id},", records[0], StringComparison.Ordinal);
        Assert.Contains("\"end\":", records[^1], StringComparison.Ordinal);
        Assert.True(records.Length > 3);
    }

    [Fact]
    public async Task What_somebody_has_put_into_a_name_or_a_text_is_inert_on_the_page()
    {
        var post = await _site.PostAsync(_blog, "<script>alert(1)</script> Rubrik", html: "<p>Ett stycke.</p>");
        await _site.RefusedCommentAsync(
            _moderator, post, "<script>alert(2)</script> <img src=x onerror=alert(3)> [klick](javascript:alert(4))\n\n<meta http-equiv=refresh content=\"0;url=https://exempel.se\">", name: "<script>alert(5)</script>");
        var page = (await FilesAsync())["sida.html"];
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(5)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Active(), page);
        Assert.True(page.IndexOf("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'", StringComparison.Ordinal) is > 0 and < 120, page);
        Assert.Single(HttpEquiv().Matches(page));
    }

    [Fact]
    public async Task The_job_that_runs_twice_or_at_once_with_another_makes_one()
    {
        await _site.RefusedCommentAsync(_moderator, _post, "Jag vet var du bor.");
        var first = await _site.WithDbAsync(db => db.Evidence.SingleAsync(Cancel));
        await SealAsync();
        Assert.Equal(first.Sha256, (await _site.WithDbAsync(db => db.Evidence.SingleAsync(Cancel))).Sha256);
        await _site.WithDbAsync(db => ((DbContext)db).Database.ExecuteSqlAsync($"DELETE FROM evidence", Cancel));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SealAsync()));
        Assert.Single(await _site.WithDbAsync(db => db.Evidence.ToListAsync(Cancel)));
        Assert.Equal(2, await _site.WithDbAsync(db => db.LedgerLines.CountAsync(l => l.Kind == "evidence", Cancel)));
    }

    [Fact]
    public async Task A_text_that_became_another_before_it_was_sealed_is_said_to_be_so()
    {
        var comment = await _site.RefusedCommentAsync(_moderator, _post, "Jag vet var du bor.");
        await _site.WithDbAsync(async db =>
        {
            await ((DbContext)db).Database.ExecuteSqlAsync($"DELETE FROM evidence", Cancel);
            (await db.Comments.SingleAsync(c => c.Id == comment.Id, Cancel)).Forget("Utan namn", await db.PlaceOfAsync(_post.Id, Cancel), _site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        await SealAsync();
        var files = await FilesAsync();
        Assert.Contains("OBS! Texten eller namnet har ändrats", files["text.txt"], StringComparison.Ordinal);
        Assert.Contains(Bundles.Sha256Of(files["beslutad-text.txt"]), files["text.txt"], StringComparison.Ordinal);
        Assert.Contains("\"textIsAsDecided\": false", files["uppgifter.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newspaper_that_speaks_English_gets_the_report_in_Swedish_and_in_its_own_language()
    {
        await _site.WithDbAsync(async db =>
        {
            (await db.Networks.SingleAsync(Cancel)).SettleIn("en", "Europe/Stockholm");
            return await db.SaveChangesAsync(Cancel);
        });
        await _site.RefusedCommentAsync(_moderator, _post, "I know where you live.");
        var files = await FilesAsync();
        Assert.StartsWith("POLISANMÄLAN: OLAGA HOT", files["polisanmalan.txt"], StringComparison.Ordinal);
        Assert.Contains("POLICE REPORT: UNLAWFUL THREAT", files["polisanmalan.txt"], StringComparison.Ordinal);
        Assert.StartsWith("SEALED EVIDENCE", files["las-mig.txt"], StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", files["sida.html"], StringComparison.Ordinal);
    }

    /// <summary>Does the job for every decision, as a runner does that takes it over from another.</summary>
    private async Task SealAsync()
    {
        foreach (var id in await _site.WithDbAsync(db => db.Decisions.Select(d => d.Id).ToListAsync(Cancel)))
        {
            await using var scope = _site.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SealTheEvidence>().DoAsync($"{id}", Cancel);
        }

        await _site.IdleAsync();
    }

    private async Task<Dictionary<string, string>> FilesAsync() => await Bundles.FilesInAsync((await _site.WithDbAsync(db => db.Evidence.SingleAsync(Cancel))).Bytes!);

    [GeneratedRegex(@"<script|<iframe|<object|<embed|<link|<[^>]+\son\w+\s*=|href=""javascript:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Active();

    [GeneratedRegex("<meta[^>]*http-equiv", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HttpEquiv();
}
