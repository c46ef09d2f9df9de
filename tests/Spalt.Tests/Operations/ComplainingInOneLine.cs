namespace Spalt.Tests.Operations;

/// <summary>What the command line says where it cannot do what it is asked: one line on standard error, naming the thing and what to do.</summary>
public class ComplainingInOneLine
{
    private static readonly (string Key, string Value)[] Swedish = [("LC_ALL", "sv_SE.UTF-8")];

    [Theory]
    [InlineData("”bogus” är inget som kommandot känner till.", "bogus")]
    [InlineData("”--hots” är inget som kommandot känner till. Det fattas --host HOST. Det fattas --name NAME.", "network", "add", "--hots", "a.example")]
    [InlineData("--host behöver ett värde: --host HOST.", "network", "add", "--data", ".", "--name", "A", "--host")]
    [InlineData("--host får anges en gång.", "network", "add", "--host", "a.example", "--host", "b.example", "--name", "A")]
    [InlineData("--posts ska vara ett heltal, inte ”tolv”.", "seed", "--posts", "tolv")]
    [InlineData("Det fattas FILE.", "import", "page", "--blog", "a")]
    [InlineData("Det fattas --slug SLUG.", "blog", "add", "--title", "@hemma")]
    public async Task What_was_typed_wrong_is_said_in_the_terminals_language(string expected, params string[] arguments)
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, Swedish, arguments);
        Assert.Equal((CommandLine.BadInput, $"spalt: {expected} (--help visar hur)"), (ran.ExitCode, Assert.Single(ran.Errors)));
        Assert.Equal("", ran.Output);
    }

    [Theory]
    [InlineData("sv_SE.UTF-8", "Användning:\n  spalt network [kommando] [växlar]\n")]
    [InlineData("C.UTF-8", "Usage:\n  spalt network [command] [options]\n")]
    public async Task Without_a_verb_the_help_is_shown_and_nothing_counts_as_done(string locale, string expected)
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, [("LC_ALL", locale)], "network");
        Assert.Equal(CommandLine.BadInput, ran.ExitCode);
        Assert.Empty(ran.Errors);
        Assert.Contains(expected, ran.Output, StringComparison.Ordinal);
        var help = await SpaltProcess.RunAsync(store, [("LC_ALL", locale)], "network", "--help");
        Assert.Equal((0, ran.Output), (help.ExitCode, help.Output));
    }

    [Theory]
    [InlineData("feed är upptaget av programmet självt; välj ett annat namn.", "blog", "add", "--slug", "feed", "--title", "A")]
    [InlineData("Bänk kan inte vara ett namn i en adress: använd små bokstäver a–z", "blog", "add", "--slug", "Bänk", "--title", "A")]
    [InlineData("Det finns ingen fil /nope.", "seed", "--posts", "1", "--texts", "/nope")]
    [InlineData("En av källorna är tom; ange en fil, en webbadress", "headlines", "read", "")]
    public async Task What_cannot_be_is_said_with_its_reason(string expected, params string[] arguments)
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, Swedish, arguments);
        Assert.Equal((CommandLine.BadInput, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("spalt: " + expected, Assert.Single(ran.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swedish_help_has_no_English_heads()
    {
        await using var store = await TestStore.CreateAsync();
        var ran = await SpaltProcess.RunAsync(store, Swedish, "network", "add", "--help");
        Assert.Equal(0, ran.ExitCode);
        foreach (var english in new[] { "Description", "Usage", "Options", "REQUIRED", "default", "Show " })
        {
            Assert.DoesNotContain(english, ran.Output, StringComparison.Ordinal);
        }
    }
}
