using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

public sealed class NetworkFront(SpaltDb db) : PageModel
{
    public List<Row> Posts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var network = HttpContext.Network();
        Posts = await db.Posts.Published().On(network.Id).NewestFirst().Take(10).Select(p => new Row(p.Title)).ToListAsync(cancel);
        HttpContext.Freeze(Tags.Network(network.Id));
    }

    public sealed record Row(string Title);
}
