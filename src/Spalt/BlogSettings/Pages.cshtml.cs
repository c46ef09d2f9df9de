using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>The pages of a blog.</summary>
internal sealed class Pages(SpaltDb db, TimeProvider clock) : BlogForm(db, clock)
{
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public string Path => Settings + "/pages";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var menu = BlogLink.Read(Blog.Menu).Select(l => l.Address).ToHashSet(StringComparer.Ordinal);
        var pages = await Db.BlogPages.AsNoTracking().Where(p => p.BlogId == Blog.Id).OrderBy(p => p.Title).Take(BlogPage.Most)
            .Select(p => new { p.Id, p.Title, p.Slug, p.UpdatedAt }).ToListAsync(cancel);
        Lines = pages.ConvertAll(p => new Line(p.Id, p.Title, $"/{Desk.BlogSlug}/{p.Slug}/", p.UpdatedAt, menu.Contains(BlogLink.AddressOf(p.Slug))));
    }

    internal sealed record Line(long Id, string Title, string Address, DateTimeOffset UpdatedAt, bool IsInMenu);
}
