using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Formats;
using Spalt.Formats.Html.Markdown;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>One page of a blog is written, called, put into the menu or taken away.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(ValueLengthLimit = MostBytes)]
internal sealed class OnePage(SpaltDb db, TimeProvider clock) : BlogForm(db, clock)
{
    public const int LongestBody = 100_000;

    /// <summary>What a form of a page at its longest may take, letters that addresses know as six characters included.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    /// <summary>What addresses below a blog mean themselves, besides what <see cref="Slug"/> and <see cref="PostSlug"/> keep.</summary>
    private static readonly string[] Reserved = ["comments", "embed", "trackback", "search"];

    private BlogPage? _page;

    public override string Version => (_page?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    public bool IsNew => _page is null;

    /// <summary>What the page is called where it is known.</summary>
    public string Heading => _page?.Title ?? Texts.Say("Pages.New");

    public string Title => Shown("title", _page?.Title);

    public string PageSlug => Shown("slug", _page?.Slug);

    public string Body => HttpMethods.IsPost(Request.Method) ? Raw("body") : MarkdownText.FromHtml(_page?.BodyHtml ?? "");

    public bool IsInMenu => HttpMethods.IsPost(Request.Method) ? Typed("menu") == "yes" : _page is null || MenuHolds(_page.Slug);

    /// <summary>Path of the page for readers; null before it is there.</summary>
    public string? Address => _page is null ? null : $"/{Desk.BlogSlug}/{_page.Slug}/";

    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Settings}/pages/{(_page is null ? "new" : _page.Id)}");

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancel) =>
        !await FindAsync(id, cancel) ? NotFound()
        : Typed("do") switch
        {
            "save" => await SaveAsync(cancel),
            "delete" when _page is not null => await DeleteAsync(_page, cancel),
            _ => BadRequest(),
        };

    private async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        CheckWritable();
        CheckVersion();
        var title = TextLine.Of(Required("title", BlogPage.LongestTitle));
        var slug = await SlugAsync(title, cancel);
        var body = Raw("body");
        if (body.Length > LongestBody)
        {
            Complain("body", Texts.Say("Form.TooLong", LongestBody));
        }

        if (_page is null && await Db.BlogPages.CountAsync(p => p.BlogId == Blog.Id, cancel) >= BlogPage.Most)
        {
            Complain("", Texts.Say("Pages.TooMany", BlogPage.Most));
        }

        var menu = MenuWith(title, slug);
        if (menu.Count > BlogLink.Most)
        {
            Complain("menu", Texts.Say("Menu.TooMany", BlogLink.Most));
        }

        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        if (_page is null)
        {
            Db.Add(BlogPage.Add(Blog, slug, title, MarkdownText.ToHtml(body), Now));
        }
        else
        {
            _page.Change(slug, title, MarkdownText.ToHtml(body), Now);
        }

        Blog.Arrange(menu, BlogLink.Read(Blog.Links));
        return await TryToSaveAsync(cancel) ? Onward(Settings + "/pages?done=page") : Again(StatusCodes.Status409Conflict);
    }

    private async Task<IActionResult> DeleteAsync(BlogPage page, CancellationToken cancel)
    {
        CheckWritable();
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        page.Leave();
        Db.Remove(page);
        Blog.Arrange([.. BlogLink.Read(Blog.Menu).Where(l => l.Address != BlogLink.AddressOf(page.Slug))], BlogLink.Read(Blog.Links));
        return await TryToSaveAsync(cancel) ? Onward(Settings + "/pages?done=pageGone") : Again(StatusCodes.Status409Conflict);
    }

    private void CheckWritable()
    {
        if (!Blog.State.MayWrite)
        {
            Complain("", Texts.Say("Desk.State." + Blog.State));
        }
    }

    private async Task<bool> TryToSaveAsync(CancellationToken cancel)
    {
        try
        {
            return await TrySaveAsync(cancel);
        }
        catch (DbUpdateException error) when (Db.Database.IsForestalled(error))
        {
            // Somebody took the name in the same moment.
            Complain("slug", Texts.Say("Pages.SlugIsTaken"));
            return false;
        }
    }

    /// <summary>What was typed, or else what the title makes.</summary>
    private async Task<string> SlugAsync(string title, CancellationToken cancel)
    {
        var typed = Typed("slug");
        var slug = typed.Length > 0 ? typed : Slug.Of(title);
        if (typed.Length == 0 && title.Length == 0)
        {
            // The heading is asked for already; the address follows from it.
            return "";
        }

        if (!Slug.IsValid(slug) || PostSlug.IsReserved(slug) || Reserved.Contains(slug, StringComparer.Ordinal) || slug.All(char.IsAsciiDigit))
        {
            Complain("slug", Texts.Say(slug.Length == 0 || Slug.IsValid(slug) ? "Pages.SlugIsReserved" : "Pages.BadSlug", Slug.Longest));
        }
        else if (await IsTakenAsync(slug, cancel))
        {
            Complain("slug", Texts.Say("Pages.SlugIsTaken"));
        }

        return slug;
    }

    /// <summary>By another page, or by an address that leads to where a post is now.</summary>
    private async Task<bool> IsTakenAsync(string slug, CancellationToken cancel)
    {
        var (id, origin) = (_page?.Id, PostOrigin.OfPath(slug));
        return await Db.BlogPages.AnyAsync(p => p.BlogId == Blog.Id && p.Slug == slug && p.Id != id, cancel)
            || await Db.PostOrigins.AnyAsync(o => o.BlogId == Blog.Id && o.Key == origin, cancel);
    }

    /// <summary>The menu, in which the page stands where it did, at the end, or not at all. A text of its own that it has there stays.</summary>
    private List<BlogLink> MenuWith(string title, string slug)
    {
        var menu = BlogLink.Read(Blog.Menu).ToList();
        var at = _page is null ? -1 : menu.FindIndex(l => l.Address == BlogLink.AddressOf(_page.Slug));
        if (Typed("menu") != "yes")
        {
            menu.RemoveAll(l => _page is not null && l.Address == BlogLink.AddressOf(_page.Slug));
        }
        else if (at < 0)
        {
            menu.Add(new BlogLink(Short(title), BlogLink.AddressOf(slug)));
        }
        else
        {
            menu[at] = new BlogLink(menu[at].Text == Short(_page!.Title) ? Short(title) : menu[at].Text, BlogLink.AddressOf(slug));
        }

        return menu;
    }

    private static string Short(string title) => title.Length <= BlogLink.LongestText ? title : TextLine.Of(title[..BlogLink.LongestText]);

    private bool MenuHolds(string slug) => BlogLink.Read(Blog.Menu).Any(l => l.Address == BlogLink.AddressOf(slug));

    private async Task<bool> FindAsync(string asked, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (asked == "new")
        {
            return true;
        }

        _page = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await Db.BlogPages.SingleOrDefaultAsync(p => p.Id == id && p.BlogId == Blog.Id, cancel) : null;
        return _page is not null;
    }
}
