using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Spalt.Formats.Archives.HtmlPages;

/// <summary>The images of a post; those that a page loads late get their real address back.</summary>
internal static class PostImages
{
    /// <summary>Each costs as much as it has neighbours.</summary>
    private const int MostSmilies = 2000;

    private const string Featured = ".post-thumbnail img, img.wp-post-image, .wp-block-post-featured-image img, .entry-thumbnail img, .featured-image img, img.u-featured, img.u-photo, .article-image img, .gh-article-image img, .post-full-image img, .featured-media img, .entry-featured-image-url img, .post-image img, article > figure img:not(.avatar)";

    /// <summary>WordPress shows pictures in place of smilies and emoji: they become what the author wrote.</summary>
    public static void WriteSmilies(IHtmlDocument document)
    {
        foreach (IElement smiley in document.QuerySelectorAll("img.wp-smiley[alt], img.emoji[alt]").Take(MostSmilies).ToList())
        {
            smiley.Replace(document.CreateTextNode(smiley.GetAttribute("alt") ?? ""));
        }
    }

    /// <summary>Puts the image that stands above the body, outside it, in front of it.</summary>
    public static void TakeFeatured(PostScope scope, PostBody body)
    {
        if (body.Source is null || scope.First(Featured) is not { } image || SourceOf(image) is not { } source)
        {
            return;
        }

        string name = source[(source.LastIndexOf('/') + 1)..];
        if (body.Copy.QuerySelectorAll("img").Any(other => SourceOf(other)?.EndsWith(name, StringComparison.Ordinal) == true))
        {
            return;
        }

        IElement? figure = image.Closest("figure");
        var copy = (IElement)(figure ?? image).Clone(deep: true);
        body.Copy.Prepend(copy);
    }

    public static List<SavedImage> Read(IElement body, PageAddress address)
    {
        var images = new List<SavedImage>();
        foreach (IElement image in body.QuerySelectorAll("img").ToList())
        {
            if (SourceOf(image) is not { } source || address.Resolve(source) is not { } target || IsPixel(image))
            {
                image.Remove();
                continue;
            }
            image.SetAttribute("src", target);
            foreach (string name in (ReadOnlySpan<string>)["srcset", "sizes", "data-src", "data-lazy-src", "data-srcset", "data-lazy-srcset"])
            {
                image.RemoveAttribute(name);
            }

            IElement? frame = image.Closest("figure, .wp-caption");
            string caption = frame?.QuerySelector("figcaption, .wp-caption-text").Line() ?? "";
            images.Add(new SavedImage(target, image.Attribute("alt"), caption.Length > 0 ? caption : null));
        }
        return images;
    }

    private static string? SourceOf(IElement image)
    {
        string? source = image.Attribute("data-lazy-src", "data-src", "data-original", "data-orig-file", "src");
        if (source is null || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            source = image.Attribute("srcset")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? source;
        }

        return source;
    }

    private static bool IsPixel(IElement image) => image.GetAttribute("width") is "1" or "0" && image.GetAttribute("height") is "1" or "0";
}
