using Spalt.Formats;
using System.Security.Cryptography;
using System.Text;
using Spalt.Blogs;
using Spalt.Formats.Archives;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Posts;

namespace Spalt.Imports;

/// <summary>A post of a page on its way into a blog: sanitised, and with the names by which it is known again.</summary>
internal sealed class IncomingPost
{
    /// <summary>Characters of an excerpt that tells a text by its beginning: many columns greet their readers in the same words each week.</summary>
    private const int ShortestExcerpt = 40;

    private readonly List<string> _lost = [];
    private bool _sharesAddress;

    private IncomingPost(SavedPost saved, ImportTerms terms, string blogSlug)
    {
        Saved = saved;
        var clean = HtmlSanitizer.Clean(saved.BodyHtml, HtmlPolicy.Post);
        Title = TextLine.Of(saved.Title);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Title + "\n" + TextLine.Of(HtmlText.Plain(clean)))));
        Html = terms.Pictures.Settle(clean, terms.PictureText, _lost);
        Lead = HtmlText.Lead(Html);
        Path = saved.Permalink is { } permalink ? OldAddress.BelowBlog(permalink, blogSlug) : null;
        WordPressId = saved.WordPressId;
    }

    public SavedPost Saved { get; }

    /// <summary>What it is called: its headline, or its first words; empty where they would only repeat the one word that it says.</summary>
    public string Headline => Title is { Length: > 0 } title ? title : Beginning(Html);

    /// <summary>One line, may be empty.</summary>
    public string Title { get; }

    /// <summary>Clean, its pictures settled.</summary>
    public string Html { get; }

    public string Lead { get; }

    /// <summary>Sources of the pictures that neither stand in it nor are linked to: only the old page could complete their addresses.</summary>
    public IReadOnlyList<string> LostPictures => _lost;

    /// <summary>Of its words, however they were marked up.</summary>
    public string Hash { get; }

    /// <summary>Where it was known before, by its words; the same words twice on one page are two posts.</summary>
    public string TextKey { get; private set; } = "";

    /// <summary>The address that it alone had.</summary>
    public string? Path { get; private set; }

    public long? WordPressId { get; private set; }

    public string Slug { get; set; } = "";

    /// <summary>Names of the post that do not depend on its words.</summary>
    public IEnumerable<string> AddressKeys
    {
        get
        {
            if (Path is not null)
            {
                yield return PostOrigin.OfPath(Path);
            }

            if (WordPressId is { } id)
            {
                yield return PostOrigin.OfId(id);
            }
        }
    }

    /// <summary>What a warning calls a post of a page: its headline, its first words, or where it or its picture was.</summary>
    public static string NameOf(SavedPost saved)
    {
        if (TextLine.Of(saved.Title) is { Length: > 0 } title)
        {
            return title;
        }

        var words = HtmlText.Lead(HtmlSanitizer.Clean(saved.BodyHtml, HtmlPolicy.Post), maxChars: 60);
        return TextLine.Of(words is { Length: > 0 } ? words : saved.Permalink ?? (saved.Images is [var image, ..] ? image.Source : null) ?? Texts.Say("Import.Untitled"));
    }

    /// <summary>The posts of a page, in its order. The costly part, and pure: done on all cores.</summary>
    public static List<IncomingPost> Of(IReadOnlyList<SavedPost> page, ImportTerms terms, string blogSlug)
    {
        var posts = OneEach([.. page.AsParallel().AsOrdered().Select(saved => new IncomingPost(saved, terms, blogSlug))]);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            var times = seen[post.Hash] = seen.GetValueOrDefault(post.Hash) + 1;
            post.TextKey = $"text:{post.Hash}" + (times > 1 ? $":{times}" : "");
        }

        return posts;
    }

    /// <summary>Whether this excerpt is how a text begins.</summary>
    public bool Begins(string wholeHtml) => IsBeginning(Html, wholeHtml);

    /// <summary>Whether this text begins as an excerpt does.</summary>
    public bool GoesOn(string excerptHtml) => IsBeginning(excerptHtml, Html);

    /// <summary>The slug that it had, or one made of its headline, or of its words where neither has letters that an address can show.</summary>
    public string WantedSlug()
    {
        var kept = _sharesAddress ? "" : Blogs.Slug.Of(TextLine.Of(Saved.Slug ?? ""), PostSlug.Longest);
        return kept is { Length: > 0 } ? kept : Blogs.Slug.Of(Headline is { Length: > 0 } headline ? headline : Lead) is { Length: > 0 } made ? made : Hash[..12];
    }

    private static bool IsBeginning(string excerptHtml, string wholeHtml)
    {
        var beginning = TextLine.Of(HtmlText.Plain(excerptHtml)).TrimEnd(' ', '[', ']', '(', ')', '…', '.');
        var whole = TextLine.Of(HtmlText.Plain(wholeHtml));
        return beginning.Length >= ShortestExcerpt && whole.StartsWith(beginning, StringComparison.Ordinal)
            && (whole.Length == beginning.Length || !char.IsLetterOrDigit(whole[beginning.Length]));
    }

    /// <summary>The first words; half of them where they are all that the post says, which would else stand there twice; nothing of a single one.</summary>
    private static string Beginning(string cleanHtml)
    {
        var lead = HtmlText.Lead(cleanHtml, maxChars: 60);
        var whole = TextLine.Of(HtmlText.Plain(cleanHtml));
        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return lead != whole ? lead : words.Length < 2 ? "" : string.Join(' ', words[..(words.Length / 2)]) + "…";
    }

    /// <summary>
    /// Two entries of one address and one headline are one post, an excerpt perhaps and the whole: the longer stays. Where
    /// the headlines differ, the address is the page's and names none of them.
    /// </summary>
    private static List<IncomingPost> OneEach(List<IncomingPost> posts)
    {
        var dropped = new HashSet<IncomingPost>();
        foreach (var group in posts.Where(p => p.AddressKeys.Any()).GroupBy(p => p.AddressKeys.First(), StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            if (group.All(p => p.Title == group.First().Title))
            {
                dropped.UnionWith(group.OrderByDescending(p => p.Html.Length).Skip(1));
                continue;
            }

            foreach (var post in group)
            {
                (post.Path, post.WordPressId, post._sharesAddress) = (null, null, true);
            }
        }

        posts.RemoveAll(dropped.Contains);
        return posts;
    }
}
