using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Moderation.Rules;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web.PageCache;

namespace Spalt.Tests.Moderation.Egress;

/// <summary>
/// Every single check that stands between what nobody approved and the readers, each taken out alone; and some that show what may be seen.
/// Made anew for each test: they count.
/// </summary>
internal static class Mutants
{
    private const string OnEdited = "EXISTS (SELECT 1 FROM posts p JOIN blogs b ON b.id = p.blog_id WHERE p.id = NEW.post_id AND b.regime = 'Edited')";

    public static IEnumerable<Mutant> All() => [.. TheGuard(), .. WaysIn(), .. ChangesOfRegime(), .. Decisions(), .. Counts(), .. TheCache(), .. WaysOut()];

    /// <summary><see cref="Spalt.Moderation.ReadersComments"/></summary>
    private static IEnumerable<Mutant> TheGuard() =>
    [
        new Mutant("the guard does not ask for the state").Saying("($1.`approved_hash`", @"(`\w+`)\.`state` = 'Approved' AND \(\1\.`approved_hash\`"),
        new Mutant("the guard does not ask for the hash").Saying("($1.`id` > 0 OR", @"\((`\w+`)\.`approved_hash` = `\w+`\.`text_hash` OR"),
        new Mutant("the guard takes every blog for an open one").Saying("$1.`id` > 0", @"(`\w+`)\.`regime` = 'Open'", "approved_hash"),
        new Mutant("the guard lets nothing through").Saying("$1.`id` < 0 AND ($1.`approved_hash`", @"(`\w+`)\.`state` = 'Approved' AND \(\1\.`approved_hash\`"),
        new Mutant("nobody asks whether the post is public").Saying("$1.`id` > 0", @"(`\w+`)\.`state` = 'Published'"),
    ];

    private static IEnumerable<Mutant> WaysIn() =>
    [
        new Mutant("what is written does not wait on an edited blog") { Sql = Letting("INSERT", $"NEW.origin_id IS NULL AND NEW.state = 'Waiting' AND {OnEdited}") },
        new Mutant("what is imported does not wait on an edited blog") { Sql = Letting("INSERT", $"NEW.origin_id IS NOT NULL AND NEW.state = 'Waiting' AND {OnEdited}") },
        new Mutant("what is changed does not wait again")
        {
            Sql = Letting("UPDATE OF text_hash", $"OLD.state = 'Approved' AND NEW.state = 'Waiting' AND NEW.text_hash <> OLD.text_hash AND {OnEdited}"),
        },
        new Mutant("what waits on an open blog comes out by being changed")
        {
            Sql = Letting("UPDATE OF text_hash", $"OLD.state = 'Waiting' AND NEW.state = 'Waiting' AND NEW.text_hash <> OLD.text_hash AND NOT {OnEdited}"),
        },
        new Mutant("what is taken back comes out by being approved") { Sql = Letting("UPDATE OF approved_hash", "OLD.state = 'Withdrawn' AND NEW.state = 'Withdrawn'") },
        Without("no rule holds anything", s => s.ImplementationType == typeof(HeldWordsRule)),
        new Mutant("nobody is held or banned").Saying("$1.`lifted_at` IS NOT NULL", @"(`\w+`)\.`lifted_at` IS NULL", "restrictions"),
    ];

    /// <summary><see cref="Spalt.Moderation.CommentTally"/></summary>
    private static IEnumerable<Mutant> ChangesOfRegime() =>
    [
        new Mutant("a blog that becomes edited hides nothing").Saying("WHERE `c`.`id` < 0 AND ", "WHERE (?=`c`)", @"^UPDATE `comments` AS (?=.*approved_hash).*`blog_id` = "),
        new Mutant("a post that moves to an edited blog hides nothing").Saying("WHERE `c`.`id` < 0 AND ", "WHERE (?=`c`)", @"^UPDATE `comments` AS (?=.*approved_hash).*`p`\.`id` = @"),
        new Mutant("a change of regime does not count anew").Saying("SET `comment_count` = $1.`comment_count` + 0 * (", @"(?<=^UPDATE `posts` AS (`\w+`)\s+)SET `comment_count` = \("),
    ];

    private static IEnumerable<Mutant> Decisions() =>
    [
        Believing(new("the queue decides about whatever stands there by now"), "/-/moderation"),
        Believing(new("an appeal restores whatever stands there by now"), "/-/moderation/cases/appeals/"),
        new Mutant("of two who decide at once both do").Saying(" AND (`id` > 0 OR `state` = $1)", @" AND `state` = (@\w+)", @"^UPDATE `comments` SET"),
        new Mutant("who decides while it is changed does").Saying(" AND (`id` > 0 OR `text_hash` = $1)", @" AND `text_hash` = (@\w+)", @"^UPDATE `comments` SET"),
    ];

    private static IEnumerable<Mutant> Counts() =>
    [
        new Mutant("comments that come and go are not counted").Saying("`comment_count` = $1.`comment_count` + 0 * ", @"`comment_count` = (`\w+`)\.`comment_count` \+ "),
        new Mutant("answers are not counted").Saying("`answer_count` = $1.`answer_count` + 0 * ", @"`answer_count` = (`\w+`)\.`answer_count` \+ "),
    ];

    private static IEnumerable<Mutant> TheCache() =>
    [
        new Mutant("nothing thaws when comments come and go").NotThawingAfter(typeof(CommentsShown)),
        new Mutant("nothing thaws when a regime is declared").NotThawingAfter(typeof(RegimeDeclared)),
        new Mutant("nothing thaws when a post moves").NotThawingAfter(typeof(PostMoved)),
        new Mutant("nothing thaws when a post is withdrawn").NotThawingAfter(typeof(PostWithdrawn)),
        new Mutant("the ledger's page does not thaw when somebody decides").Hearing(tags => [.. tags.Where(t => !t.StartsWith("ledger:", StringComparison.Ordinal))]),
        Without("other programs are not heard", s => s.ImplementationType == typeof(ThawListener), new(Elsewhere: 4, Restart: int.MaxValue, Walk: int.MaxValue)),
    ];

    private static IEnumerable<Mutant> WaysOut()
    {
        var mutant = new Mutant("a new page asks past the guard") { Rarely = new(Elsewhere: int.MaxValue, Restart: int.MaxValue, Walk: 5) };
        yield return mutant.Mapping(app => app.MapGet("/-/latest", async (SpaltDb db) =>
        {
            mutant.Bite();
            return string.Join('\n', await db.Comments.OrderByDescending(c => c.Id).Select(c => c.BodyHtml).Take(20).ToListAsync());
        }).AllowAnonymous());
    }

    private static Mutant Without(string name, Func<ServiceDescriptor, bool> which, Rarities? rare = null)
    {
        var mutant = rare is null ? new Mutant(name) : new Mutant(name) { Rarely = rare };
        return mutant.With(services =>
        {
            services.Remove(services.Single(which));
            mutant.Bite();
        });
    }

    private static Mutant Believing(Mutant mutant, string path) => mutant.With(services => services.AddSingleton<IStartupFilter>(new NewestPicks(path, mutant.Bite)));

    /// <summary>The database lets out what a verb has kept.</summary>
    private static string Letting(string on, string when) =>
        $"CREATE TRIGGER mutant AFTER {on} ON comments WHEN {when} BEGIN UPDATE comments SET state = 'Approved' WHERE id = NEW.id; END";
}
