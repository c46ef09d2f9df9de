using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>A tag of a blog, as in WordPress.</summary>
public sealed class Tag : Entity
{
    private Tag()
    {
    }

    public Tag(long blogId, string slug, string name)
    {
        BlogId = blogId;
        Slug = slug;
        Name = name;
    }

    public long BlogId { get; private set; }

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public int PostCount { get; private set; }
}

/// <summary>A category of a blog, as in WordPress.</summary>
public sealed class Category : Entity
{
    private Category()
    {
    }

    public Category(long blogId, string slug, string name)
    {
        BlogId = blogId;
        Slug = slug;
        Name = name;
    }

    public long BlogId { get; private set; }

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public int PostCount { get; private set; }
}

/// <summary>A tag on a post. It repeats the post's date, so that a tag's page reads one index and nothing else.</summary>
public sealed class PostTag
{
    private PostTag()
    {
    }

    internal PostTag(long tagId, DateTimeOffset? publishedAt)
    {
        TagId = tagId;
        PublishedAt = publishedAt;
    }

    public long PostId { get; internal set; }

    public long TagId { get; private set; }

    public DateTimeOffset? PublishedAt { get; internal set; }
}

/// <summary>A category of a post; repeats the post's date as <see cref="PostTag"/> does.</summary>
public sealed class PostCategory
{
    private PostCategory()
    {
    }

    internal PostCategory(long categoryId, DateTimeOffset? publishedAt)
    {
        CategoryId = categoryId;
        PublishedAt = publishedAt;
    }

    public long PostId { get; internal set; }

    public long CategoryId { get; private set; }

    public DateTimeOffset? PublishedAt { get; internal set; }
}

/// <summary>A name under which a post was known before: an old address, an old id, the text of a page it was imported from.</summary>
public sealed class PostOrigin
{
    /// <summary>Begins the key of a post that is only a beginning, see <see cref="OfExcerpt"/>.</summary>
    public const string Excerpt = "excerpt";

    private PostOrigin()
    {
    }

    public PostOrigin(long blogId, string key, long postId)
    {
        BlogId = blogId;
        Key = key;
        PostId = postId;
    }

    public long BlogId { get; private set; }

    /// <summary><c>id:123</c> (WordPress's <c>?p=</c>), <c>path:2020/02/slug</c>, <c>text:sha256</c>; <c>excerpt:12:sha256</c> of a post that is only a beginning.</summary>
    public string Key { get; private set; } = "";

    public long PostId { get; internal set; }

    public static string OfId(long id) => string.Create(CultureInfo.InvariantCulture, $"id:{id}");

    /// <param name="path">The address below the blog, without slashes at its ends.</param>
    public static string OfPath(string path) => "path:" + path;

    /// <summary>Says that a post is the excerpt that an import wrote, as long as headline and body are the same.</summary>
    public static string OfExcerpt(long postId, string title, string bodyHtml) => string.Create(
        CultureInfo.InvariantCulture, $"{Excerpt}:{postId}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title + "\n" + bodyHtml)))}");
}
