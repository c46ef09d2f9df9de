using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Audit;

/// <summary>What is written down of changes, whoever makes them.</summary>
public class KeepingTheLog
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_in_the_browser_says_who_made_it_from_where_and_what_it_was_before()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var answer = await owner.ChangeAsync("/-/write/bank-nio/settings", ("review", "yes"));
        Assert.Equal(303, (int)answer.StatusCode);
        var line = await site.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Verb == AuditVerb.Changed && e.Kind == "Blog", Cancel));
        Assert.Equal(("Olga Ägare", "127.0.0.1", "Bänk nio", (long?)network.Id), (line.Actor, line.Household, line.Subject, line.NetworkId));
        Assert.Equal(blog.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), line.SubjectId);
        Assert.Equal("""{"RequiresReview":"False"}""", line.Before);
        Assert.Equal("""{"RequiresReview":"True"}""", line.After);
        Assert.Equal(site.Clock.Now, line.At);
    }

    [Fact]
    public async Task A_change_by_the_command_line_is_the_terminals()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await site.Installation.WithExistingDatabaseAsync(
            async (db, _) =>
            {
                (await db.Networks.SingleAsync(n => n.Id == network.Id, Cancel)).Rename("Älvtidningen");
                await db.SaveChangesAsync(Cancel);
            },
            Cancel);
        var line = await site.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Verb == AuditVerb.Changed, Cancel));
        Assert.Equal(("terminal", (long?)null, """{"Name":"Älvtidningen"}"""), (line.Actor, line.ActorId, line.After));
    }

    [Fact]
    public async Task Posts_are_written_down_when_they_go_out_come_back_or_go_away_and_not_while_they_are_written()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        var path = await owner.PublishAsync();
        await site.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync(Cancel);
            post.Revise(new PostText(post.Slug, "Isen bär igen", "<p>Ja.</p>", "Ja."), site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
            post.Withdraw(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
            post.Bin(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
            post.Restore(site.Clock.Now);
            await db.SaveChangesAsync(Cancel);
        });
        var lines = await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Post").OrderBy(e => e.Id).ToListAsync(Cancel));
        Assert.Equal([AuditVerb.Published, AuditVerb.Changed, AuditVerb.Withdrawn, AuditVerb.Binned, AuditVerb.Restored], lines.Select(l => l.Verb));
        Assert.Equal(["Olga Ägare", "", "", "", ""], lines.Select(l => l.Actor));
        Assert.Equal(Desks.IdOf(path).ToString(System.Globalization.CultureInfo.InvariantCulture), lines[0].SubjectId);
    }

    [Fact]
    public async Task What_readers_see_changed_is_written_down_and_so_is_what_is_sent_back()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.PublishAsync("Isen bär");
        using var small = await owner.WriteAsync(path, "publish", ("title", "Isen bar"), ("change", "small"));
        using var corrected = await owner.WriteAsync(path, "publish", ("change", "correction"), ("correction", "Isen bär inte."));
        using var same = await owner.WriteAsync(path, "publish", ("change", "small"));
        using var contributor = await site.SignedInAsync("Berit Bidrar", BlogRole.Contributor, blog);
        var asked = await contributor.BeginAsync();
        using var review = await contributor.WriteAsync(asked, "review", ("title", "Bra?"), ("body", "<p>Bra?</p>"));
        using var returned = await owner.PostFormAsync(asked, ("do", "return"), ("note", "Kortare."));
        var lines = await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Post" || e.Kind == "PostDraft").OrderBy(e => e.Id).ToListAsync(Cancel));
        Assert.Equal([AuditVerb.Published, AuditVerb.Changed, AuditVerb.Corrected, AuditVerb.Returned], lines.Select(l => l.Verb));
        Assert.Equal("""{"Title":"Isen bär"}""", lines[1].Before);
        Assert.Equal("""{"Title":"Isen bar"}""", lines[1].After);
        Assert.Equal("""{"Corrections":"Isen bär inte."}""", lines[2].After);
        Assert.Equal(("Bra?", """{"Note":"Kortare."}""", (long?)network.Id), (lines[3].Subject, lines[3].After, lines[3].NetworkId));
        Assert.All(lines, l => Assert.Equal("Olga Ägare", l.Actor));
    }

    [Fact]
    public async Task What_was_not_saved_was_not_done()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.WithDbAsync(db => db.InTransactionAsync(
            async () =>
            {
                (await db.Networks.SingleAsync(n => n.Id == network.Id, Cancel)).Rename("Annat");
                await db.SaveChangesAsync(Cancel);
                throw new InvalidOperationException("no");
            },
            Cancel)));
        Assert.Empty(await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Verb == AuditVerb.Changed).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Secrets_and_long_texts_stay_out_of_it()
    {
        await using var site = await Site.StartAsync();
        var blog = await site.BlogAsync(await site.NetworkAsync());
        await site.WithDbAsync(async db =>
        {
            var invitation = Invitation.To(blog, BlogRole.Author, "ny@exempel.se", byId: null, site.Clock.Now);
            invitation.MakeToken();
            db.Add(invitation);
            await db.SaveChangesAsync(Cancel);
            invitation.MakeToken();
            (await db.Blogs.SingleAsync(Cancel)).Describe(tagline: null, "<p>" + new string('å', 5000) + "</p>", accent: null, portraitId: null);
            await db.SaveChangesAsync(Cancel);
        });
        var lines = await site.WithDbAsync(db => db.AuditEntries.ToListAsync(Cancel));
        Assert.DoesNotContain(lines, l => (l.Before + l.After).Contains("Token", StringComparison.Ordinal));
        Assert.Single(lines, l => l.Kind == "Invitation");
        Assert.All(lines, l => Assert.InRange((l.After ?? "").Length, 0, 2000));
        Assert.Contains(lines, l => l.After?.Contains("(5007)", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Nobody_changes_a_line()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.WithDbAsync(async db =>
        {
            db.Remove(await db.AuditEntries.FirstAsync(Cancel));
            await db.SaveChangesAsync(Cancel);
        }));
    }

    [Fact]
    public async Task The_next_request_of_the_pool_is_not_done_in_the_name_of_the_last()
    {
        await using var site = await Site.StartAsync();
        await site.WithDbAsync(db =>
        {
            db.Actor = new Actor(7, "Någon annan");
            return Task.CompletedTask;
        });
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(Actor.Program, await site.WithDbAsync(db => Task.FromResult(db.Actor)));
        }
    }

    [Fact]
    public async Task Every_kind_and_every_detail_has_a_name_for_people()
    {
        await using var site = await Site.StartAsync();
        using var swedish = Spalt.Language.Texts.Speaking("sv");
        var nameless = await site.WithDbAsync(db => Task.FromResult(
            from type in db.Model.GetEntityTypes()
            let audited = type.ClrType.GetCustomAttributes(typeof(AuditedAttribute), inherit: false).Cast<AuditedAttribute>().SingleOrDefault()
            where audited is not null
            from key in type.GetProperties().Where(p => AuditValues.Counts(p, audited)).Select(p => "Audit.Property." + p.Name).Prepend("Audit.Kind." + type.ClrType.Name)
            where Spalt.Language.Texts.Find(key) is null
            select key));
        Assert.Empty(nameless);
    }
}
