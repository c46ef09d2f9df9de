using System.Globalization;
using System.Text.RegularExpressions;
using Spalt.Pictures;
using Spalt.Writing;

namespace Spalt.Tests.House;

/// <summary>What an operator copies out of the documents fits what the program does.</summary>
public partial class TheManual
{
    [Fact]
    public void Its_proxy_lets_through_what_the_program_takes()
    {
        var manual = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operating.md"));
        var sizes = Size().Matches(manual).Select(m => long.Parse(m.Groups["size"].Value, CultureInfo.InvariantCulture) * 1024 * 1024).ToList();
        Assert.Equal(2, sizes.Count);
        Assert.InRange(sizes.Min(), Math.Max(PictureUpload.Most, DraftEndpoints.MostLetIn), long.MaxValue);
        Assert.InRange(sizes.Max(), AddPictures.MostBytes, long.MaxValue);
    }

    [GeneratedRegex(@"^\s+client_max_body_size (?<size>\d+)m;", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();
}
