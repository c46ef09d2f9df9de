using Microsoft.EntityFrameworkCore;
using Spalt.Posts;

namespace Spalt.Tests.Comments;

/// <summary>However long a thread is, reading a page of it and writing into it are the same work.</summary>
public sealed class ALongThread
{
    private const int Few = 50;
    private const int Many = 50_000;

    private const double Most = 1.3;

    [Theory]
    [InlineData("flat")]
    [InlineData("branched")]
    public async Task Of_fifty_thousand_is_no_more_work_than_one_of_fifty(string shape)
    {
        var few = await MeasureAsync(Few, shape);
        var many = await MeasureAsync(Many, shape);
        TestContext.Current.TestOutputHelper?.WriteLine($"{shape}: reading {few.Reading} and {many.Reading}, leafing {many.Leafing}, writing {few.Writing} and {many.Writing}");

        Assert.True(few is { Reading: > 0, Writing: > 0 } && many.Leafing > 0);
        Assert.InRange(many.Reading, 0, Most * few.Reading);
        Assert.InRange(many.Leafing, 0, Most * few.Reading);
        Assert.InRange(many.Writing, 0, Most * few.Writing);
    }

    private static async Task<(long Reading, long Leafing, long Writing)> MeasureAsync(int count, string shape)
    {
        await using var site = await Site.StartAsync();
        var (_, _, post) = await site.PostedAsync();
        var comments = await site.PlantAsync(post, [.. Enumerable.Range(0, count).Select(i => shape == "flat" || i % 5 == 0 ? null : (int?)(i - (i % 5)))]);
        if (site.Installation.Database.Name == "Postgres")
        {
            // As it does by itself in time.
            await site.WithDbAsync(db => ((DbContext)db).Database.ExecuteSqlRawAsync("ANALYZE"));
        }

        await site.GetAsync("/bank-nio/");
        using var work = await Work.ListenAsync(site);
        var reading = await work.OfAsync(() => site.GetAsync(Threads.Page));
        var leafing = 0L;
        foreach (var way in new[] { $"oldest/after/{comments[count / 10 * 5].Id}", "newest", "liked" })
        {
            leafing = Math.Max(leafing, await work.OfAsync(() => site.GetAsync($"/-/posts/{post.Id}/comments/{way}")));
        }

        var writing = await work.OfAsync(() => site.Http.CommentedAsync(post, "Ett ord till.", to: comments[count / 10 * 5].Id));
        return (reading, leafing, writing);
    }
}
