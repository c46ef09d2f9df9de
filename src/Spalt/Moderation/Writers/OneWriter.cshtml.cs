using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Comments;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Cases;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Writers;

/// <summary>Whoever wrote a comment: what else they wrote here and what became of it, and what is decided about them.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class OneWriter(SpaltDb db, TimeProvider clock) : FormPage
{
    private const int Most = 30;
    private const int MostDays = 365;
    private const int MostHeld = 100;

    public static readonly IReadOnlyList<DecisionVerb> Verbs = [DecisionVerb.Warn, DecisionVerb.Hold, DecisionVerb.Suspend, DecisionVerb.Ban];

    public Person Person => HttpContext.Person();

    public Comment Comment { get; private set; } = null!;

    public IReadOnlyList<Comment> Comments { get; private set; } = [];

    public IReadOnlyList<Decision> Before { get; private set; } = [];

    public IReadOnlyList<Restriction> InForce { get; private set; } = [];

    /// <summary>Of their address; null where they gave none.</summary>
    public string? Domain => new WhoIs(null, Comment.Email, null).Domain;

    public ReasonFields Reason => new(Typed, ErrorOf);

    public Choice What => new(Line("what"), [("", Texts.Say("Writer.What.None")), .. Verbs.Select(v => (v.ToString(), Texts.Say("Writer.What." + v)))]);

    public Choice Whom => new(Line("whom"), [.. Scopes.Select(s => (s.ToString(), s is RestrictionScope.Domain ? Texts.Say("Writer.Whom.Domain", Domain) : Texts.Say("Writer.Whom." + s)))]);

    public Field Days => Line("days") with { Value = Typed("days") is { Length: > 0 } typed ? typed : "7", InputMode = "numeric", Longest = 4, IsRequired = false };

    public Field Count => Line("count") with { Value = Typed("count") is { Length: > 0 } typed ? typed : "5", InputMode = "numeric", Longest = 4, IsRequired = false };

    private IEnumerable<RestrictionScope> Scopes => new[] { RestrictionScope.Person }
        .Concat(Domain is null ? [] : [RestrictionScope.Domain]).Concat(Comment.PlaceHash is null ? [] : [RestrictionScope.Household])
        .Concat(Comment.RangeHash is null ? [] : [RestrictionScope.Range]);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        // Nobody lifts what was decided about themselves.
        if (!await LoadAsync(id, cancel) || Comment.AccountId == Person.AccountId)
        {
            return NotFound();
        }

        var (by, now) = (new Moderator(Person.AccountId, Person.AccountName), clock.GetUtcNow());
        if (long.TryParse(Typed("lift"), NumberStyles.None, CultureInfo.InvariantCulture, out var lifted))
        {
            if (InForce.FirstOrDefault(r => r.Id == lifted) is { } restriction)
            {
                await db.LiftAsync(restriction, Comment, by, now, cancel);
            }

            return new SeeOtherResult(Done.Lifted.At(Request.Path));
        }

        if (!Enum.TryParse<DecisionVerb>(Typed("what"), out var verb) || !Verbs.Contains(verb))
        {
            Complain("what", Texts.Say("Writer.What.Missing"));
        }

        var reason = Reason.Read(Complain);
        int? count = verb is DecisionVerb.Hold ? Number("count", MostHeld) : null;
        DateTimeOffset? until = verb is DecisionVerb.Suspend && Number("days", MostDays) is { } days ? now.AddDays(days) : null;
        if (!Enum.TryParse<RestrictionScope>(Typed("whom"), out var scope) || !Scopes.Contains(scope))
        {
            Complain("whom", Texts.Say("Writer.Whom.Missing"));
        }

        if (!IsFine)
        {
            return Again();
        }

        await db.RestrictAsync(Comment, verb, reason!, verb is DecisionVerb.Warn ? null : (scope, await WhoAsync(scope, cancel)), (until, count), by, now, cancel);
        return new SeeOtherResult((verb is DecisionVerb.Warn ? Done.Warned : Done.Restricted).At(Request.Path));
    }

    private async Task<byte[]> WhoAsync(RestrictionScope scope, CancellationToken cancel)
    {
        var key = await db.NetworkKeyAsync(Person.NetworkId, cancel);
        return scope switch
        {
            RestrictionScope.Household => Comment.PlaceHash!,
            RestrictionScope.Range => Comment.RangeHash!,
            RestrictionScope.Domain => WhoIs.Hash(key, scope, Domain!),
            _ => WhoIs.Hash(key, scope, Comment.AccountId?.ToString(CultureInfo.InvariantCulture) ?? Comment.Email ?? ""),
        };
    }

    private static IEnumerable<byte[]> Places(Comment comment) => new[] { comment.PlaceHash, comment.RangeHash }.OfType<byte[]>();

    private int? Number(string name, int most)
    {
        if (int.TryParse(Typed(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        Complain(name, Texts.Say("Writer.Number", most));
        return null;
    }

    private Field Line(string name) => new(name, Texts.Say("Writer.Field." + name)) { Value = Typed(name), Error = ErrorOf(name) };

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        if (await db.Comments.SingleOrDefaultAsync(c => c.Id == id && db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == Person.NetworkId), cancel) is not { } comment)
        {
            return false;
        }

        Comment = comment;
        var theirs = db.Comments.AsNoTracking().Where(c => db.Posts.Any(p => p.Id == c.PostId && p.NetworkId == Person.NetworkId)
            && (c.Id == id || (comment.AccountId != null && c.AccountId == comment.AccountId) || (comment.Email != null && c.Email == comment.Email)));
        Comments = await theirs.OrderByDescending(c => c.Id).Take(Most).ToListAsync(cancel);
        Before = await db.Decisions.AsNoTracking().Where(d => theirs.Any(c => c.Id == d.CommentId)).OrderByDescending(d => d.Id).Take(Most).ToListAsync(cancel);
        List<byte[]> hashes = [.. new WhoIs(comment.AccountId, comment.Email, null).Hashes(await db.NetworkKeyAsync(Person.NetworkId, cancel)), .. Places(comment)];
        InForce = await db.RestrictionsOnAsync(Person.NetworkId, hashes, clock.GetUtcNow(), cancel);
        new PageHead(comment.AuthorName).On(ViewData);
        ViewData["Styles"] = "work.css";
        return true;
    }
}
