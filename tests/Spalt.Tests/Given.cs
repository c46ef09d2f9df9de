using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;

namespace Spalt.Tests;

/// <summary>What a test starts from, made by the same verbs as in the product.</summary>
internal static class Given
{
    public static Task<Network> NetworkAsync(this Site site, string host = "bloggar.example", string name = "Älvposten", string language = "sv") =>
        site.WithDbAsync(async db =>
        {
            var network = Network.Start(host, name, language, site.Clock.Now);
            db.Add(network);
            await db.SaveChangesAsync();
            return network;
        });

    public static Task<Blog> BlogAsync(this Site site, Network network, string slug = "bank-nio", string title = "Bänk nio") =>
        site.WithDbAsync(async db =>
        {
            var blog = Blog.Start(network.Id, slug, title, site.Clock.Now);
            db.Add(blog);
            await db.SaveChangesAsync();
            return blog;
        });

    public static Task<Account> AuthorAsync(this Site site, string name = "Disa Holm") => site.WithDbAsync(async db =>
    {
        var slug = Slug.Of(name);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Slug == slug) is { } known)
        {
            return known;
        }

        var account = Account.Named(name, slug, site.Clock.Now);
        db.Add(account);
        await db.SaveChangesAsync();
        return account;
    });

    /// <summary>A published post; its slug is made of the title, its body is one paragraph.</summary>
    public static async Task<Post> PostAsync(
        this Site site, Blog blog, string title, DateTimeOffset? at = null, string? html = null,
        PublishedPrecision precision = PublishedPrecision.Exact, string[]? tags = null, string[]? categories = null)
    {
        var author = await site.AuthorAsync();
        return await site.WithDbAsync(async db =>
        {
            var text = new PostText(Slug.Of(title), title, html ?? $"<p>Ett stycke om {title}.</p>", $"Ett stycke om {title}.");
            var post = Post.Draft(await db.Blogs.SingleAsync(b => b.Id == blog.Id), author.Id, text, site.Clock.Now);
            foreach (var name in tags ?? [])
            {
                var tag = await db.Tags.SingleOrDefaultAsync(t => t.BlogId == blog.Id && t.Slug == Slug.Of(name, 60));
                if (tag is null)
                {
                    tag = new Tag(blog.Id, Slug.Of(name), name);
                    db.Add(tag);
                    await db.SaveChangesAsync();
                }

                post.TagWith(tag);
            }

            foreach (var name in categories ?? [])
            {
                var category = await db.Categories.SingleOrDefaultAsync(t => t.BlogId == blog.Id && t.Slug == Slug.Of(name, 60));
                if (category is null)
                {
                    category = new Category(blog.Id, Slug.Of(name), name);
                    db.Add(category);
                    await db.SaveChangesAsync();
                }

                post.FileUnder(category);
            }

            post.Publish(at ?? site.Clock.Now, precision, site.Clock.Now);
            db.Add(post);
            await db.SaveChangesAsync();
            return post;
        });
    }
}
