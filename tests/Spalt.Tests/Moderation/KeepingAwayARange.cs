using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Moderation.Writers;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Likes;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Waves;
using Spalt.Web;

namespace Spalt.Tests.Moderation;

/// <summary>Somebody comes back by one connection after another; and whoever keeps a range away finds it again, and lets it in again.</summary>
public sealed partial class KeepingAwayARange : IAsyncLifetime
{
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;
    private HttpClient _mona = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(LikingReaders.BehindProxy);
        (_network, _, _post) = await _site.PostedAsync();
        _mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, _network);
    }

    public ValueTask DisposeAsync()
    {
        _mona.Dispose();
        return _site.DisposeAsync();
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.200", "203.0.114.9")]
    [InlineData("2001:db8:17:1::1", "2001:db8:17:ff00::2", "2001:db8:18:1::1")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.200", "203.0.114.9")]
    public async Task Who_comes_from_the_range_may_not_comment_and_who_comes_from_elsewhere_may(string from, string beside, string elsewhere)
    {
        await BanAsync(from, "Range");
        using (var refused = await _site.SendAsync(_post, "Här igen.", "Någon Annan", "annan@klubben.example", beside))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("samma mobilnät eller bibliotek", WebUtility.HtmlDecode(await refused.TextAsync()), StringComparison.Ordinal);
        }

        await _site.SentAsync(_post, "Jag bor någon annanstans.", "Bo Alm", "bo@annan.example", elsewhere);
    }

    [Theory]
    [InlineData("Household")]
    [InlineData("Range")]
    public async Task Who_comes_from_there_does_not_change_what_stands_either(string whom)
    {
        var mine = await _site.SentAsync(_post, "Snälla ord.", "Någon Annan", "annan@klubben.example", "203.0.113.9");
        await BanAsync("203.0.113.9", whom);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(mine, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.9");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["do"] = "change", ["text"] = "Elaka ord." });
        using var refused = await _site.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Elaka ord.", WebUtility.HtmlDecode(await refused.TextAsync()), StringComparison.Ordinal);
        Assert.Contains("Snälla", (await _site.StoredAsync(mine)).BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_is_not_its_neighbours()
    {
        await BanAsync("203.0.113.9", "Household");
        await _site.SentAsync(_post, "Jag är grannen.", "Bo Alm", "bo@annan.example", "203.0.113.10");
    }

    [Theory]
    [InlineData("Person")]
    [InlineData("Household")]
    [InlineData("Range")]
    public async Task What_is_in_force_stands_in_a_list_and_is_lifted_there_after_it_is_forgotten_where_the_comment_came_from(string whom)
    {
        await BanAsync("203.0.113.9", whom);
        await _site.WithDbAsync(db => db.Comments.ExecuteUpdateAsync(set => set.SetProperty(c => c.PlaceHash, (byte[]?)null).SetProperty(c => c.RangeHash, (byte[]?)null), Cancel));
        var list = await _mona.TextOfAsync(InForcePage.Path);
        Assert.Contains("Maj Berg", list, StringComparison.Ordinal);
        Assert.Contains("Hotfulla ord.", list, StringComparison.Ordinal);
        await _mona.DoAsync(InForcePage.Path, ("lift", Lift().Match(list).Groups[1].Value));

        Assert.Contains("Ingen är begränsad", await _mona.TextOfAsync(InForcePage.Path), StringComparison.Ordinal);
        await _site.SentAsync(_post, "Nu är jag snäll.", "Maj Berg", "maj@exempel.se", "203.0.113.9");
        Assert.Equal([DecisionVerb.Ban, DecisionVerb.Lift], await _site.WithDbAsync(db => db.Decisions.OrderBy(d => d.Id).Select(d => d.Verb).ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData("Household")]
    [InlineData("Range")]
    public async Task The_writers_own_page_says_so_and_lifts_it_too(string whom)
    {
        var about = await BanAsync("203.0.113.9", whom);
        await _mona.DoAsync(about, ("lift", Lift().Match(await _mona.TextOfAsync(about)).Groups[1].Value));
        await _site.SentAsync(_post, "Nu är jag snäll.", "Maj Berg", "maj@exempel.se", "203.0.113.9");
    }

    [Fact]
    public async Task Nobody_lifts_what_another_newspaper_decided()
    {
        await BanAsync("203.0.113.9", "Person");
        var id = Lift().Match(await _mona.TextOfAsync(InForcePage.Path)).Groups[1].Value;
        var other = await _site.NetworkAsync("andra.example", "Andra bladet");
        using var stranger = await _site.SignedInAtAsync("andra.example", "Sten Sture", NetworkRole.Moderator, other);
        Assert.DoesNotContain("Maj Berg", await stranger.TextOfAsync(InForcePage.Path), StringComparison.Ordinal);
        using (var refused = await stranger.PostFormAsync(InForcePage.Path, ("lift", id)))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.True(await _site.WithDbAsync(db => db.Restrictions.AnyAsync(r => r.LiftedAt == null, Cancel)));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.0/24")]
    [InlineData("20010db8001700", "20010db80017/48")]
    public void A_household_stands_in_a_range(string household, string range) => Assert.Equal(range, Household.RangeOf(household));

    private async Task<string> BanAsync(string from, string whom)
    {
        var about = $"/-/moderation/writers/{Responding.IdIn(await _site.SentAsync(_post, "Usch på er allihop.", "Maj Berg", "maj@exempel.se", from))}";
        await _mona.DoAsync(about, ("what", "Ban"), ("whom", whom), ("ground", "PersonalAttack"), ("facts", "Hotfulla ord."));
        return about;
    }

    [GeneratedRegex("name=\"lift\" value=\"(?<id>\\d+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lift();
}
