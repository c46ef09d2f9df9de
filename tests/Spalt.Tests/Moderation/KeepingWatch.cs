using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Outbound;
using Spalt.Tests.Comments;
using Spalt.Tests.Jobs;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Moderation;

public sealed class KeepingWatch : IAsyncLifetime
{
    private readonly Letters _letters = new();
    private Site _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_letters)));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task When_nobody_has_looked_at_open_blogs_for_too_long_the_publisher_is_told_once()
    {
        var (network, _, post) = await _site.PostedAsync();
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        await _site.Http.CommentedAsync(post, "Ingen ser mig.");
        await PassAsync(TimeSpan.FromHours(23));
        Assert.True(_letters.IsEmpty);
        await PassAsync(TimeSpan.FromHours(2));
        var letter = await _letters.NextAsync();
        Assert.Equal(SignedIn.EmailOf("Ulla Utgivare"), letter.To);
        Assert.Contains("Bänk nio", letter.Text, StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromHours(1));
        Assert.True(_letters.IsEmpty);

        // Somebody looks; then again nobody does.
        Assert.Contains("Ingen ser mig.", await ulla.TextOfAsync(Queue.Path + "?list=shown"), StringComparison.Ordinal);
        await PassAsync(TimeSpan.FromHours(25));
        Assert.True(_letters.IsEmpty, "There is nothing new to look at.");
        await _site.Http.CommentedAsync(post, "Igen.");
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Contains("Ingen har tittat", (await _letters.NextAsync()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_on_an_edited_blog_alarms_nobody()
    {
        var (network, _, post) = await _site.PostedAsync(Regime.Edited);
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        await _site.Http.CommentedAsync(post, "Väntar.");
        await PassAsync(TimeSpan.FromHours(48));
        Assert.True(_letters.IsEmpty);
    }

    [Fact]
    public async Task Moderators_see_who_else_has_the_queue_before_them()
    {
        var (network, _, _) = await _site.PostedAsync();
        using var mona = await _site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        using var edit = await _site.SignedInAsync("Edit Alm", NetworkRole.Editor, network);
        Assert.DoesNotContain("tittade på", await mona.TextOfAsync(Queue.Path), StringComparison.Ordinal);
        var page = await edit.TextOfAsync(Queue.Path + "?list=shown");
        Assert.Contains("Mona Ek tittade på Väntar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Edit Alm tittade", page, StringComparison.Ordinal);
        _site.Clock.Now += TimeSpan.FromMinutes(6);
        Assert.DoesNotContain("tittade på", await edit.TextOfAsync(Queue.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_publisher_says_how_many_hours()
    {
        var (network, _, _) = await _site.PostedAsync();
        using var ulla = await _site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network);
        (string, string)[] terms = [("rule", "Open"), ("commenters", "Anybody"), ("approval", "None")];
        await ulla.RefusedAsync("/-/network/comments", "watchhours", [.. terms, ("watchhours", "0")]);
        await ulla.DoAsync("/-/network/comments", [.. terms, ("watchhours", "6")]);
        Assert.Equal(6, await _site.WithDbAsync(db => db.Networks.Select(n => n.WatchHours).SingleAsync(Cancel)));
    }

    /// <summary>Time goes by, and what is to be done each quarter of an hour has been done.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await _site.PassAsync(time);
        await _site.IdleAsync();
    }
}
