using System.Globalization;
using System.IO.Compression;
using System.Text;
using Spalt.Ledger;

namespace Spalt.Moderation.Sealing;

/// <summary>The zip that is sealed: files for people, and for programs that check them.</summary>
internal static class Bundle
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string NameOf(long decisionId) => string.Create(CultureInfo.InvariantCulture, $"bevis-beslut-{decisionId}.zip");

    public static async Task<byte[]> ZipAsync(Exhibit exhibit, CancellationToken cancel)
    {
        (string Name, string Text)[] files =
        [
            ("las-mig.txt", BundleWords.ReadMe(exhibit)),
            ("sida.html", BundlePage.Of(exhibit)),
            ("text.txt", BundleWords.Text(exhibit)),

            // Exactly the bytes of which the decision's hash, and the hash of its line, are taken: sha256sum is all that it takes.
            ("beslutad-text.txt", exhibit.Hashed),
            ("beslutsrad.json", exhibit.Ledger.Line.Text),
            ("uppgifter.json", BundleFacts.Json(exhibit)),
            ("liggare.jsonl", LedgerOf(exhibit.Ledger)),
            ("polisanmalan.txt", PoliceReport.Of(exhibit)),
        ];
        using var bytes = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = exhibit.SealedAt.ToUniversalTime();
                await using var file = await entry.OpenAsync(cancel);
                await file.WriteAsync(Utf8.GetBytes(text), cancel);
            }
        }

        return bytes.ToArray();
    }

    private static string LedgerOf(LedgerProof proof) =>
        string.Concat(proof.Lines.Select(l => LedgerExport.Line(l, l.Number == proof.Line.Number ? proof.Parts : []) + "\n")) + LedgerExport.End(proof.Head) + "\n";
}
