using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Watching;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation;

/// <summary>What waits for somebody to decide, oldest first; what was shown lately; what is kept from the public. Several are decided at once.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class Queue(SpaltDb db, TimeProvider clock) : FormPage
{
    public const string Path = "/-/moderation";

    /// <summary>Comments on one page of the queue.</summary>
    public const int Most = 50;

    public static readonly IReadOnlyList<string> Lists = ["waiting", "held", "shown", "refused"];

    public Person Person => HttpContext.Person();

    /// <summary>One of <see cref="Lists"/>.</summary>
    public string List { get; private set; } = Lists[0];

    public IReadOnlyList<QueuedComment> Comments { get; private set; } = [];

    /// <summary>Why those wait that a rule holds.</summary>
    public ILookup<long, CommentHold> Holds { get; private set; } = Array.Empty<CommentHold>().ToLookup(h => h.CommentId);

    /// <summary>Whether what waits comes in the order of what the newsroom's own decisions say of it, worst first.</summary>
    public bool IsByScore => Request.Query["sort"] == "score";

    public bool IsMore { get; private set; }

    public int WaitingCount { get; private set; }

    /// <summary>What was done a moment ago, and what could not be.</summary>
    public string? Said { get; private set; }

    public ReasonFields Reason => new(Typed, ErrorOf);

    /// <summary>Who else has the queue before them.</summary>
    public IReadOnlyList<Onlooker> Onlookers { get; private set; } = [];

    /// <summary>Notices and appeals that wait.</summary>
    public int CaseCount { get; private set; }

    public bool IsPicked(QueuedComment comment) => !IsFine && Request.Form["pick"].Contains(comment.Pick, StringComparer.Ordinal);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var (done, missed) = (Number("done"), Number("missed"));
        Said = (done, missed) switch
        {
            (0, 0) => null,
            (_, 0) => Texts.Count("Moderation.Done", done),
            _ => Texts.Count("Moderation.Done", done) + " " + Texts.Count("Moderation.Missed", missed),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // A button of its own says which it is about; the others are about all that are ticked.
        var alone = Typed("approve");
        string[] picks = alone.Length > 0 ? [alone] : [.. Request.Form["pick"].OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];
        var approves = alone.Length > 0 || Typed("do") == "approve";
        var reason = approves ? null : Reason.Read(Complain);
        if (picks.Length == 0)
        {
            Complain("", Texts.Say("Moderation.NonePicked"));
        }

        if (!IsFine)
        {
            await LoadAsync(cancel);
            return Again();
        }

        var done = 0;
        foreach (var pick in picks)
        {
            done += await DecideAsync(pick, reason, cancel) ? 1 : 0;
        }

        return new SeeOtherResult(string.Create(CultureInfo.InvariantCulture, $"{Path}?list={ListOf(Typed("list"))}{(IsByScore ? "&sort=score" : "")}&done={done}&missed={picks.Length - done}"));
    }

    /// <summary>Whether it could be done: it is another text now, or somebody else has decided, where not.</summary>
    /// <param name="reason">Why something is taken from its writer; null where it is approved.</param>
    private async Task<bool> DecideAsync(string pick, Reason? reason, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (!long.TryParse(pick.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Comments.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } comment
            || QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State) != pick
            || await db.CommentedPlaceAsync(Person.NetworkId, comment.PostId, cancel) is not { } place)
        {
            return false;
        }

        var (by, now) = (new Moderator(Person.AccountId, Person.AccountName), clock.GetUtcNow());
        if (Typed("do") == "close" && await db.Posts.AnyAsync(p => p.Id == comment.PostId && p.ThreadClosedAt != null, cancel))
        {
            // Several of the same thread were ticked: once is enough.
            return true;
        }

        db.Add(reason is null ? Decision.Approve(comment, place, by, now) : Typed("do") switch
        {
            "hide" => Decision.Hide(comment, place, reason, by, now),
            "close" => Decision.CloseThread(await db.Posts.SingleAsync(p => p.Id == comment.PostId, cancel), reason, by, now),
            _ => Decision.Refuse(comment, place, reason, by, now),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        new PageHead(Texts.Say("Moderation.Title")).On(ViewData);
        ViewData["Styles"] = "work.css";
        ViewData["Script"] = "queue.js";
        List = ListOf(HttpMethods.IsPost(Request.Method) ? Typed("list") : Request.Query["list"].ToString());
        var rows = await db.QueuedAsync(Person.NetworkId, List, Most + 1, cancel, IsByScore);
        (Comments, IsMore) = ([.. rows.Take(Most)], rows.Count > Most);
        Holds = await db.HoldsOfAsync([.. Comments.Where(c => c.State is CommentState.Waiting).Select(c => c.Id)], cancel);
        WaitingCount = await db.WaitingAsync(Person.NetworkId, cancel);
        Onlookers = await db.LookAsync(Person.NetworkId, Person.AccountId, List, clock.GetUtcNow(), cancel);
        CaseCount = await db.OpenCasesAsync(Person.NetworkId, cancel);
    }

    private static string ListOf(string? asked) => Lists.FirstOrDefault(l => l == asked) ?? Lists[0];

    private int Number(string name) => int.TryParse(Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
