using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Spalt.Browser;

public sealed class UsingEveryPage(Chromium chromium, DemoSite demo)
{
    /// <summary>Each scheme at a width of its own: colours do not depend on the width, nor sizes on the scheme.</summary>
    private static readonly (int Width, ColorScheme Scheme)[] Ways = [(390, ColorScheme.Light), (1440, ColorScheme.Dark)];

    [Theory]
    [MemberData(nameof(EveryPage.Kinds), MemberType = typeof(EveryPage))]
    public async Task Is_open_to_everybody_by_WCAG_on_a_telephone_by_day_and_at_the_desk_by_night(string kind, string path, int status)
    {
        // A colour that is still on its way from day to night is neither.
        await using var reader = await chromium.ReaderAsync(demo.Site, o => o.ReducedMotion = ReducedMotion.Reduce);
        path = await demo.AddressAsync(reader, path);
        await reader.OpenAsync(path, status);
        foreach (var (width, scheme) in Ways)
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await AssertAccessibleAsync(reader, $"{kind}, {width} px, {scheme}");
        }

        await reader.AssertNothingWrongAsync();
    }

    private static async Task AssertAccessibleAsync(Reader reader, string what)
    {
        var found = await reader.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
        Assert.True(found.Passes.Length > 5, $"axe found {found.Passes.Length} things to check");
        Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(n => $"{what}: {v.Id}: {n.Html} {string.Join("; ", n.Any.Select(a => a.Message))}")));
    }
}
