using System.Text.Json;
using Spalt.Blogs;
using Spalt.Tests.Comments;

namespace Spalt.Tests.Ledger;

/// <summary>Nobody is told that all is well of a line that was not compared.</summary>
public sealed class ComparingWhatWasNoted : IAsyncLifetime
{
    private static readonly string Nothing = new('0', 64);

    private Site _site = null!;

    /// <summary>Three lines and the end.</summary>
    private string[] _records = [];

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        var (_, blog, _) = await _site.PostedAsync();
        foreach (var regime in new[] { Regime.Edited, Regime.Open, Regime.Edited })
        {
            await _site.DeclareAsync(blog, regime);
        }

        var export = await SpaltProcess.RunAsync(_site.Store, "ledger", "export");
        _records = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(4, _records.Length);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_line_that_was_noted_and_is_not_in_the_excerpt_is_said_to_be_missing_there()
    {
        Assert.Equal((0, "The excerpt is whole."), await ExcerptAsync(_records[1..], Note(2)));
        Assert.Equal((0, "The excerpt is whole."), await ExcerptAsync(_records[1..], ""));
        Assert.Equal((1, "verify-ledger: line 1, which was noted, is not in it"), await ExcerptAsync(_records[1..], Note(1)));
        Assert.Equal((1, "verify-ledger: line 1, which was noted, is not in it"), await ExcerptAsync(_records[1..], "1:" + Nothing));
        Assert.Equal((1, "verify-ledger: line 9, which was noted, is not in it"), await ExcerptAsync(_records[1..], "9:" + Nothing));
        Assert.Equal((1, "verify-ledger: line 3 is not the one that was noted"), await ExcerptAsync(_records[1..], "3:" + Nothing));
        Assert.Equal((0, "The ledger is whole."), await Strangers.VerifyAsync(_site, Text(_records), isExcerpt: false, Note(1)));
        Assert.Equal(1, (await Strangers.VerifyAsync(_site, Text(_records), isExcerpt: false, "9:" + Nothing)).Code);
    }

    [Fact]
    public async Task An_excerpt_without_a_line_is_none_and_nothing_stands_after_the_end()
    {
        var empty = JsonSerializer.Serialize(new { end = 0, hash = Nothing });
        Assert.Equal((1, "verify-ledger: there is no line in it"), await ExcerptAsync([empty], ""));
        Assert.Equal((1, "verify-ledger: there is no line in it"), await ExcerptAsync([_records[3]], ""));
        Assert.Equal(1, (await ExcerptAsync([], "")).Code);
        Assert.Equal((0, "The ledger is whole."), await Strangers.VerifyAsync(_site, Text([empty]), isExcerpt: false));
        Assert.Equal((1, "verify-ledger: there is more after the end"), await ExcerptAsync([.. _records, _records[0]], ""));
    }

    [Theory]
    [InlineData("0:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("-1:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("3:kort")]
    [InlineData("tre")]
    public async Task A_note_that_names_no_line_is_refused_by_a_stranger_and_by_ours(string noted)
    {
        foreach (var isExcerpt in new[] { true, false })
        {
            var (code, said) = await Strangers.VerifyAsync(_site, Text(_records), isExcerpt, noted);
            Assert.Equal(2, code);
            Assert.Contains(noted, said, StringComparison.Ordinal);
        }

        var ours = await SpaltProcess.RunAsync(_site.Store, "ledger", "verify", "--noted=" + noted);
        Assert.Equal(2, ours.ExitCode);
        Assert.Contains(noted, string.Join('\n', ours.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_as_it_was_noted_is_found_by_ours()
    {
        Assert.Equal(0, (await SpaltProcess.RunAsync(_site.Store, "ledger", "verify", "--noted", Note(3))).ExitCode);
        Assert.NotEqual(0, (await SpaltProcess.RunAsync(_site.Store, "ledger", "verify", "--noted", "3:" + Nothing)).ExitCode);
    }

    private string Note(int number) => $"{number}:{JsonDocument.Parse(_records[number - 1]).RootElement.GetProperty("hash").GetString()}";

    private static string Text(IEnumerable<string> records) => string.Concat(records.Select(r => r + "\n"));

    private Task<(int Code, string Said)> ExcerptAsync(IEnumerable<string> records, string noted) => Strangers.VerifyAsync(_site, Text(records), isExcerpt: true, noted);
}
