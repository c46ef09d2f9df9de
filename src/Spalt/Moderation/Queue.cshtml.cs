using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Rules;
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

    private const int LongestFacts = 1_000;

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

    public Area Facts => new(
        new Field("facts", Texts.Say("Moderation.Facts")) { Value = Typed("facts"), Error = ErrorOf("facts"), Hint = Texts.Say("Moderation.Facts.Hint"), Longest = LongestFacts, IsRequired = false }, 3);

    public Choice Grounds => new(
        new Field("ground", Texts.Say("Moderation.Ground")) { Value = Typed("ground"), Error = ErrorOf("ground") },
        [("", Texts.Say("Moderation.Ground.None")), .. Enum.GetValues<DecisionGround>().Select(g => (g.ToString(), Texts.Say("Ground." + g)))]);

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
        var (alone, approves) = (Typed("approve"), Typed("do") == "approve");
        string[] picks = alone.Length > 0 ? [alone] : [.. Request.Form["pick"].OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];
        var (ground, facts) = approves || alone.Length > 0 ? (null, "") : Reason();
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
            done += await DecideAsync(pick, ground, facts, cancel) ? 1 : 0;
        }

        return new SeeOtherResult(string.Create(CultureInfo.InvariantCulture, $"{Path}?list={ListOf(Typed("list"))}{(IsByScore ? "&sort=score" : "")}&done={done}&missed={picks.Length - done}"));
    }

    /// <summary>Whether it could be done: it is another text now, or somebody else has decided, where not.</summary>
    private async Task<bool> DecideAsync(string pick, DecisionGround? ground, string facts, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (!long.TryParse(pick.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Comments.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } comment
            || QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State) != pick
            || await db.CommentedPlaceAsync(Person.NetworkId, comment.PostId, cancel) is not { } place)
        {
            return false;
        }

        (long, string) by = (Person.AccountId, Person.AccountName);
        db.Add(ground is { } why ? Decision.Refuse(comment, place, why, facts, by, clock.GetUtcNow()) : Decision.Approve(comment, place, by, clock.GetUtcNow()));
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

    private (DecisionGround? Ground, string Facts) Reason()
    {
        var facts = Typed("facts").ReplaceLineEndings("\n");
        if (facts.Length is 0 or > LongestFacts)
        {
            Complain("facts", facts.Length == 0 ? Texts.Say("Moderation.Facts.Missing") : Texts.Say("Form.TooLong", LongestFacts));
        }

        if (Enum.TryParse<DecisionGround>(Typed("ground"), out var ground) && Enum.IsDefined(ground))
        {
            return (ground, facts);
        }

        Complain("ground", Texts.Say("Moderation.Ground.Missing"));
        return (null, facts);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        new PageHead(Texts.Say("Moderation.Title")).On(ViewData);
        ViewData["Styles"] = "work.css";
        List = ListOf(HttpMethods.IsPost(Request.Method) ? Typed("list") : Request.Query["list"].ToString());
        var rows = await db.QueuedAsync(Person.NetworkId, List, Most + 1, cancel, IsByScore);
        (Comments, IsMore) = ([.. rows.Take(Most)], rows.Count > Most);
        Holds = await db.HoldsOfAsync([.. Comments.Where(c => c.State is CommentState.Waiting).Select(c => c.Id)], cancel);
        WaitingCount = await db.WaitingAsync(Person.NetworkId, cancel);
    }

    private static string ListOf(string? asked) => Lists.FirstOrDefault(l => l == asked) ?? Lists[0];

    private int Number(string name) => int.TryParse(Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
