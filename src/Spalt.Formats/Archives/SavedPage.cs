using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Spalt.Formats.Archives.HtmlPages;
using Spalt.Formats.Archives.TextCaptures;
using Spalt.Formats.Swedish;

namespace Spalt.Formats.Archives;

public enum SavedPageKind
{
    /// <summary>The page's visible text, as a scraper or a text browser wrote it down.</summary>
    TextCapture,

    /// <summary>The page's HTML, as a browser saved it, by itself or in one file with what it shows (MHTML).</summary>
    Html,
}

/// <summary>
/// A page of an old blog that somebody saved, and the posts it holds, in the page's order. What the page does not say is
/// null, empty or <see cref="PartialDate.Unknown"/>: nothing is guessed.
/// </summary>
/// <param name="Heading">What the page as a whole is called: <c>Etikett: Umeå</c>, or its title.</param>
/// <param name="Encoding">The charset that the bytes were read as, by its IANA name.</param>
/// <param name="Address">Where the page was once, if it says so.</param>
public sealed partial record SavedPage(
    SavedPageKind Kind,
    string? Heading,
    string Encoding,
    string? Address,
    IReadOnlyList<SavedPost> Posts,
    IReadOnlyList<SavedPageWarning> Warnings)
{
    /// <summary>The pictures that came with the page in one file, by their absolute addresses.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Pictures { get; init; } = FrozenDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>Reads a saved page. Linear in its length; the only exception is the one named.</summary>
    /// <param name="fileName">Helps to tell HTML from text; its folder and the rest of it are not used.</param>
    /// <exception cref="SavedPageException">The bytes hold no post that this reader can find.</exception>
    public static SavedPage Read(ReadOnlyMemory<byte> bytes, string? fileName = null)
    {
        if (WebArchive.TryRead(bytes) is { } archive)
        {
            return ReadArchive(archive);
        }

        DecodedPage page = PageDecoder.Decode(bytes.Span);
        bool html = IsHtml(page.Text, fileName);
        SavedPage? saved = html ? null : CaptureReader.TryRead(page);
        if (saved is null && (html || HasMarkup(page.Text)))
        {
            saved = HtmlReader.TryRead(page);
        }

        return saved ?? throw SavedPageException.NoPosts();
    }

    private static SavedPage ReadArchive(WebArchive archive)
    {
        if (archive.Html is not { } html)
        {
            throw SavedPageException.NoPosts();
        }

        DecodedPage page = PageDecoder.Decode(html.Span, archive.Charset) with { Address = archive.Address };
        return HtmlReader.TryRead(page) is { } saved ? saved with { Pictures = archive.Pictures } : throw SavedPageException.NoPosts();
    }

    private static bool IsHtml(string text, string? fileName)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        bool named = fileName is not null && Path.GetExtension(fileName).ToUpperInvariant() is ".HTML" or ".HTM" or ".XHTML";
        return start.StartsWith('<') && (named || HasMarkup(text[..Math.Min(text.Length, 4000)]) || HasMarkup(text));
    }

    private static bool HasMarkup(string text) => Markup().IsMatch(text);

    [GeneratedRegex(@"<(!doctype|html|head|body|article|div|main|section|title|meta)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PagePattern.Timeout)]
    private static partial Regex Markup();
}

/// <summary>One post of a saved page.</summary>
/// <param name="Title">Plain text; empty for a post without a headline.</param>
/// <param name="BodyHtml">A fragment of HTML as it was found: pass it through the sanitiser before it is shown.</param>
public sealed record SavedPost(string Title, string BodyHtml)
{
    /// <summary>Whether the body is only the beginning of the post, or a summary of it.</summary>
    public bool IsExcerpt { get; init; }

    public string? AuthorName { get; init; }

    public PartialDate Published { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The post's own address, absolute where the page tells enough, else as it stands there.</summary>
    public string? Permalink { get; init; }

    /// <summary>The last part of the permalink's path that names the post, percent-decoded.</summary>
    public string? Slug { get; init; }

    public long? WordPressId { get; init; }

    public int? Likes { get; init; }

    /// <summary>The number of comments that the page states, however many of them it holds.</summary>
    public int? CommentCount { get; init; }

    /// <summary>In the page's order, a reply after what it answers.</summary>
    public IReadOnlyList<SavedComment> Comments { get; init; } = [];

    /// <summary>The images of the body.</summary>
    public IReadOnlyList<SavedImage> Images { get; init; } = [];

    /// <summary>A BCP 47 tag.</summary>
    public string? Language { get; init; }
}

/// <param name="Id">WordPress's number, or <c>n1</c>, <c>n2</c>, … in the order of the page where it shows none.</param>
/// <param name="ParentId">The <see cref="Id"/> of the comment that this one answers.</param>
public sealed record SavedComment(string Id, string? ParentId, string? AuthorName, PartialDate Published, string BodyHtml);

/// <param name="Source">Absolute where the page tells enough, else as it stands there.</param>
public sealed record SavedImage(string Source, string? Alt, string? Caption);
