using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>How much a blog may take of what all share: the publisher's to say, within what the operator gives.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class LimitsPage(SpaltDb db, IOptions<MediaOptions> options) : ManagingPage(db)
{
    public const string Path = "/-/network/limits";
    private const int MostShown = 200;

    public override string Tab => "limits";

    public Network Mine { get; private set; } = null!;

    public override string Version => Mine.Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Megabytes that the operator gives a blog.</summary>
    public int MostRoom => options.Value.QuotaMegabytes;

    /// <summary>Blogs with room of their own.</summary>
    public IReadOnlyList<(string Slug, string Title, int Megabytes)> WithRoom { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var picture = OptionalNumber("picturesize", 1, PictureLimits.MostMegabytes);
        var room = OptionalNumber("blogroom", 1, MostRoom);
        var invitations = OptionalNumber("invitations", 1, Networks.Network.MostInvitationsADay);
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        Mine.Limit(picture, room, invitations);
        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Mine = await Db.Networks.SingleAsync(n => n.Id == Network.Id, cancel);
        var blogs = await Db.Blogs.OnNetwork(Network.Id).Where(b => b.Megabytes != null && b.MergedIntoId == null).OrderBy(b => b.Title).Take(MostShown)
            .Select(b => new { b.Slug, b.Title, b.Megabytes }).ToListAsync(cancel);
        WithRoom = blogs.ConvertAll(b => (b.Slug, b.Title, b.Megabytes!.Value));
    }
}
