using System.Diagnostics;
using Spalt.Formats.Text;

namespace Spalt.Tests.Formats.Text;

public class ComparingWords
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("Isen bär.", "Isen bär.", "Isen bär.")]
    [InlineData("Isen bär.", "Isen bär inte.", "Isen [-bär.-][+bär inte.+]")]
    [InlineData("", "Nytt.", "[+Nytt.+]")]
    [InlineData("Borta.", "", "[-Borta.-]")]
    [InlineData("a b c d", "a x c d", "a [-b-][+x+] c d")]
    [InlineData("ett\ntvå\ntre", "ett\ntre", "ett\n[-två\n-]tre")]
    [InlineData("b c", "a b c", "[+a +]b c")]
    public void Says_which_were_taken_away_and_which_were_added(string before, string after, string expected) =>
        Assert.Equal(expected, Written(WordDiff.Between(before, after)));

    [Fact]
    public void Gives_back_both_texts_whatever_they_are()
    {
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var (before, after) = (Some(random), Some(random));
            var parts = WordDiff.Between(before, after);
            Assert.Equal(before, string.Concat(parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
            Assert.Equal(after, string.Concat(parts.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)));
        }
    }

    [Fact]
    public void Long_texts_that_have_nothing_in_common_take_no_longer_than_one_waits()
    {
        var before = string.Join(' ', Enumerable.Range(0, 100_000));
        var after = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => -i));
        var clock = Stopwatch.StartNew();
        Assert.NotEmpty(WordDiff.Between(before, after));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3000);
    }

    private static string Some(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "ab \n"[random.Next(4)]));

    private static string Written(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(p => p.Kind switch
    {
        DiffKind.Removed => $"[-{p.Text}-]",
        DiffKind.Added => $"[+{p.Text}+]",
        _ => p.Text,
    }));
}
