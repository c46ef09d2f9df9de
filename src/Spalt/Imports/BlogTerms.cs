using Spalt.Formats;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>Finds or makes the tags and categories that a page's posts name.</summary>
internal sealed class BlogTerms(SpaltDb db, long blogId)
{
    private static readonly FrozenSet<string> Unfiled =
        new[] { "Okategoriserade", "Okategoriserat", "Uncategorized", "Uncategorised" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Tag> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _slugs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Category> _categories = new(StringComparer.Ordinal);

    public async Task MeetAsync(IReadOnlyList<IncomingPost> posts, CancellationToken cancel)
    {
        await MeetAsync(
            _tags, db.Tags.Where(t => t.BlogId == blogId), t => t.Slug, posts.SelectMany(p => p.Saved.Tags), (slug, name) => new Tag(blogId, slug, name), cancel);
        await MeetAsync(
            _categories, db.Categories.Where(c => c.BlogId == blogId), c => c.Slug, posts.SelectMany(CategoriesOf),
            (slug, name) => new Category(blogId, slug, name), cancel);
        await db.SaveChangesAsync(cancel);
    }

    public void PutOn(Post post, IncomingPost incoming)
    {
        foreach (var slug in incoming.Saved.Tags.Select(SlugOf).Where(s => s.Length > 0))
        {
            post.TagWith(_tags[slug]);
        }

        foreach (var slug in CategoriesOf(incoming).Select(SlugOf).Where(s => s.Length > 0))
        {
            post.FileUnder(_categories[slug]);
        }
    }

    /// <summary>Without the one that WordPress files a post under that nobody filed.</summary>
    private static IEnumerable<string> CategoriesOf(IncomingPost post) => post.Saved.Categories.Where(name => !Unfiled.Contains(TextLine.Of(name)));

    private async Task MeetAsync<T>(
        Dictionary<string, T> known, IQueryable<T> stored, Func<T, string> slugOf, IEnumerable<string> names, Func<string, string, T> make, CancellationToken cancel)
        where T : class
    {
        var named = names.Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > 0 && known.Count == 0)
        {
            foreach (var term in await stored.ToListAsync(cancel))
            {
                known[slugOf(term)] = term;
            }
        }

        foreach (var name in named)
        {
            if (SlugOf(name) is { Length: > 0 } slug && !known.ContainsKey(slug))
            {
                known[slug] = make(slug, TextLine.Of(name));
                db.Add(known[slug]);
            }
        }
    }

    private string SlugOf(string name)
    {
        if (!_slugs.TryGetValue(name, out var slug))
        {
            _slugs[name] = slug = PostSlug.OfTerm(TextLine.Of(name));
        }

        return slug;
    }
}
