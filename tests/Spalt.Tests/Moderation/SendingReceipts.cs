using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Outbound;
using Spalt.Posts;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Moderation.Replies;

namespace Spalt.Tests.Moderation;

/// <summary>A receipt goes to whatever address somebody types: nobody is to have the newspaper write to strangers for them.</summary>
public sealed class SendingReceipts : IAsyncLifetime
{
    private const string Stranger = "framling@exempel.se";
    private const string Desk = "red@exempel.se";

    private readonly Letters _letters = new();
    private Site _site = null!;
    private Post _post = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));
        (_, _, _post) = await _site.PostedAsync();
        await _site.WithDbAsync(async db =>
        {
            (await db.Networks.SingleAsync(Cancel)).BeReachedAt("Storgatan 1", Desk, null);
            return await db.SaveChangesAsync(Cancel);
        });
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task It_says_nothing_of_what_was_typed_and_leads_to_the_page_that_does()
    {
        var notice = await ReportedAsync("Köp klockor på klockor.example.");
        var reply = await AskedAsync("Klockor till halva priset.");
        await _site.IdleAsync();
        Assert.Equal(2, CountTo(Stranger));
        foreach (var (mine, typed) in new[] { (notice, "Köp klockor på klockor.example."), (reply, "Klockor till halva priset.") })
        {
            var receipt = Assert.Single(_letters.All, l => l.To == Stranger && l.Text.Contains(mine, StringComparison.Ordinal));
            Assert.DoesNotContain("klock", receipt.Subject + receipt.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sägs ha ljugit", receipt.Text, StringComparison.Ordinal);
            Assert.Contains("Isen bär", receipt.Text, StringComparison.Ordinal);
            Assert.Contains(typed, await _site.Http.TextOfAsync(mine), StringComparison.Ordinal);

            // The newspaper's own people read it in their letter.
            Assert.Single(_letters.All, l => l.To == Desk && l.Text.Contains(typed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public Task To_one_address_go_three_of_notices_within_an_hour_and_the_newspaper_hears_of_all() => ManyAsync(ReportedAsync);

    [Fact]
    public Task To_one_address_go_three_of_replies_within_an_hour_and_the_newspaper_hears_of_all() => ManyAsync(AskedAsync);

    private async Task ManyAsync(Func<string, string, Task<string>> file)
    {
        for (var i = 0; i < 5; i++)
        {
            await file($"Nummer {i}.", Stranger);
        }

        await file("Nummer 0.", "annan@exempel.se");
        await _site.IdleAsync();
        Assert.Equal((3, 1, 6), (CountTo(Stranger), CountTo("annan@exempel.se"), CountTo(Desk)));
        await _site.PassAsync(TimeSpan.FromMinutes(61));
        await file("Nummer 5.", Stranger);
        await _site.IdleAsync();
        Assert.Equal((4, 7), (CountTo(Stranger), CountTo(Desk)));
    }

    private int CountTo(string address) => _letters.All.Count(l => l.To == address);

    private async Task<string> ReportedAsync(string why, string email = Stranger)
    {
        using var answer = await _site.Http.PostFormAsync(
            $"/-/posts/{_post.Id}/notice", ("ground", "OtherRule"), ("why", why), ("name", "Klockkungen"), ("email", email), ("faith", "1"));
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, WebUtility.HtmlDecode(await answer.TextAsync()));
        return answer.Headers.Location!.OriginalString;
    }

    private Task<string> AskedAsync(string text, string email = Stranger) =>
        _site.Http.AskedToReplyAsync(_post, ("name", "Klockkungen"), ("email", email), ("headline", "Klockor"), ("text", text));
}
