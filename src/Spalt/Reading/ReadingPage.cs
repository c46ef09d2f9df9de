using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Blogs;
using Spalt.Embeds;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>
/// A public page: the same bytes for everybody, frozen until what it shows changes or the newspaper's day is over. It knows its one
/// right address; asked for by any other, it sends the reader there.
/// </summary>
internal abstract class ReadingPage(SpaltDb db, TimeProvider clock) : PageModel
{
    protected SpaltDb Db { get; } = db;

    public NetworkFace Network => HttpContext.Network();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>All questions of a page go through one connection, which goes back before the page is rendered.</summary>
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await Db.OpenAsync(HttpContext.RequestAborted);
        await next();
        await Db.CloseAsync();
    }

    /// <summary>301 to the right address; null where that is the one which was asked for.</summary>
    protected IActionResult? Elsewhere(string path) =>
        Request.Path.Value == path || Request.Path.Value == Uri.UnescapeDataString(path) ? null : RedirectPermanent(path + Request.QueryString);

    /// <summary>The page, to be frozen with these tags and those that every page has.</summary>
    /// <param name="changesAt">When it says something else without anybody doing anything; nothing of it where that is over.</param>
    protected IActionResult Frozen(PageHead head, IEnumerable<string> tags, DateTimeOffset? changesAt = null)
    {
        var midnight = Dates.NextMidnight(Network, Now);
        head.On(ViewData);
        HttpContext.Freeze(new Freezing([Tags.Networks, Tags.Headlines(Network.Id), .. tags])
        {
            Until = changesAt > Now && changesAt < midnight ? changesAt : midnight,
        });
        return Page();
    }

    /// <summary>What is known of the embeds of the texts that the page shows; it thaws by their tags.</summary>
    protected ValueTask<ShownEmbeds> EmbedsInAsync(IEnumerable<string> texts, CancellationToken cancel) =>
        Db.EmbedsInAsync(HttpContext.RequestServices.GetRequiredService<EmbedProviders>(), texts, cancel);

    /// <summary>A blog that readers see; <see cref="NoSuchBlogAsync"/> says what to answer where there is none.</summary>
    protected async ValueTask<BlogFace?> FindBlogAsync(string slug, CancellationToken cancel) =>
        await Db.FindBlogAsync(Network.Id, slug, cancel) is { State.IsShown: true } face ? face : null;

    /// <summary>A closed blog says so. A blog's name typed with capitals leads to the blog; otherwise there is nothing here.</summary>
    protected async Task<IActionResult> NoSuchBlogAsync(string slug, CancellationToken cancel)
    {
        if (await Db.FindBlogAsync(Network.Id, slug, cancel) is not null)
        {
            return Missing(ErrorPage.ClosedBlog);
        }

        var right = slug.ToLowerInvariant();
        if (right == slug || !Slug.IsValid(right) || await Db.FindBlogAsync(Network.Id, right, cancel) is null)
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        var below = new PathString((Request.Path.Value ?? "")[(slug.Length + 1)..]);
        return RedirectPermanent($"/{right}{below.ToUriComponent()}{Request.QueryString}");
    }

    /// <summary>For people the page; for machines nothing, which <see cref="ErrorPages"/> fills.</summary>
    protected IActionResult Missing(ErrorPage page) => Request.WantsJson() ? StatusCode(page.Status) : page.On(ViewData);
}
