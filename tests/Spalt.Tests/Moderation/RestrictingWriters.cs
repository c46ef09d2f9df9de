using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Cases;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation;

public sealed class RestrictingWriters : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;
    private string _about = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_network, _, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
        _about = $"/-/moderation/writers/{Responding.IdIn(await _site.Http.CommentedAsync(_post, "Usch på er allihop."))}";
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_suspended_may_not_comment_until_that_day_and_is_told_why_and_keeps_their_text()
    {
        await DecideAsync("Suspend", ("days", "7"));
        var letter = await _letters.NextAsync();
        Assert.Equal(("maj@exempel.se", "Du kan inte kommentera en tid"), (letter.To, letter.Subject));
        Assert.Contains("före 11 mars 2026 kl. 12.30.", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Nedsättande.", letter.Text, StringComparison.Ordinal);
        using (var refused = await _site.Http.CommentAsync(_post, "Släpp in mig."))
        {
            var page = WebUtility.HtmlDecode(await refused.TextAsync());
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("Du kan inte kommentera", page, StringComparison.Ordinal);
            Assert.Contains("Släpp in mig.", page, StringComparison.Ordinal);
        }

        await _site.Http.CommentedAsync(_post, "Jag är någon annan.", "Bo Alm", "bo@exempel.se");
        await _site.PassAsync(TimeSpan.FromDays(8));
        await _site.Http.CommentedAsync(_post, "Nu är jag snäll.");
    }

    [Fact]
    public async Task Who_is_banned_stays_so_until_it_is_lifted()
    {
        await DecideAsync("Ban");
        Assert.Equal("Du kan inte längre kommentera", (await _letters.NextAsync()).Subject);
        await _site.PassAsync(TimeSpan.FromDays(9));
        using (var refused = await _site.Http.CommentAsync(_post, "Hej igen."))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        await _mona.DoAsync(_about, ("lift", Regex.Match(await _mona.TextOfAsync(_about), "name=\"lift\" value=\"(\\d+)\"").Groups[1].Value));
        Assert.StartsWith("Du kan kommentera igen", (await _letters.NextAsync()).Subject, StringComparison.Ordinal);
        await _site.Http.CommentedAsync(_post, "Hej igen.");
        Assert.Equal([DecisionVerb.Ban, DecisionVerb.Lift], await _site.WithDbAsync(db => db.Decisions.OrderBy(d => d.Id).Select(d => d.Verb).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task The_next_comments_of_who_is_held_wait_and_say_why_and_then_no_more()
    {
        await DecideAsync("Hold", ("count", "2"));
        foreach (var text in new[] { "Ett.", "Två." })
        {
            Assert.Equal(CommentState.Waiting, (await _site.StoredAsync(await _site.Http.CommentedAsync(_post, text))).State);
        }

        Assert.Contains("närmaste kommentarer granskas", await _mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        Assert.Equal(CommentState.Approved, (await _site.StoredAsync(await _site.Http.CommentedAsync(_post, "Tre."))).State);
    }

    [Theory]
    [InlineData("Domain", "annan@exempel.se")]
    [InlineData("Household", "helt@annan.example")]
    public async Task A_domain_and_a_network_address_can_be_kept_away(string whom, string email)
    {
        await DecideAsync("Ban", ("whom", whom));
        using var refused = await _site.Http.CommentAsync(_post, "En annan.", "Bo Alm", email);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Hör av dig till redaktionen", WebUtility.HtmlDecode(await refused.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_banned_with_an_account_does_not_come_back_by_signing_out()
    {
        using var ulf = await _site.SignedInAsync("Ulf Arg", NetworkRole.Moderator, _network);
        using (var sent = await ulf.PostFormAsync($"/-/posts/{_post.Id}/comment", ("text", "Ni är dumma.")))
        {
            _about = $"/-/moderation/writers/{Responding.IdIn(sent.Headers.Location!.OriginalString)}";
        }

        await DecideAsync("Ban");
        using var refused = await _site.Http.CommentAsync(_post, "Nu utan konto.", "Ulf Arg", "Ulf-Arg@exempel.se");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await _site.Http.CommentedAsync(_post, "Jag är någon annan.", "Bo Alm", "bo@exempel.se");
    }

    [Fact]
    public async Task A_warning_is_mailed_and_restricts_nothing()
    {
        await DecideAsync("Warn");
        Assert.Contains("varning", (await _letters.NextAsync()).Subject, StringComparison.Ordinal);
        await _site.Http.CommentedAsync(_post, "Ska bättra mig.");
    }

    [Fact]
    public async Task Who_objects_to_a_ban_and_is_right_may_comment_again()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await DecideAsync("Ban");
        var statement = Regex.Match((await _letters.NextAsync()).Text, @"/-/decisions/\d+\?key=[\w-]+").Value;
        await _site.Http.DoAsync(statement, ("text", "Det var ett skämt."));
        await edit.DoAsync(Regex.Match(await edit.TextOfAsync(OpenPage.Path), @"/-/moderation/cases/appeals/\d+").Value, ("do", "uphold"), ("answer", "Det var det."));
        await _site.Http.CommentedAsync(_post, "Tack.");
    }

    [Theory]
    [InlineData("what", "Välj vad", "whom=Person", "ground=PersonalAttack", "facts=Nedsättande.")]
    [InlineData("what", "Välj vad", "what=Approve", "whom=Person", "ground=PersonalAttack", "facts=Nedsättande.")]
    [InlineData("ground", "Välj ett skäl", "what=Ban", "whom=Person", "facts=Nedsättande.")]
    [InlineData("facts", "Skriv vad", "what=Ban", "whom=Person", "ground=PersonalAttack")]
    [InlineData("days", "Skriv ett tal", "what=Suspend", "whom=Person", "days=0", "ground=PersonalAttack", "facts=Nedsättande.")]
    [InlineData("whom", "Välj vem", "what=Ban", "whom=Everybody", "ground=PersonalAttack", "facts=Nedsättande.")]
    public async Task Nobody_is_restricted_without_saying_how_whom_and_why(string field, string says, params string[] typed)
    {
        Assert.StartsWith(says, await _mona.RefusedAsync(_about, field, [.. typed.Select(t => t.Split('=')).Select(t => (t[0], t[1]))]), StringComparison.Ordinal);
        Assert.Empty(await _site.WithDbAsync(db => db.Decisions.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Where_a_comment_came_from_is_forgotten_after_a_month()
    {
        Assert.NotNull(await _site.WithDbAsync(db => db.Comments.Select(c => c.PlaceHash).SingleAsync(Cancel)));
        await _site.PassAsync(TimeSpan.FromDays(31));
        await Eventually.TrueAsync(async () => await _site.WithDbAsync(db => db.Comments.Select(c => c.PlaceHash).SingleAsync(Cancel)) is null);
    }

    private Task<string> DecideAsync(string what, params (string Name, string Value)[] more) =>
        _mona.DoAsync(_about, [("what", what), ("ground", "PersonalAttack"), ("facts", "Nedsättande."), .. more, .. more.Any(m => m.Name == "whom") ? [] : new[] { ("whom", "Person") }]);
}
