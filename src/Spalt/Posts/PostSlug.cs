using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Store;

namespace Spalt.Posts;

/// <summary>Names of posts, tags and categories in addresses.</summary>
public static class PostSlug
{
    /// <summary>Of a post: imported ones keep the names that they had, which may be whole headlines.</summary>
    public const int Longest = 200;
    private const int LongestOfTerm = 100;

    /// <summary>What addresses below a blog, a year, a month or a day mean themselves.</summary>
    private static readonly FrozenSet<string> Reserved = new[] { "feed", "page", "odaterat", "undated" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Such a word, or the number of a month or a day.</summary>
    public static bool IsReserved(string slug) => Reserved.Contains(slug) || (slug.Length is 1 or 2 && slug.All(char.IsAsciiDigit));

    /// <summary>Whether a post can be called so.</summary>
    public static bool IsValid(string slug) => Slug.IsValid(slug, Longest) && !IsReserved(slug);

    /// <summary>Slug of a tag or category. Empty for what is no name; one in letters that an address cannot show gets a slug made of its bytes.</summary>
    /// <param name="line">The name on one line.</param>
    public static string OfTerm(string line)
    {
        var slug = Slug.Of(line, LongestOfTerm);
        return slug.Length > 0 || line.Length == 0 ? slug : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..12];
    }

    /// <summary>Whether no other post of the blog is called so.</summary>
    public static async Task<bool> IsFreeAsync(this SpaltDb db, long blogId, string slug, long postId, CancellationToken cancel) =>
        !IsReserved(slug) && !await db.Posts.In(blogId).AnyAsync(p => p.Slug == slug && p.Id != postId, cancel);

    /// <summary>The wanted name where it is free, otherwise the first of <c>name-2</c>, <c>name-3</c>, … that is.</summary>
    public static async Task<string> FreeSlugAsync(this SpaltDb db, long blogId, string wanted, long postId, CancellationToken cancel)
    {
        if (await db.IsFreeAsync(blogId, wanted, postId, cancel))
        {
            return wanted;
        }

        var taken = await db.Posts.In(blogId).Where(p => p.Id != postId && p.Slug.StartsWith(wanted + "-")).Select(p => p.Slug).ToListAsync(cancel);
        var n = 2;
        while (taken.Contains($"{wanted}-{n}", StringComparer.Ordinal))
        {
            n++;
        }

        return $"{wanted}-{n}";
    }
}
