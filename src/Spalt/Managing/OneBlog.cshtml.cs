using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>
/// What the network's editors may do with a blog: suspend it, open it again, give it a host of its own (not its owner: whoever could name
/// any host could take over another's); and its publisher: give it more or less room for pictures, make it a part of another.
/// </summary>
[Authorize(Policy = Policies.EditNetwork)]
internal sealed class OneBlog(SpaltDb db, Merging merging, IOptions<MediaOptions> options, TimeProvider clock) : ManagingPage(db)
{
    private const int LongestWhy = 500;

    public override string Tab => "blogs";

    public BlogRow Row { get; private set; } = null!;

    /// <summary>Titles and slugs of the blogs that it can become a part of.</summary>
    public Choice Targets { get; private set; } = null!;

    /// <summary>Who answers for what readers write.</summary>
    public Choice Regimes => new(
        new Field("regime", Texts.Say("Manage.Regime")) { Value = Row.Regime.ToString(), Hint = Texts.Say("Manage.Regime.Text") },
        [.. Enum.GetValues<Regime>().Select(r => (r.ToString(), Texts.Say("Manage.Regime." + r)))])
    { IsLabelHidden = true };

    /// <summary>Megabytes that the operator gives a blog.</summary>
    public int MostRoom => options.Value.QuotaMegabytes;

    public int UsedMegabytes { get; private set; }

    public string Path => "/-/network/blogs/" + Row.Slug;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel) => await LoadAsync(slug, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancel)
    {
        if (!await LoadAsync(slug, cancel))
        {
            return NotFound();
        }

        if (Typed("do") == "nodomain")
        {
            return await ChangeAsync(b => b.LiveOnTheNetwork(), "unhoused", cancel);
        }

        if (Row.Into is not null)
        {
            return Done(Path, "merged");
        }

        switch (Typed("do"))
        {
            case "suspend":
                var why = Required("why", LongestWhy);
                return IsFine ? await ChangeAsync(b => b.Suspend(why, clock.GetUtcNow()), "suspended", cancel) : Again();
            case "regime":
                if (!Enum.TryParse<Regime>(Typed("regime"), out var regime) || !Enum.IsDefined(regime))
                {
                    return BadRequest();
                }

                return await ChangeAsync(b => b.Declare(regime, clock.GetUtcNow()), "saved", cancel);
            case "reopen":
                return await ChangeAsync(b => b.Reopen(), "reopened", cancel);
            case "domain":
                return await HouseAsync(cancel);
            case "merge" when Person.IsPublisher:
                return await MergeAsync(cancel);
            case "room" when Person.IsPublisher:
                var room = OptionalNumber("megabytes", 1, MostRoom);
                return IsFine ? await ChangeAsync(b => b.GiveRoom(room), "saved", cancel) : Again();
            case "merge" or "room":
                return NotFound();
            default:
                return BadRequest();
        }
    }

    private async Task<IActionResult> ChangeAsync(Action<Blog> change, string done, CancellationToken cancel)
    {
        change(await Db.Blogs.SingleAsync(b => b.Id == Row.Id, cancel));
        try
        {
            await Db.SaveChangesAsync(cancel);
            return Done(Path, done);
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            Complain("", Texts.Say("Manage.Stale"));
            return await LoadAsync(Row.Slug, cancel) ? Again(StatusOfFault) : NotFound();
        }
    }

    private async Task<IActionResult> HouseAsync(CancellationToken cancel)
    {
        var host = Required("domain", HostName.Longest) is { Length: > 0 } typed ? HostName.OfDomain(typed) : null;

        // A single network answers on names that it does not know of: by one of them whoever asks came here.
        var refusal = host is not null && host == HostName.OfDomain(Request.Host.Host) ? "IsNetworks" : await BlogHost.RefusalAsync(Db, host, Row.Id, cancel);
        if (refusal is not null)
        {
            Complain("domain", Texts.Say("Manage.Domain." + refusal));
            return Again();
        }

        try
        {
            return await ChangeAsync(b => b.LiveAt(host!), "housed", cancel);
        }
        catch (DbUpdateException error) when (Db.Database.IsForestalled(error))
        {
            // Another blog got it in the same moment.
            Complain("domain", Texts.Say("Manage.Domain.IsTaken"));
            return Again();
        }
    }

    private async Task<IActionResult> MergeAsync(CancellationToken cancel)
    {
        var slug = Typed("into");
        var into = await MayTake(Row.Id).Where(b => b.Slug == slug).Select(b => (long?)b.Id).SingleOrDefaultAsync(cancel);
        if (into is null)
        {
            Complain("into", Texts.Say("Manage.NoTarget"));
        }
        else if (Typed("sure") != "1")
        {
            Complain("sure", Texts.Say("Manage.NotSure"));
        }

        if (!IsFine)
        {
            await LoadAsync(Row.Slug, cancel);
            return Again();
        }

        await merging.MergeAsync(Row.Id, into!.Value, Network, cancel);
        return Done(Path, "merged");
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken cancel)
    {
        if (await BlogRow.Of(Db, Db.Blogs.OnNetwork(Network.Id).Where(b => b.Slug == slug)).SingleOrDefaultAsync(cancel) is not { } row)
        {
            return false;
        }

        Row = row;
        UsedMegabytes = (int)((await Db.BlogPictures.UsedAsync(Db, row.Id, cancel) + (1024 * 1024) - 1) / (1024 * 1024));
        var others = await MayTake(row.Id).OrderBy(b => b.Title).Take(1000)
            .Select(b => new { b.Slug, b.Title }).ToListAsync(cancel);
        Targets = new Choice(
            new Field("into", Texts.Say("Manage.Field.into")) { Value = Typed("into"), Error = ErrorOf("into") },
            [("", Texts.Say("Manage.Choose")), .. others.Select(b => (b.Slug, $"{b.Title} (/{b.Slug}/)"))]);
        return true;
    }

    /// <summary>Blogs that posts can be given to: those in which somebody writes, and which somebody owns.</summary>
    private IQueryable<Blog> MayTake(long blogId) => Db.Blogs.OnNetwork(Network.Id).Where(
        b => b.MergedIntoId == null && b.Id != blogId && (b.State == BlogState.Open || b.State == BlogState.Resting)
            && Db.BlogMembers.Any(m => m.BlogId == b.Id && m.Role == BlogRole.Owner));
}
