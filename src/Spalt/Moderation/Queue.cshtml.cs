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
using Spalt.Moderation.Waves;
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

    public static readonly IReadOnlyList<string> Lists = ["waiting", "held", "reported", "shown", "refused"];

    public Person Person => HttpContext.Person();

    /// <summary>One of <see cref="Lists"/>.</summary>
    public string List { get; private set; } = Lists[0];

    public IReadOnlyList<QueuedComment> Comments { get; private set; } = [];

    /// <summary>Why those wait that a rule holds.</summary>
    public ILookup<long, CommentHold> Holds { get; private set; } = Array.Empty<CommentHold>().ToLookup(h => h.CommentId);

    /// <summary>Whether what waits comes in the order of what the newsroom's own decisions say of it, worst first.</summary>
    public bool IsByScore => Request.Query["sort"] == "score";

    public bool IsMore { get; private set; }

    /// <summary>Slug of the blog whose comments are looked at; null for all of the network.</summary>
    public string? Blog { get; private set; }

    /// <summary>Those of whose comments some wait.</summary>
    public IReadOnlyList<QueuedBlog> Blogs { get; private set; } = [];

    /// <summary>What of what waits has much in common.</summary>
    public IReadOnlyList<Wave> Waves { get; private set; } = [];

    /// <summary>The one of them that is looked at; null for none.</summary>
    public Wave? Wave { get; private set; }

    /// <summary>Id of the newest comment of it: what comes later nobody has decided about.</summary>
    public long WaveUntil { get; private set; }

    /// <summary>When it was looked at: what is changed later is another text.</summary>
    public DateTimeOffset WaveSeenAt { get; private set; }

    public int WaitingCount { get; private set; }

    /// <summary>What was done a moment ago, and what could not be.</summary>
    public string? Said { get; private set; }

    public ReasonFields Reason => new(Typed, ErrorOf);

    /// <summary>Who else has the queue before them.</summary>
    public IReadOnlyList<Onlooker> Onlookers { get; private set; } = [];

    /// <summary>Notices and appeals that wait.</summary>
    public int CaseCount { get; private set; }

    /// <summary>The queue as it is looked at, in another order or of another kind.</summary>
    public static string AddressOf(string list, Wave? wave, string? blog, bool byScore) =>
        $"{Path}?list={list}{(byScore ? "&sort=score" : "")}{(string.IsNullOrEmpty(blog) ? "" : "&blog=" + Uri.EscapeDataString(blog))}{(wave is null ? "" : "&wave=" + Uri.EscapeDataString(wave.Address))}";

    public bool IsPicked(QueuedComment comment) => !IsFine && Request.Form["pick"].Contains(comment.Pick, StringComparer.Ordinal);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var (done, missed) = (Number("done"), Number("missed"));
        Said = (done, missed) switch
        {
            (0, 0) => Request.Query.ContainsKey("ordered") ? Texts.Say("Moderation.Wave.Ordered") : null,
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
        var wave = Typed("do") == "wave" ? Wave.Of(Typed("wave")) : null;
        if (picks.Length == 0 && wave is null)
        {
            Complain("", Texts.Say("Moderation.NonePicked"));
        }

        if (!IsFine)
        {
            await LoadAsync(cancel);
            return Again();
        }

        if (wave is not null)
        {
            return await OrderAsync(wave, reason!, cancel);
        }

        var done = 0;
        foreach (var pick in picks)
        {
            done += await DecideAsync(pick, reason, cancel) ? 1 : 0;
        }

        return new SeeOtherResult(string.Create(
            CultureInfo.InvariantCulture, $"{AddressOf(ListOf(Typed("list")), Wave.Of(Typed("wave")), Typed("blog"), IsByScore)}&done={done}&missed={picks.Length - done}"));
    }

    /// <summary>All that waits of the wave, as far as they could have seen it, is refused by a job.</summary>
    private async Task<IActionResult> OrderAsync(Wave wave, Reason reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = long.TryParse(Typed("until"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        var seen = long.TryParse(Typed("seen"), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= now.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : (DateTimeOffset?)null;
        db.Jobs.Add(RefuseTheWave.For(new(Person.NetworkId, wave.Address, until, seen, reason.Ground, reason.Facts, Person.AccountId, Person.AccountName), now));
        await db.SaveChangesAsync(cancel);
        return new SeeOtherResult(AddressOf(ListOf(Typed("list")), null, Typed("blog"), IsByScore) + "&ordered=1");
    }

    /// <summary>Whether it could be done: it is another text now, somebody else has decided, or it is theirs and was taken from them, where not.</summary>
    /// <param name="reason">Why something is taken from its writer; null where it is approved.</param>
    private async Task<bool> DecideAsync(string pick, Reason? reason, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (!long.TryParse(pick.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Comments.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } comment
            || QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State) != pick || comment.State is CommentState.Withdrawn
            || (comment.AccountId == Person.AccountId && comment.State is CommentState.Rejected or CommentState.Removed)
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
        Wave = List is "waiting" or "held" ? Wave.Of(HttpMethods.IsPost(Request.Method) ? Typed("wave") : Request.Query["wave"]) : null;
        var asked = HttpMethods.IsPost(Request.Method) ? Typed("blog") : Request.Query["blog"].ToString();
        var blogs = await db.QueuedBlogsAsync(Person.NetworkId, asked.Any(char.IsControl) ? null : asked, cancel);
        var blog = blogs.FirstOrDefault(b => b.Slug == asked);
        (Blog, Blogs) = (blog?.Slug, blogs);
        Waves = List is "waiting" or "held" ? await db.WavesAsync(Person.NetworkId, cancel) : [];
        if (Wave is not null)
        {
            WaveSeenAt = clock.GetUtcNow();
            var all = Wave.In(db, db.WaitingOn(Person.NetworkId));
            (Wave, WaveUntil) = (Wave with { Count = await all.CountAsync(cancel) }, await all.MaxAsync(c => (long?)c.Id, cancel) ?? 0);
        }

        var rows = await db.QueuedAsync(Person.NetworkId, List, Most + 1, cancel, IsByScore, Wave, blog?.Id);
        (Comments, IsMore) = ([.. rows.Take(Most)], rows.Count > Most);
        Holds = await db.HoldsOfAsync([.. Comments.Where(c => c.State is CommentState.Waiting).Select(c => c.Id)], cancel);
        WaitingCount = await db.WaitingAsync(Person.NetworkId, cancel);
        Onlookers = await db.LookAsync(Person.NetworkId, Person.AccountId, List, clock.GetUtcNow(), cancel);
        CaseCount = await db.OpenCasesAsync(Person.NetworkId, cancel);
    }

    private static string ListOf(string? asked) => Lists.FirstOrDefault(l => l == asked) ?? Lists[0];

    private int Number(string name) => int.TryParse(Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
