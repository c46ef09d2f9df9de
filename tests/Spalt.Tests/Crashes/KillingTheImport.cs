using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Tests.Imports;

namespace Spalt.Tests.Crashes;

/// <summary><c>kill -9</c> to the real process in the middle of <c>import page DIR</c>.</summary>
public sealed class KillingTheImport
{
    private const int Pages = 40;
    private const int PostsOnAPage = 15;
    private const int Rounds = 3;

    [Fact]
    public async Task Leaves_whole_pages_or_nothing_of_them_and_the_next_import_does_the_rest()
    {
        await using var store = await TestStore.CreateAsync();
        await using var services = store.Installation().Services();
        await services.GetRequiredService<Migrations>().ApplyAsync(TestContext.Current.CancellationToken);
        var folder = SavePages(store);
        await WithDbAsync(services, StartAsync);
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var import = SpaltProcess.Start(store, "import", "page", folder, "--blog", "bank-nio", "--author", "Disa Holm");
            var before = await WithDbAsync(services, db => db.Posts.CountAsync());
            if (before < Pages * PostsOnAPage)
            {
                // Somewhere after the first page that this round writes.
                await Eventually.TrueAsync(async () => import.HasExited || await WithDbAsync(services, db => db.Posts.CountAsync()) > before, TimeSpan.FromSeconds(60));
                await Task.Delay(Random.Shared.Next(120), TestContext.Current.CancellationToken);
            }

            kills += import.HasExited ? 0 : 1;
            await import.KillAsync();
            await AssertWholeAsync(services);
        }

        Assert.NotEqual(0, kills);
        var last = await SpaltProcess.RunAsync(store, "import", "page", folder, "--blog", "bank-nio", "--author", "Disa Holm");
        Assert.Equal((0, ""), (last.ExitCode, string.Join('\n', last.Errors)));
        await AssertWholeAsync(services);
        Assert.Equal(Pages * PostsOnAPage, await WithDbAsync(services, db => db.Posts.CountAsync()));
    }

    private static string SavePages(TestStore store)
    {
        var folder = Directory.CreateDirectory(Path.Combine(store.Folder, "sidor")).FullName;
        for (var page = 0; page < Pages; page++)
        {
            var articles = Enumerable.Range(0, PostsOnAPage).Select(i => OldPages.Article(
                $"Sida {page} inlägg {i}", $"<p>Ord {page} och {i}.</p>", date: $"2020-{(page % 12) + 1:00}-{(i % 28) + 1:00}", link: $"/s{page}/{i}/", tags: [$"Tagg {i % 4}", $"Sida {page}"]));
            File.WriteAllText(Path.Combine(folder, $"{page}.html"), OldPages.Html([.. articles]));
        }

        return folder;
    }

    private static async Task<int> StartAsync(SpaltDb db)
    {
        var network = Network.Start("bloggar.example", "Älvposten", "sv", TimeProvider.System.GetUtcNow());
        db.Add(network);
        await db.SaveChangesAsync();
        db.Add(Blog.Start(network.Id, "bank-nio", "Bänk nio", TimeProvider.System.GetUtcNow()));
        return await db.SaveChangesAsync();
    }

    private static async Task AssertWholeAsync(ServiceProvider services) => await WithDbAsync(services, async db =>
    {
        var slugs = await db.Posts.Select(p => new { p.Id, p.Title }).ToListAsync();
        Assert.All(slugs.GroupBy(s => s.Title.Split(' ')[1], StringComparer.Ordinal), page => Assert.Equal(PostsOnAPage, page.Count()));
        Assert.Equal(2 * slugs.Count, await db.PostOrigins.CountAsync());
        Assert.Equal(2 * slugs.Count, await db.PostTags.CountAsync());
        Assert.Equal(slugs.Count, await db.Blogs.SumAsync(b => b.PostCount));
        Assert.Equal(slugs.Count, await db.BlogMonths.SumAsync(m => m.PostCount));
        Assert.Empty(await db.Tags.Where(t => t.PostCount != db.PostTags.Count(pt => pt.TagId == t.Id)).ToListAsync());
        return 0;
    });

    private static async Task<T> WithDbAsync<T>(ServiceProvider services, Func<SpaltDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SpaltDb>());
    }
}
