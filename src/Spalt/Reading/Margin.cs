using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Reading;

/// <summary>What stands beside a blog's posts: about, headlines, archive, categories.</summary>
internal sealed record Margin(
    BlogFace Blog, NetworkFace Network, DateTimeOffset Now, HeadlineColumn? Headlines, Months Months, IReadOnlyList<Topic> Categories)
{
    private const int MostCategories = 40;

    private static readonly Func<SpaltDb, long, IAsyncEnumerable<Topic>> CategoriesOf = EF.CompileAsyncQuery(
        (SpaltDb db, long blogId) => db.Categories.AsNoTracking().Where(c => c.BlogId == blogId && c.PostCount > 0)
            .OrderBy(c => c.Name).Take(MostCategories).Select(c => new Topic(c.Slug, c.Name, c.PostCount)));

    public static async Task<Margin> ReadAsync(SpaltDb db, BlogFace blog, NetworkFace network, DateTimeOffset now, CancellationToken cancel)
    {
        var headlines = await HeadlineColumn.ReadAsync(db, network, cancel);
        var months = await Months.ReadAsync(db, blog.Id, cancel);
        var categories = await CategoriesOf(db, blog.Id).ToListAsync(cancel);
        return new Margin(blog, network, now, headlines, months, [.. categories.OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
    }
}
