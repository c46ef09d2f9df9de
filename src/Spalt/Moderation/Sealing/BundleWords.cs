using Spalt.Language;

namespace Spalt.Moderation.Sealing;

/// <summary>What the bundle says to people, in the network's language.</summary>
internal static class BundleWords
{
    /// <summary><c>text.txt</c>: the text is all that follows after the stroke, to the end of the file, so that nothing in it can pass for ours.</summary>
    public static string Text(Exhibit exhibit) => Texts.Say(
        "Evidence.Text", exhibit.Decision.Id, exhibit.HashDecided,
        exhibit.HashNow == exhibit.HashDecided ? Texts.Say("Evidence.Text.Same") : Texts.Say("Evidence.Text.Other", exhibit.HashNow), exhibit.Typed);

    /// <summary><c>las-mig.txt</c></summary>
    public static string ReadMe(Exhibit exhibit)
    {
        var ledger = exhibit.Ledger;
        return Texts.Say(
            "Evidence.ReadMe", exhibit.Decision.Id, exhibit.Newspaper, BundleTimes.Written(exhibit.Network, exhibit.SealedAt), exhibit.HashNow,
            Convert.ToHexStringLower(ledger.Line.Hash), ledger.Line.Number, $"{ledger.Head.Number}:{ledger.Head.Hash}",
            exhibit.HashNow == exhibit.HashDecided ? Texts.Say("Evidence.Text.Same") : Texts.Say("Evidence.Text.Other", exhibit.HashNow),
            ExhibitQueries.MostLines) + "\n";
    }
}
