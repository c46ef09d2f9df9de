using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Moderation.Replies;

/// <summary>A reply or a correction reaches those who read the first.</summary>
public sealed class ReachingReaders : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly Letters _letters = new();
    private Site _site = null!;
    private Network _network = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_network, _, _post) = await _site.PostedAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Feed_readers_by_an_entry_that_has_changed_and_one_of_the_replys_own()
    {
        var before = Updated(await EntryAsync("Isen bär"));
        await _site.PassAsync(TimeSpan.FromHours(2));
        await GrantedAsync();
        var original = await EntryAsync("Isen bär");
        Assert.True(Updated(original) > before);
        Assert.StartsWith("<p><strong>Genmäle av Rut Åsberg</strong> <a href=\"http", WebUtility.HtmlDecode(original.Element(Atom + "content")!.Value), StringComparison.Ordinal);
        Assert.Contains("/bank-nio/2026/03/04/jag-ljog-inte/", original.Element(Atom + "content")!.Value, StringComparison.Ordinal);
        var reply = await EntryAsync("Jag ljög inte");
        Assert.Equal("Rut Åsberg", reply.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Contains(Repliers.Original, reply.Element(Atom + "content")!.Value, StringComparison.Ordinal);

        await ChangeAsync(r => r.Withdraw(_site.Clock.Now));
        Assert.DoesNotContain("Genmäle", WebUtility.HtmlDecode((await EntryAsync("Isen bär")).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_by_what_each_page_says_of_the_other()
    {
        await GrantedAsync();
        var original = await JsonLdAsync(Repliers.Original);
        var reply = await JsonLdAsync("/bank-nio/2026/03/04/jag-ljog-inte/");
        Assert.EndsWith("/jag-ljog-inte/", original.GetProperty("subjectOf")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(Repliers.Original, reply.GetProperty("about").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("Rut Åsberg", reply.GetProperty("author").GetProperty("name").GetString());

        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == _post.Id, Cancel)).Remove(_site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        Assert.False((await JsonLdAsync("/bank-nio/2026/03/04/jag-ljog-inte/")).TryGetProperty("about", out _));
    }

    [Fact]
    public async Task Who_follows_the_thread_by_a_letter_and_who_has_not_confirmed_by_none()
    {
        await _site.WithDbAsync(async db =>
        {
            var place = new CommentPlace(_post.Id, _post.BlogId, _post.NetworkId, Spalt.Blogs.Regime.Open);
            foreach (var (email, isTheirs) in new[] { ("maj@exempel.se", true), ("okand@exempel.se", false) })
            {
                db.Add(ThreadFollower.Ask(place, new Commenter(null, email, email), email, isTheirs, _site.Clock.Now));
            }

            return await db.SaveChangesAsync(Cancel);
        });
        Assert.Equal("okand@exempel.se", (await _letters.NextAsync()).To);
        await GrantedAsync();
        var letters = new[] { await _letters.NextAsync(), await _letters.NextAsync(), await _letters.NextAsync() };
        var told = Assert.Single(letters, l => l.To == "maj@exempel.se");
        Assert.Equal("Genmäle: Isen bär", told.Subject);
        Assert.Contains("/bank-nio/2026/03/04/jag-ljog-inte/", told.Text, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe", told.Headers.Keys);

        // Back after a while it is no news.
        await ChangeAsync(r => r.Withdraw(_site.Clock.Now));
        await _site.PassAsync(TimeSpan.FromHours(1));
        await ChangeAsync(r => r.Publish(_site.Clock.Now));
        await _site.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == _post.Id, Cancel)).Correct("Det var Storsjön, inte Lillsjön.", _site.Clock.Now);
            return await db.SaveChangesAsync(Cancel);
        });
        var corrected = await _letters.NextAsync();
        Assert.Equal(("maj@exempel.se", "Rättelse: Isen bär"), (corrected.To, corrected.Subject));
        Assert.Contains("Det var Storsjön, inte Lillsjön.", corrected.Text, StringComparison.Ordinal);
        await _site.PassAsync(TimeSpan.FromHours(1));
        Assert.True(_letters.IsEmpty);
    }

    private static DateTimeOffset Updated(XElement entry) => DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private async Task GrantedAsync()
    {
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, _network);
        await edit.GrantAsync(await _site.Http.AskedToReplyAsync(_post));
    }

    private async Task<XElement> EntryAsync(string title) =>
        XDocument.Parse(await _site.GetAsync("/bank-nio/feed/atom/")).Descendants(Atom + "entry").Single(e => e.Element(Atom + "title")!.Value == title);

    private async Task<JsonElement> JsonLdAsync(string path) =>
        JsonDocument.Parse(FormsOnPages.Parsed(await _site.GetAsync(path)).QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;

    private Task<int> ChangeAsync(Action<Post> verb) => _site.WithDbAsync(async db =>
    {
        verb(await db.Posts.SingleAsync(p => p.ReplyToId == _post.Id, Cancel));
        return await db.SaveChangesAsync(Cancel);
    });
}
