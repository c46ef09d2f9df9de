using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace Spalt.Browser;

/// <summary>How somebody gets about on a page.</summary>
internal abstract class Hand(IPage page)
{
    protected IPage Page { get; } = page;

    public abstract Task PressAsync(ILocator what);

    /// <summary>Goes to a field and types; in a text, a line's end begins a paragraph.</summary>
    public abstract Task TypeAsync(ILocator field, string text);

    /// <summary>Uses a button of the editor's toolbar.</summary>
    /// <param name="use">Gets the press itself, to wait for what comes of it.</param>
    public abstract Task ToolAsync(string name, Func<Func<Task>, Task> use);

    /// <summary>Writes below a picture.</summary>
    public abstract Task CaptionAsync(ILocator caption, string text);

    public abstract Task DateAsync(ILocator field, DateOnly day);

    public abstract Task TimeAsync(ILocator field, TimeOnly time);
}

/// <summary>Nothing but keys. What cannot be reached by them fails.</summary>
internal sealed class Keys(IPage page) : Hand(page)
{
    /// <summary>Nobody presses Tab more often than this to get somewhere.</summary>
    private const int MostStops = 80;

    private static readonly string[][] Orders = [["MM", "dd", "yyyy"], ["yyyy", "MM", "dd"], ["dd", "MM", "yyyy"]];

    public override async Task PressAsync(ILocator what)
    {
        await ToAsync(what);
        await Page.Keyboard.PressAsync("Enter");
    }

    public override async Task TypeAsync(ILocator field, string text)
    {
        await ToAsync(field);
        await Page.Keyboard.TypeAsync(text);
    }

    public override async Task ToolAsync(string name, Func<Func<Task>, Task> use)
    {
        await Page.Keyboard.PressAsync("Alt+F10");
        for (var steps = 0; steps < 40 && await Page.Locator($"[data-tool={name}]:focus").CountAsync() == 0; steps++)
        {
            await Page.Keyboard.PressAsync("ArrowRight");
        }

        await Expect(Page.Locator($"[data-tool={name}]")).ToBeFocusedAsync();
        await use(() => Page.Keyboard.PressAsync("Enter"));
    }

    /// <summary>From the text, the arrows lead into what stands in it.</summary>
    public override async Task CaptionAsync(ILocator caption, string text)
    {
        await ToAsync(Page.Locator(".ProseMirror"), "Shift+Tab");
        await Page.Keyboard.PressAsync("Control+End");
        for (var steps = 0; steps < 5 && !await caption.EvaluateAsync<bool>("c => c.contains(getSelection().anchorNode)"); steps++)
        {
            await Page.Keyboard.PressAsync("ArrowUp");
        }

        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>A date's parts stand in the order of the browser's own language.</summary>
    public override async Task DateAsync(ILocator field, DateOnly day)
    {
        await ToAsync(field);
        var wanted = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var order in Orders)
        {
            foreach (var part in order)
            {
                await Page.Keyboard.TypeAsync(day.ToString(part, CultureInfo.InvariantCulture));
                if (part == "yyyy" && order[^1] != part)
                {
                    // A year may have more than four digits.
                    await Page.Keyboard.PressAsync("ArrowRight");
                }
            }

            if (await field.InputValueAsync() == wanted)
            {
                return;
            }

            await Page.Keyboard.PressAsync("Shift+Tab");
            await ToAsync(field, "Tab");
        }

        Assert.Equal(wanted, await field.InputValueAsync());
    }

    public override async Task TimeAsync(ILocator field, TimeOnly time)
    {
        await ToAsync(field);
        await Page.Keyboard.TypeAsync(time.ToString("HHmm", CultureInfo.InvariantCulture));
        var wanted = time.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (await field.InputValueAsync() != wanted)
        {
            await Page.Keyboard.TypeAsync(time.Hour < 12 ? "a" : "p");
        }

        Assert.Equal(wanted, await field.InputValueAsync());
    }

    private async Task ToAsync(ILocator what, string key = "Tab")
    {
        await Expect(what).ToBeVisibleAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await what.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{what} cannot be reached by {key}; the focus is on {await Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
    }
}

/// <summary>A finger, and the telephone's keyboard.</summary>
internal sealed class Finger(IPage page) : Hand(page)
{
    public override Task PressAsync(ILocator what) => what.TapAsync();

    public override async Task TypeAsync(ILocator field, string text)
    {
        await field.TapAsync();
        await Page.Keyboard.TypeAsync(text);
    }

    public override Task ToolAsync(string name, Func<Func<Task>, Task> use) => use(() => Page.Locator($"[data-tool={name}]").TapAsync());

    public override Task CaptionAsync(ILocator caption, string text) => TypeAsync(caption, text);

    public override Task DateAsync(ILocator field, DateOnly day) => field.FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override Task TimeAsync(ILocator field, TimeOnly time) => field.FillAsync(time.ToString("HH:mm", CultureInfo.InvariantCulture));
}
