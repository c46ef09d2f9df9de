using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Posts;
using Spalt.Tests.Managing;

namespace Spalt.Tests.Comments;

/// <summary>However many comments stand below other posts, what is asked about this one is the same work.</summary>
public sealed class AmongOthersComments
{
    private const double Most = 1.3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_page_of_another_day_the_refused_ones_and_a_blogs_new_regime_are_no_more_work()
    {
        var (few, many) = (await MeasureAsync(100), await MeasureAsync(20_000));
        TestContext.Current.TestOutputHelper?.WriteLine($"{few} and {many}");
        Assert.InRange(many.Then, 1, Most * few.Then);
        Assert.InRange(many.Refused, 1, Most * few.Refused);
        Assert.InRange(many.Waiting, 1, Most * few.Waiting);
        Assert.InRange(many.Reported, 1, Most * few.Reported);
        Assert.InRange(many.Declared, 1, Most * few.Declared);
    }

    private static async Task<(long Then, long Refused, long Waiting, long Reported, long Declared)> MeasureAsync(int others)
    {
        await using var site = await Site.StartAsync();
        Assert.SkipWhen(site.Installation.Database.Name == "Postgres", "PostgreSQL reads small tables whole, and knows when they have grown.");
        var (network, blog, post) = await site.PostedAsync();
        var other = await site.BlogAsync(network, "granne", "Grannen");
        await site.DeclareAsync(other, Regime.Open);
        for (var i = 0; i < others / 50; i++)
        {
            await site.PlantAsync(await site.PostAsync(other, $"Mycket debatt {i}"), [.. Enumerable.Repeat((int?)null, 50)]);
        }

        for (var i = 0; i < 3; i++)
        {
            await site.PostAsync(blog, $"Utan kommentarer {i}");
        }

        var comment = await site.StoredAsync(await site.Http.CommentedAsync(post, "Om annat."));
        await site.Http.CommentedAsync(post, "Står kvar.", "Bo Alm", "bo@exempel.se");
        using var mona = await site.SignedInAsync("Mona Ek", NetworkRole.Moderator, network);
        await mona.DoAsync(Queue.Path, ("list", "shown"), ("pick", QueuedComment.PickOf(comment.Id, comment.TextHash, comment.State)), ("do", "refuse"), ("ground", "OffTopic"), ("facts", "Om annat."));
        site.Clock.Now += TimeSpan.FromMinutes(10);
        await site.GetAsync("/bank-nio/");
        using var work = await Work.ListenAsync(site);
        var then = await work.OfAsync(() => site.GetAsync("/bank-nio/2026/03/04/isen-bar/?vid=2026-03-04T12:35"));
        var refused = await work.OfAsync(() => mona.TextOfAsync(Queue.Path + "?list=refused"));
        var waiting = await work.OfAsync(() => mona.TextOfAsync(Queue.Path));
        var reported = await work.OfAsync(() => mona.TextOfAsync(Queue.Path + "?list=reported"));
        var declared = await work.OfAsync(() => site.DeclareAsync(blog, Regime.Edited));
        return (then, refused, waiting, reported, declared);
    }
}
