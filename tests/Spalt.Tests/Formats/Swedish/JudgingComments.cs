using System.Diagnostics;
using System.Globalization;
using Spalt.Formats.Swedish;

namespace Spalt.Tests.Formats.Swedish;

public class JudgingComments
{
    private const string Bogofilter = "/usr/bin/bogofilter";

    [Fact]
    public void Tells_them_apart_better_than_bogofilter_does()
    {
        Assert.SkipUnless(File.Exists(Bogofilter), "bogofilter is not installed (apt-get install bogofilter)");
        var known = Learnt(LabelledComments.Training);
        var ours = LabelledComments.Area(LabelledComments.Judging.Select(c => (c.IsUnwanted, CommentClassifier.Judge(c.Text, known.GetValueOrDefault).Score)));
        var theirs = LabelledComments.Area(JudgedByBogofilter());
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"AUC: ours {ours:0.0000}, bogofilter's {theirs:0.0000}"));
        Assert.True(ours > theirs, string.Create(CultureInfo.InvariantCulture, $"ours {ours:0.0000}, bogofilter's {theirs:0.0000}"));
    }

    [Fact]
    public void Learns_from_one_newsroom_what_it_refuses()
    {
        var known = Learnt(LabelledComments.Training);
        const string Spam = "Snabba lån utan säkerhet, klicka på länken: lana.example";
        var spam = CommentClassifier.Judge(Spam, known.GetValueOrDefault);
        Assert.True(spam.Score > 0.8, $"{spam.Score}");
        Assert.Contains("klicka", spam.Words);
        Assert.True(spam.Words.All(word => Spam.Contains(word, StringComparison.Ordinal)));
        Assert.True(CommentClassifier.Judge("Jag bor vid skolan och tycker att bussen borde gå även på lördagar.", known.GetValueOrDefault).Score < 0.3);
    }

    [Fact]
    public void Says_half_and_half_as_long_as_it_knows_but_one_side()
    {
        var known = Learnt([new(IsUnwanted: true, "Köp nu")]);
        Assert.Equal(0.5, CommentClassifier.Judge("Köp nu", known.GetValueOrDefault).Score);
        Assert.Empty(CommentClassifier.Judge("Köp nu", known.GetValueOrDefault).Words);
    }

    [Fact]
    public void What_is_unlearnt_leaves_no_trace()
    {
        var known = Learnt(LabelledComments.Training.Take(50));
        var before = new Dictionary<string, TraitCount>(known, StringComparer.Ordinal);
        Learn(known, LabelledComments.Training[60], 1);
        Learn(known, LabelledComments.Training[60], -1);
        Assert.Equal(before, known.Where(k => k.Value != default).ToDictionary());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0000\uD800\n\t ")]
    [InlineData("👩‍🌾 !!! ... --- ::: @ . .. a.b")]
    public void Judges_whatever_it_is_given(string text) => Assert.InRange(CommentClassifier.Judge(text, Learnt(LabelledComments.Training).GetValueOrDefault).Score, 0, 1);

    /// <summary>What it takes in milliseconds is said in the test's output: how fast a machine is, is no test's business.</summary>
    [Fact]
    public void Takes_no_more_than_in_proportion_for_the_longest_comment()
    {
        var known = Learnt(LabelledComments.Training);
        var whole = string.Join(' ', LabelledComments.Judging.Select(c => c.Text))[..5000];
        var (eighth, all) = (MedianOf(whole[..625]), MedianOf(whole));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"5,000 characters: median {1000 * all:0.00} ms"));
        Assert.InRange(all / eighth, 0, 16);

        double MedianOf(string text)
        {
            var times = Enumerable.Range(0, 100).Select(_ => CpuTime.Seconds(() =>
            {
                for (var i = 0; i < 8; i++)
                {
                    CommentClassifier.Judge(text, known.GetValueOrDefault);
                }
            }) / 8).Order().ToList();
            return times[50];
        }
    }

    internal static Dictionary<string, TraitCount> Learnt(IEnumerable<LabelledComment> comments)
    {
        var known = new Dictionary<string, TraitCount>(StringComparer.Ordinal);
        foreach (var comment in comments)
        {
            Learn(known, comment, 1);
        }

        return known;
    }

    private static void Learn(Dictionary<string, TraitCount> known, LabelledComment comment, int by)
    {
        foreach (var key in CommentClassifier.Keys(comment.Text))
        {
            known[key] = known.GetValueOrDefault(key).With(comment.IsUnwanted, by);
        }
    }

    /// <summary>Each as a letter of its own, as bogofilter expects: registered by kind, then asked with the score alone.</summary>
    private static List<(bool IsUnwanted, double Score)> JudgedByBogofilter()
    {
        var folder = Directory.CreateTempSubdirectory("spalt-bogofilter-").FullName;
        try
        {
            foreach (var comment in LabelledComments.Training)
            {
                Run(folder, comment.Text, comment.IsUnwanted ? "-s" : "-n");
            }

            return [.. LabelledComments.Judging.Select(c => (c.IsUnwanted, double.Parse(Run(folder, c.Text, "-T").Split(' ')[1], CultureInfo.InvariantCulture)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string folder, string text, string verb)
    {
        var start = new ProcessStartInfo(Bogofilter, [verb, "-d", folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var bogofilter = Process.Start(start)!;
        using (var letter = new StreamWriter(bogofilter.StandardInput.BaseStream))
        {
            letter.Write("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n");
        }

        var said = bogofilter.StandardOutput.ReadToEnd();
        bogofilter.WaitForExit();
        return said;
    }
}
