using System.Globalization;
using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>Months by name or abbreviation in Swedish, English, the other Nordic languages, German, Dutch, French, Spanish, Italian and Portuguese.</summary>
internal static class MonthNames
{
    private static readonly string[] Names =
    [
        "january januari januar janvier enero gennaio janeiro tammikuu",
        "february februari februar fevrier febrero febbraio fevereiro helmikuu",
        "march mars marz maerz mrz maart marzo marco maaliskuu",
        "april avril abril aprile huhtikuu",
        "may maj mai mei mayo maggio maio toukokuu",
        "june juni juin junio giugno junho kesakuu",
        "july juli juillet julio luglio julho heinakuu",
        "august augusti aout agosto augustus elokuu",
        "september septembre septiembre settembre setembro syyskuu",
        "october oktober octobre octubre ottobre outubro lokakuu",
        "november novembre noviembre novembro marraskuu",
        "december dezember desember decembre diciembre dicembre dezembro joulukuu",
    ];

    private static readonly Dictionary<string, int> ByName = Index();

    /// <summary>1–12, or null. Three letters are enough where they name one month only.</summary>
    public static int? Find(string name) =>
        name.Length >= 3 && name.All(char.IsLetter) && ByName.TryGetValue(Bare(name), out var month) ? month : null;

    private static Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        for (var month = 1; month <= 12; month++)
        {
            foreach (var name in Names[month - 1].Split(' '))
            {
                for (var length = 3; length <= name.Length; length++)
                {
                    var start = name[..length];
                    if (index.TryGetValue(start, out var other) && other != month)
                    {
                        ambiguous.Add(start);
                    }

                    index[start] = month;
                }
            }
        }

        foreach (var name in ambiguous)
        {
            index.Remove(name);
        }
        // RFC 822's own abbreviations are in no doubt, whatever begins so elsewhere (marraskuu).
        for (var month = 1; month <= 12; month++)
        {
            index[Names[month - 1][..3]] = month;
        }

        return index;
    }

    private static string Bare(string name)
    {
        var bare = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(c);
            }
        }

        return bare.ToString();
    }
}
