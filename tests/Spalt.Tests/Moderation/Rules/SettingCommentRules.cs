using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Members;
using Spalt.Moderation.Rules;
using Spalt.Tests.Comments;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation.Rules;

public class SettingCommentRules
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_rule_says_what_it_does_and_what_is_saved_stands_there_and_in_the_log()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        var page = await publisher.TextOfAsync(Rulers.Settings);
        Assert.All(Enum.GetValues<RuleName>().Where(r => r is not RuleName.Decided), rule => Assert.Contains($"id=\"{RulesPage.FieldOf(rule)}-on\"", page, StringComparison.Ordinal));
        Assert.Contains("En kommentar med fler länkar än så väntar.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/-/network/comment-rules\"", await publisher.TextOfAsync("/-/network"), StringComparison.Ordinal);

        await publisher.DoAsync(Rulers.Settings, ("heldwords-on", "yes"), ("heldwords-words", "  lån*\r\n\r\nSnabba   Cash\r\nLån*\r\n"), ("flood-on", "yes"), ("flood-number", "7"), ("flood-minutes", ""));
        page = await publisher.TextOfAsync(Rulers.Settings + "?done=saved");
        Assert.Contains("Sparat.", page, StringComparison.Ordinal);
        Assert.Contains("lån*\nSnabba Cash</textarea>", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Matches("id=\"flood-number\"[^>]* value=\"7\"", page);
        Assert.Matches("id=\"flood-minutes\"[^>]* value=\"10\"", page);
        Assert.DoesNotMatch("id=\"links-on\"[^>]* checked", page);
        var lines = await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == nameof(RuleSetting)).ToListAsync(Cancel));
        Assert.All(lines, line => Assert.Equal((AuditVerb.Added, "Ulla Utgivare"), (line.Verb, line.Actor)));
        Assert.Contains("snabba", lines.Single(l => l.Subject == nameof(RuleName.HeldWords)).After!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("regeln för kommentarer", await publisher.TextOfAsync("/-/network/log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links-number", "51", "ett helt tal från 0 till")]
    [InlineData("flood-minutes", "många", "ett helt tal från 1 till")]
    [InlineData("heldwords-words", "", "Skriv minst ett ord")]
    [InlineData("heldwords-words", "***", "Skriv minst ett ord")]
    [InlineData("refusedwords-words", "ettordsomärsålångtattingenmänniskaskullekommapåattskrivadetutomienlistasomden", "är för långt")]
    public async Task What_makes_no_sense_is_said_beside_its_field_and_changes_nothing(string field, string value, string said)
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        Assert.Contains(said, await publisher.RefusedAsync(Rulers.Settings, field, ("heldwords-on", "yes"), ("heldwords-words", field == "heldwords-words" ? value : "lån"), (field, value)), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.RuleSettings.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Of_two_publishers_at_once_the_second_is_told()
    {
        await using var site = await Site.StartAsync();
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await publisher.OnlyAsync(RuleName.Links, number: 5);
        using var late = await publisher.PostFormAsync(Rulers.Settings, [.. Rulers.Fields(RuleName.Links, number: 6), ("version", "0")]);
        Assert.Equal(409, (int)late.StatusCode);
        Assert.Equal(5, await site.WithDbAsync(db => db.RuleSettings.Where(s => s.Rule == RuleName.Links).Select(s => s.Number).SingleAsync(Cancel)));
    }

    [Theory]
    [InlineData(NetworkRole.Moderator)]
    [InlineData(NetworkRole.Editor)]
    public async Task Nobody_but_a_publisher_may(NetworkRole role)
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var other = await site.SignedInAsync("Eva Ek", role, network);
        using var asked = await other.AskAsync(Rulers.Settings);
        Assert.Equal(404, (int)asked.StatusCode);
        using var sent = await other.PostFormAsync(Rulers.Settings, [.. Rulers.Fields(RuleName.Links, number: 6), ("version", "0")]);
        Assert.Equal(404, (int)sent.StatusCode);
        Assert.Equal(0, await site.WithDbAsync(db => db.RuleSettings.CountAsync(Cancel)));
    }
}
