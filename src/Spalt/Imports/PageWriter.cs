using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Imports;

/// <summary>
/// Puts the posts of a saved page into a blog: sanitised at this border, published by the same verb as any other post, known
/// again by where they came from. Runs inside the caller's transaction: all of a page or nothing.
/// </summary>
internal sealed class PageWriter(SpaltDb db, Network network, Blog blog, ImportTerms terms)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(network.TimeZone);
    private readonly Dictionary<string, Account> _authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tag> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Category> _categories = new(StringComparer.Ordinal);

    /// <summary>Writes what the blog does not have yet, in the page's order.</summary>
    public async Task<ImportCount> WriteAsync(IReadOnlyList<SavedPost> posts, CancellationToken cancel)
    {
        var incoming = await NewOnesAsync(Clean(posts), cancel);
        if (incoming.Count == 0)
        {
            return new ImportCount(0, posts.Count, 0);
        }

        var places = PageDates.Place([.. incoming.Select(i => i.Saved.Published)], _zone, await UndatedFromAsync(cancel));
        await GiveSlugsAsync(incoming, cancel);
        await MeetAsync(incoming, cancel);
        for (var i = 0; i < incoming.Count; i++)
        {
            incoming[i].Post = Draft(incoming[i], places[i]);
        }

        await SaveAsync(incoming, cancel);
        return new ImportCount(incoming.Count, posts.Count - incoming.Count, incoming.Sum(i => i.Saved.Comments.Count));
    }

    private List<Incoming> Clean(IReadOnlyList<SavedPost> posts)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var incoming = new List<Incoming>(posts.Count);
        foreach (var saved in posts)
        {
            var html = HtmlSanitizer.Clean(saved.BodyHtml, HtmlPolicy.Post);
            var text = HtmlText.Plain(html);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Squeezed(saved.Title) + "\n" + Squeezed(text))));

            // The same words twice on one page are two posts; the same page twice is not.
            var times = seen[hash] = seen.GetValueOrDefault(hash) + 1;
            incoming.Add(new Incoming(saved, terms.Pictures.Settle(html, terms.PictureText), $"text:{hash}" + (times > 1 ? $":{times}" : "")));
        }

        return incoming;
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<List<Incoming>> NewOnesAsync(List<Incoming> incoming, CancellationToken cancel)
    {
        foreach (var one in incoming)
        {
            one.Keys.Add(one.TextKey);
            if (one.Saved.Permalink is { } permalink && OldAddress.BelowBlog(permalink, blog.Slug) is { } path)
            {
                one.Keys.Add(PostOrigin.OfPath(path));
            }

            if (one.Saved.WordPressId is { } id)
            {
                one.Keys.Add(PostOrigin.OfId(id));
            }
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in incoming.SelectMany(i => i.Keys).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            known.UnionWith(await db.PostOrigins.Where(o => o.BlogId == blog.Id && keys.Contains(o.Key)).Select(o => o.Key).ToListAsync(cancel));
        }

        // Two entries of one page under one address are one post.
        return [.. incoming.Where(one => !one.Keys.Exists(known.Contains) && one.Keys.TrueForAll(known.Add))];
    }

    /// <summary>Undated posts stand below those that came before them, so that a blog's pages can be taken in one after another.</summary>
    private async Task<DateTimeOffset> UndatedFromAsync(CancellationToken cancel)
    {
        var top = terms.AsOf ?? PageDates.BelowEverything;
        var bottom = terms.AsOf is null ? DateTimeOffset.MinValue : top.AddDays(-1);
        var lowest = await db.Posts.In(blog.Id)
            .Where(p => p.PublishedPrecision == PublishedPrecision.Unknown && p.PublishedAt <= top && p.PublishedAt > bottom)
            .MinAsync(p => p.PublishedAt, cancel);
        return lowest is { } at ? at.AddSeconds(-1) : top;
    }

    private async Task GiveSlugsAsync(List<Incoming> incoming, CancellationToken cancel)
    {
        foreach (var one in incoming)
        {
            var slug = Slug.Of(one.Saved.Slug ?? "", longest: 200);
            slug = slug.Length > 0 ? slug : Slug.Of(one.Saved.Title);
            one.Slug = slug.Length > 0 ? slug : one.TextKey[5..17];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slugs in incoming.Select(i => i.Slug).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            taken.UnionWith(await db.Posts.In(blog.Id).Where(p => slugs.Contains(p.Slug)).Select(p => p.Slug).ToListAsync(cancel));
        }

        foreach (var one in incoming)
        {
            var wanted = one.Slug;
            for (var n = 2; !taken.Add(one.Slug) || (n > 2 && await IsTakenAsync(one.Slug, cancel)); n++)
            {
                one.Slug = $"{wanted}-{n}";
            }
        }
    }

    private Task<bool> IsTakenAsync(string slug, CancellationToken cancel) => db.Posts.In(blog.Id).AnyAsync(p => p.Slug == slug, cancel);

    /// <summary>Finds or makes the authors, tags and categories that the posts name.</summary>
    private async Task MeetAsync(List<Incoming> incoming, CancellationToken cancel)
    {
        foreach (var name in incoming.Select(Author).Distinct(StringComparer.Ordinal).Where(n => !_authors.ContainsKey(n)))
        {
            _authors[name] = await AuthorAsync(name, cancel);
        }

        await MeetTermsAsync(_tags, db.Tags.Where(t => t.BlogId == blog.Id), t => t.Slug, incoming.SelectMany(i => i.Saved.Tags), (slug, name) => new Tag(blog.Id, slug, name), cancel);
        await MeetTermsAsync(_categories, db.Categories.Where(c => c.BlogId == blog.Id), c => c.Slug, incoming.SelectMany(i => i.Saved.Categories), (slug, name) => new Category(blog.Id, slug, name), cancel);
        await db.SaveChangesAsync(cancel);
    }

    private string Author(Incoming one) => (one.Saved.AuthorName ?? terms.Author).Trim();

    /// <summary>The blog's author of that name; a person of the same name on another blog may be somebody else.</summary>
    private async Task<Account> AuthorAsync(string name, CancellationToken cancel)
    {
        var known = await db.BlogMembers.Where(m => m.BlogId == blog.Id)
            .Join(db.Accounts, m => m.AccountId, a => a.Id, (_, account) => account)
            .FirstOrDefaultAsync(a => a.Name == name, cancel);
        if (known is not null)
        {
            return known;
        }

        var slug = Slug.Of(name) is { Length: > 0 } made ? made : "skribent";
        var free = slug;
        for (var n = 2; await db.Accounts.AnyAsync(a => a.Slug == free, cancel); n++)
        {
            free = $"{slug}-{n}";
        }

        var account = Account.Named(name, free, terms.Now);
        db.Add(account);
        await db.SaveChangesAsync(cancel);
        db.Add(new BlogMember(blog.Id, account.Id, BlogRole.Author, terms.Now));
        await db.SaveChangesAsync(cancel);
        return account;
    }

    private async Task MeetTermsAsync<T>(
        Dictionary<string, T> known, IQueryable<T> stored, Func<T, string> slugOf, IEnumerable<string> names, Func<string, string, T> make, CancellationToken cancel)
        where T : class
    {
        if (known.Count == 0)
        {
            foreach (var term in await stored.ToListAsync(cancel))
            {
                known[slugOf(term)] = term;
            }
        }

        foreach (var name in names.Select(n => n.Trim()))
        {
            if (TermSlug(name) is { Length: > 0 } slug && !known.ContainsKey(slug))
            {
                db.Add(known[slug] = make(slug, name));
            }
        }
    }

    private static string TermSlug(string name) => Slug.Of(name, longest: 100);

    private Post Draft(Incoming one, (DateTimeOffset At, PublishedPrecision Precision) place)
    {
        var saved = one.Saved;
        var title = saved.Title.Trim() is { Length: > 0 } headline ? headline : HtmlText.Lead(one.Html, maxChars: 60);
        var picture = terms.Pictures.FirstIn(one.Html);
        var post = Post.Draft(blog, _authors[Author(one)].Id, new PostText(one.Slug, title, one.Html, HtmlText.Lead(one.Html))
        {
            Language = saved.Language is { } spoken && !spoken.StartsWith(network.Language, StringComparison.OrdinalIgnoreCase) ? spoken : null,
            PictureId = picture?.File.Id,
            PictureAlt = picture?.Alt,
        }, terms.Now);
        foreach (var tag in saved.Tags.Select(t => TermSlug(t.Trim())).Where(_tags.ContainsKey))
        {
            post.TagWith(_tags[tag]);
        }

        foreach (var category in saved.Categories.Select(c => TermSlug(c.Trim())).Where(_categories.ContainsKey))
        {
            post.FileUnder(_categories[category]);
        }

        post.TakeOver(saved.Likes ?? 0, saved.Comments.Count, Math.Max(0, (saved.CommentCount ?? 0) - saved.Comments.Count));
        post.Publish(place.At, place.Precision, terms.Now);
        return post;
    }

    private async Task SaveAsync(List<Incoming> incoming, CancellationToken cancel)
    {
        await db.InsertManyAsync(incoming.ConvertAll(i => i.Post), cancel);
        foreach (var one in incoming)
        {
            one.Post.Tags.ForEach(t => t.PostId = one.Post.Id);
            one.Post.Categories.ForEach(c => c.PostId = one.Post.Id);
        }

        await db.InsertManyAsync([.. incoming.SelectMany(i => i.Post.Tags)], cancel);
        await db.InsertManyAsync([.. incoming.SelectMany(i => i.Post.Categories)], cancel);
        await db.InsertManyAsync([.. incoming.SelectMany(i => i.Keys.Select(key => new PostOrigin(blog.Id, key, i.Post.Id)))], cancel);
        foreach (var one in incoming.Where(i => i.Saved.Comments.Count > 0))
        {
            await SaveCommentsAsync(one, cancel);
        }
    }

    /// <summary>In the page's order, which an undated comment keeps; each below what it answers.</summary>
    private async Task SaveCommentsAsync(Incoming one, CancellationToken cancel)
    {
        var below = one.Post.PublishedAt!.Value;
        var made = new Dictionary<string, Comment>(StringComparer.Ordinal);
        foreach (var saved in one.Saved.Comments)
        {
            below = saved.Published.IsKnown ? PageDates.Instant(saved.Published, _zone) : below.AddSeconds(1);
            var comment = Comment.Imported(
                one.Post.Id,
                saved.AuthorName?.Trim() ?? "",
                HtmlSanitizer.Clean(saved.BodyHtml, HtmlPolicy.Comment),
                below,
                PageDates.Precision(saved.Published.Precision),
                long.TryParse(saved.Id, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null);
            comment.ParentId = saved.ParentId is { } parent && made.TryGetValue(parent, out var answered) ? answered.Id : null;
            await db.InsertManyAsync([comment], cancel);
            made[saved.Id] = comment;
        }
    }

    /// <summary>A post on its way in.</summary>
    private sealed class Incoming(SavedPost saved, string html, string textKey)
    {
        public SavedPost Saved { get; } = saved;

        public string Html { get; } = html;

        public string TextKey { get; } = textKey;

        public List<string> Keys { get; } = [];

        public string Slug { get; set; } = "";

        public Post Post { get; set; } = null!;
    }
}

/// <summary>On what terms a page comes in.</summary>
/// <param name="Author">Who wrote the posts that name nobody.</param>
/// <param name="AsOf">When the page was saved: undated posts are no newer; null if nobody knows.</param>
/// <param name="Now">The time of the import.</param>
internal sealed record ImportTerms(string Author, DateTimeOffset? AsOf, DateTimeOffset Now)
{
    public FetchedPictures Pictures { get; init; } = FetchedPictures.None;

    /// <summary>What the link to a picture says that was not fetched and has no alternative text.</summary>
    public string PictureText { get; init; } = "Bild";
}

/// <param name="Added">Posts written.</param>
/// <param name="Known">Posts that the blog had already.</param>
/// <param name="Comments">Comments written.</param>
internal sealed record ImportCount(int Added, int Known, int Comments)
{
    public static ImportCount operator +(ImportCount a, ImportCount b) => new(a.Added + b.Added, a.Known + b.Known, a.Comments + b.Comments);
}
