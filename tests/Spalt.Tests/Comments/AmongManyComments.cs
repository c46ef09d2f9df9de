using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Comments;
using Spalt.Comments.Intake;
using Spalt.Members;
using Spalt.Moderation.Rules;
using Spalt.Networks;
using Spalt.Tests.Managing;
using Spalt.Tests.Moderation.Rules;

namespace Spalt.Tests.Comments;

/// <summary>However many have commented a moment ago, taking the next comments is the same work.</summary>
public sealed class AmongManyComments
{
    private const int Together = 50;
    private const double Most = 1.5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taking_one_is_no_more_work_than_among_few()
    {
        var (few, many) = (await MeasureAsync(4), await MeasureAsync(60));
        TestContext.Current.TestOutputHelper?.WriteLine($"{few} and {many}");
        Assert.InRange(many, 1, Most * few);
    }

    /// <summary>Work of a batch after so many others.</summary>
    private static async Task<long> MeasureAsync(int batches)
    {
        await using var site = await Site.StartAsync();
        if (site.Installation.Database.Name == "Postgres")
        {
            Assert.Skip("PostgreSQL reads tables of some thousand rows whole, and knows when they have grown.");
        }

        var (network, blog, _) = await site.PostedAsync();
        using (var publisher = await site.SignedInAsync("Ulla Utgivare", NetworkRole.Publisher, network))
        {
            // All rules that ask the database.
            await publisher.DoAsync(
                Rulers.Settings,
                [.. Rulers.Fields(RuleName.Flood, 10, 10), .. Rulers.Fields(RuleName.Crowd, 100, 5), .. Rulers.Fields(RuleName.NewPerson, 1), .. Rulers.Fields(RuleName.Duplicate, 30), .. Rulers.Fields(RuleName.Classifier, 70)]);
        }

        List<long> posts = [];
        for (var i = 0; i < 20; i++)
        {
            posts.Add((await site.PostAsync(blog, $"Inlägg {i}")).Id);
        }

        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < batches; i++)
        {
            await TakeAsync(i);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{batches} batches: {Stopwatch.GetElapsedTime(begun).TotalMilliseconds / batches / Together:0.00} ms each");
        using var work = await Work.ListenAsync(site);
        return await work.OfAsync(() => TakeAsync(batches));

        async Task TakeAsync(int batch)
        {
            await using var scope = site.Services.CreateAsyncScope();
            var receipts = await scope.ServiceProvider.GetRequiredService<CommentBatch>().TakeAsync(
                [.. Enumerable.Range(batch * Together, Together).Select(i => new Submission(
                    network.Id, posts[i % posts.Count], null, new Commenter(null, $"Läsare {i}", $"r{i}@exempel.se"), CommentText.Of($"Det här är kommentar nummer {i}, och den säger inget som någon annan säger."))
                {
                    Household = $"10.0.{i / 250}.{i % 250}",
                })],
                Cancel);
            Assert.All(receipts, r => Assert.Equal(IntakeVerdict.Taken, r.Verdict));
        }
    }
}
