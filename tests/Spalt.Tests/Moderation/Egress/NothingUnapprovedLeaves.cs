using System.Diagnostics;
using System.Globalization;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>
/// Random sequences over every way in and out. A blog that is edited shows nobody anything that a named person has not approved, byte for
/// byte; and everything that may be seen is seen, so that a program which shows nothing is none. <c>SPALT_TEST_SEQUENCE=4711</c> plays one again,
/// <c>SPALT_TEST_SEQUENCES=20000</c> as many as one has time for.
/// </summary>
public sealed class NothingUnapprovedLeaves(ITestOutputHelper output)
{
    private const string Again = "SPALT_TEST_SEQUENCE";
    private const string AsMany = "SPALT_TEST_SEQUENCES";

    /// <summary>What a run of the whole suite has time for; 20,000 take two cores a quarter of an hour.</summary>
    private const int OnSqlite = 500;

    /// <summary>Each statement is a way to a server and back, and what is asked is the same: so many show that both databases answer alike.</summary>
    private const int OnPostgres = 100;

    private static bool IsPostgres => Environment.GetEnvironmentVariable("SPALT_TEST_STORE") == "postgres";

    public static TheoryData<string> Names => [.. Mutants.All().Select(m => m.Name)];

    [Fact]
    public async Task An_edited_blog_shows_nothing_that_nobody_approved_whatever_happens()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(Again), CultureInfo.InvariantCulture, out var seed))
        {
            Judge((await Plays.FindAsync(mutant: null, new(), seed, 1)).Failure);
            return;
        }

        // Two newspapers beside each other, each with its own clock.
        var (many, watch) = (int.TryParse(Environment.GetEnvironmentVariable(AsMany), CultureInfo.InvariantCulture, out var some) ? some : IsPostgres ? OnPostgres : OnSqlite, Stopwatch.StartNew());
        using var one = new CancellationTokenSource();
        var found = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => Plays.FindAsync(null, new(), i * many / 2, many / 2, others: one))));
        output.WriteLine($"{found.Sum(f => f.Played)} sequences in {watch.Elapsed.TotalSeconds:0} s");
        Judge(found.Select(f => f.Failure).FirstOrDefault(f => f is not null));
        Assert.Equal(many, found.Sum(f => f.Played));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_any_single_check_it_would_be_noticed(string name)
    {
        Assert.SkipWhen(IsPostgres, "What is taken out is SQL as SQLite is told it; the checks are the same on both.");
        var mutant = Mutants.All().Single(m => m.Name == name);
        var (played, failure) = await Plays.FindAsync(mutant, mutant.Rarely, 0, mutant.Bound, shrinks: false);
        output.WriteLine($"{name}: noticed after {played}, {mutant.Bites} bites: {failure?.Broken}");
        Assert.True(mutant.Bites > 0, "It changes nothing: the product says it otherwise by now.");
        Assert.True(failure is not null, $"Nobody noticed within {played} sequences.");
    }

    private static void Judge(Failure? failure)
    {
        if (failure is not null)
        {
            Assert.Fail(failure.ToString());
        }
    }
}
