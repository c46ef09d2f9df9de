using Microsoft.AspNetCore.Mvc;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>What readers liked most this week.</summary>
internal sealed class LikedPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    private const int Most = 20;

    public IReadOnlyList<LikedPost> Posts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Posts = await LikedPost.ReadAsync(Db, Network, Now, Most, cancel);
        return Elsewhere("/-/liked") ?? Frozen(
            new PageHead(Texts.Say("Liked.Title")) { Path = "/-/liked" },
            [Tags.Liked(Network.Id), Tags.Network(Network.Id), .. Posts.Select(l => Tags.Post(l.Post.Id))]);
    }
}
