using System.Globalization;

namespace Spalt.Formats.Feeds;

/// <summary>Reads the picture of a feed or item: a podcast's first, since it is the larger.</summary>
internal static class FeedImages
{
    public static FeedImage? Read(FeedElement element)
    {
        foreach (var child in element.All("itunes:image").Concat(element.All("itunes:link").Where(l => l.Attribute("rel") is "image")))
        {
            if (FeedAddress.Web(child.Base, child.Attribute("href") ?? child.Attribute("url") ?? child.Text) is { } podcast)
            {
                return new FeedImage(podcast);
            }
        }

        var image = element.First("image");
        var address = image?.First("url") ?? (image is { HasElements: true } ? null : image);
        var written = address?.Attribute("href") ?? address?.Attribute("resource") ?? address?.Text;
        return FeedAddress.Web(address?.Base, written) is not { } resolved || image is null ? null : new FeedImage(
            resolved,
            image.First("title")?.Text,
            FeedAddress.Web(image.Base, image.First("link")?.Text),
            image.First("description")?.Text,
            Pixels(image.First("width")),
            Pixels(image.First("height")));
    }

    private static int? Pixels(FeedElement? size) => int.TryParse(size?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) ? pixels : null;
}
