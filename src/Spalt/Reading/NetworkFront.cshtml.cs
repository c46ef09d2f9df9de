using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Errors;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>The network's front: the newest of all blogs, what is liked, who writes.</summary>
internal sealed class NetworkFront(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    private const int PageSize = 12;
    private const int MostPages = 1000;
    private const int MostLiked = 5;
    private const int MostBlogs = 24;

    public Story? Lead { get; private set; }

    /// <summary>Below the lead, where the columns beside it are long.</summary>
    public Story? Second { get; private set; }

    /// <summary>Columns beside the lead.</summary>
    public IReadOnlyList<IReadOnlyList<Story>> Sides { get; private set; } = [];

    public IReadOnlyList<Story> Newest { get; private set; } = [];

    public IReadOnlyList<LikedPost> Liked { get; private set; } = [];

    public HeadlineColumn? Headlines { get; private set; }

    public IReadOnlyList<DirectoryEntry> Blogs { get; private set; } = [];

    public bool HasMoreBlogs { get; private set; }

    public Pager Pager { get; private set; } = null!;

    public bool IsEmpty { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? number, CancellationToken cancel)
    {
        var at = number ?? 1;
        if (at is < 1 or > MostPages)
        {
            return Missing(new ErrorPage(404));
        }

        var ids = Db.Posts.ShownOn(Network).PageOfIds((at - 1) * PageSize, PageSize + 1, int.MaxValue);
        var stories = await Db.Posts.AsNoTracking().WithIds(ids).NewestFirst().Stories(Db).ToListAsync(cancel);
        if (stories.Count == 0 && at > 1)
        {
            return Missing(new ErrorPage(404));
        }

        IsEmpty = stories.Count == 0;
        Pager = new Pager("/", at, Of: null, HasNext: stories.Count > PageSize && at < MostPages);
        if (Elsewhere(Pager.Here) is { } right)
        {
            return right;
        }

        Arrange([.. stories.Take(PageSize)]);
        Headlines = await HeadlineColumn.ReadAsync(Db, Network, cancel);
        if (at == 1)
        {
            Liked = await LikedPost.ReadAsync(Db, Network, Now, MostLiked, cancel);
            var blogs = await DirectoryEntry.ReadAsync(Db, Network, 0, MostBlogs + 1, cancel);
            HasMoreBlogs = blogs.Count > MostBlogs;
            Blogs = [.. blogs.Take(MostBlogs)];
        }

        var head = new PageHead(Pager.Titled(Network.Name))
        {
            Description = Network.Tagline,
            Path = Pager.Here,
            Counted = "0",
            Today = (Dates.Machine(Network, Now, PublishedPrecision.Day), Dates.WithWeekday(Network, Now)),
            Feeds = FeedLink.Of("/", Network.Name),
            Previous = Pager.Newer,
            Next = Pager.Older,
        };
        var shown = stories.Select(s => s.Id).Concat(Liked.Select(l => l.Post.Id)).Distinct();
        return Frozen(head, [Tags.Network(Network.Id), Tags.Liked(Network.Id), .. shown.Select(Tags.Post)]);
    }

    /// <summary>On the first page the newest lead; with enough of them, more stand beside.</summary>
    private void Arrange(List<Story> stories)
    {
        if (Pager.Number > 1 || stories.Count == 0)
        {
            Newest = stories;
            return;
        }

        Lead = stories[0];
        (Second, Sides) = stories.Count switch
        {
            >= 10 => (stories[1], [stories[2..4], stories[4..7]]),
            >= 3 => (null, [stories[1..2]]),
            _ => ((Story?)null, (IReadOnlyList<Story>[])[]),
        };
        Newest = stories[(1 + (Second is null ? 0 : 1) + Sides.Sum(s => s.Count))..];
    }
}
