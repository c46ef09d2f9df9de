using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Spalt.Blogs;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>The lines of a blog's menu and of its list of links, in order. Every button saves all of them.</summary>
internal sealed class Menu(SpaltDb db, TimeProvider clock) : BlogForm(db, clock)
{
    /// <summary>Empty lines for what is to be added.</summary>
    private const int Empty = 2;

    /// <summary>Names of the two lists, in their order on the page.</summary>
    public static readonly string[] Lists = ["menu", "links"];

    public string Path => Settings + "/menu";

    private string BlogPath => $"/{Desk.BlogSlug}/";

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        CheckVersion();
        var (menu, links) = (Read("menu"), Read("links"));
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        if (Typed("do") is not "save" && !Moved(Typed("do"), menu, links))
        {
            return BadRequest();
        }

        Blog.Arrange([.. menu.OfType<BlogLink>()], [.. links.OfType<BlogLink>()]);
        return await TrySaveAsync(cancel) ? Onward(Path + "?done=saved") : Again(StatusOfFault);
    }

    /// <summary>What stands in the fields of a list: what was typed, or else what is known and some empty lines.</summary>
    public IReadOnlyList<(string Text, string Address)> RowsOf(string list)
    {
        if (HttpMethods.IsPost(Request.Method))
        {
            return [.. Enumerable.Range(0, CountOf(list)).Select(i => (Typed(Name(list, "text", i)), Typed(Name(list, "address", i))))];
        }

        var known = BlogLink.Read(list == "menu" ? Blog.Menu : Blog.Links);
        return [.. known.Select(l => (l.Text, l.Href(BlogPath))), .. Enumerable.Repeat(("", ""), Math.Min(Empty, BlogLink.Most - known.Count))];
    }

    public static string Name(string list, string field, int row) => string.Create(CultureInfo.InvariantCulture, $"{list}-{field}-{row}");

    private int CountOf(string list) => Enumerable.Range(0, BlogLink.Most).TakeWhile(i => Request.Form.ContainsKey(Name(list, "text", i))).Count();

    /// <summary>A link for each line, null for an empty one.</summary>
    private List<BlogLink?> Read(string list)
    {
        List<BlogLink?> links = [];
        for (var i = 0; i < CountOf(list); i++)
        {
            var (text, typed) = (TextLine.Of(Typed(Name(list, "text", i))), Typed(Name(list, "address", i)));
            links.Add(text.Length + typed.Length == 0 ? null : LinkOf(list, i, text, typed));
        }

        return links;
    }

    private BlogLink LinkOf(string list, int row, string text, string typed)
    {
        if (text.Length is 0 or > BlogLink.LongestText)
        {
            Complain(Name(list, "text", row), text.Length == 0 ? Texts.Say("Menu.NoText") : Texts.Say("Form.TooLong", BlogLink.LongestText));
        }

        if (BlogLink.AddressOf(typed, BlogPath) is { } address)
        {
            return new BlogLink(text, address);
        }

        Complain(Name(list, "address", row), Texts.Say(typed.Length == 0 ? "Menu.NoAddress" : "Menu.BadAddress", BlogPath));
        return new BlogLink(text, "");
    }

    /// <summary><c>menu-up-2</c>, <c>links-remove-0</c>; false for what is no such order.</summary>
    private static bool Moved(string order, List<BlogLink?> menu, List<BlogLink?> links)
    {
        var words = order.Split('-');
        if (words is not [var list, var way, var number] || Array.IndexOf(Lists, list) < 0 || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
        {
            return false;
        }

        var lines = list == "menu" ? menu : links;
        var to = way switch { "up" => row - 1, "down" => row + 1, "remove" => row, _ => -1 };
        if (row >= lines.Count || to < 0 || to >= lines.Count)
        {
            return false;
        }

        if (way == "remove")
        {
            lines.RemoveAt(row);
        }
        else
        {
            (lines[row], lines[to]) = (lines[to], lines[row]);
        }

        return true;
    }
}
