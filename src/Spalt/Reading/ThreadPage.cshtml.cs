using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>
/// A page of a thread that has no room on its post's page: in one of the orders, from, after or before a comment; or of one branch
/// (<c>under/17</c>), where many answered the same. Its address is made by <see cref="ThreadAddress"/>.
/// </summary>
internal sealed class ThreadPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    public CommentablePost Post { get; private set; } = null!;

    public BlogFace Blog { get; private set; } = null!;

    public ThreadBlock Thread { get; private set; } = null!;

    public ThreadOrder Order { get; private set; }

    /// <summary>The comment whose branch is shown; null for the thread.</summary>
    public long? TopId { get; private set; }

    public string? Earlier { get; private set; }

    public string? Later { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, string? order, string? way, long? mark, long? top, CancellationToken cancel)
    {
        var from = way is not null && mark is { } marked ? ThreadOrders.MarkOf(way, marked) : null;
        if ((top is null && ThreadOrders.OrderOf(order) is null) || (way is not null && from is null)
            || await Db.CommentedAsync(Network.Id, id, cancel) is not { } post || await FindBlogAsync(post.BlogSlug, cancel) is not { } blog)
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        (Post, Blog, TopId, Order) = (post, blog, top, ThreadOrders.OrderOf(order) ?? ThreadOrder.Oldest);
        var part = top is { } topId
            ? await CommentThread.ReadBranchAsync(Db, id, topId, from, cancel)
            : await CommentThread.ReadAsync(Db, id, post.Shown, Order, from, cancel);
        if (part is null)
        {
            return Missing(new ErrorPage(StatusCodes.Status404NotFound));
        }

        Thread = new ThreadBlock(part, Network, id, post.Path(Network), post.Shown, post.IsOpen(Now));
        if (from is not null && (from.Way is ThreadWay.Before ? part.Before is null : part.Comments.Count == 0))
        {
            // The beginning has an address of its own.
            return LocalRedirect(TopId is { } branch ? Thread.Pages.Under(branch) : Thread.Beginning(Order));
        }

        Earlier = part.Before is { } before ? AddressOf(new ThreadMark(ThreadWay.Before, before)) : null;
        Later = part.After is { } after ? AddressOf(new ThreadMark(ThreadWay.After, after)) : null;
        var head = new PageHead(Texts.Say("Comments.On", post.Title) + " | " + blog.Title) { Path = AddressOf(from), Accent = blog.Accent, Previous = Earlier, Next = Later };
        return Elsewhere(AddressOf(from)) ?? Frozen(head, [Tags.Post(id), Tags.Blog(blog.Id)], post.Rules.CloseAt);
    }

    private string AddressOf(ThreadMark? mark) => TopId is { } top ? Thread.Pages.Under(top, mark) : Thread.Pages.In(Order, mark);
}
