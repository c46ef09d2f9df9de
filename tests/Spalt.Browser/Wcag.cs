using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Spalt.Browser;

/// <summary>What keeps somebody out of the pages that were looked at: by axe, by day and by night, on a telephone and at the desk; and what is wider than the narrowest telephone.</summary>
internal sealed class Wcag
{
    private const string SticksOut =
        """
        () => {
          if (document.documentElement.scrollWidth <= innerWidth) return null;
          const out = box => box.right > innerWidth + 1;
          const names = [...document.querySelectorAll("body *")].filter(e => out(e.getBoundingClientRect())).map(e => `${e.localName}.${e.className}#${e.id}`);
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
          while (texts.nextNode()) { range.selectNodeContents(texts.currentNode); if (out(range.getBoundingClientRect())) names.push(texts.currentNode.data.trim()); }
          return names.slice(0, 8).join(", ") + ` is wider than 320 px: ${document.documentElement.scrollWidth}`;
        }
        """;

    private static readonly (int Width, ColorScheme Scheme)[] Ways = [(390, ColorScheme.Light), (1440, ColorScheme.Dark)];

    private readonly List<string> _found = [];

    public async Task LookAsync(IPage page, string what)
    {
        // A function that is waited for is made of text now and then, which the page's policy forbids.
        await page.WaitForLoadStateAsync(LoadState.Load);
        foreach (var (width, scheme) in Ways)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var found = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
            Assert.True(found.Passes.Length > 5, $"{what}: axe found {found.Passes.Length} things to check");
            _found.AddRange(found.Violations.SelectMany(v => v.Nodes.Select(n => $"{what}, {width} px, {scheme}: {v.Id}: {n.Html} {string.Join("; ", n.Any.Select(a => a.Message))}")));
        }

        await page.SetViewportSizeAsync(320, 900);
        if (await page.EvaluateAsync<string?>(SticksOut) is { } wide)
        {
            _found.Add($"{what}: {wide}");
        }

        await page.SetViewportSizeAsync(1440, 900);
    }

    public void AssertNothingFound() => Assert.True(_found.Count == 0, string.Join(Environment.NewLine, _found));
}
