using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public sealed class PicturesOnAPage
{
    private const string Hash = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Are_offered_in_every_width_that_there_is()
    {
        var html = $"<p>Ord.</p><figure><img src=\"/-/media/{Hash}-1200.webp\" alt=\"Å &gt; ä\" width=\"1200\" height=\"800\"><figcaption>Text</figcaption></figure>";
        var webp = $"/-/media/{Hash}-480.webp 480w, /-/media/{Hash}-960.webp 960w, /-/media/{Hash}-1200.webp 1200w";
        const string Sizes = "sizes=\"(min-width: 40rem) 36rem, 100vw\"";
        Assert.Equal(
            $"<p>Ord.</p><figure><picture><source type=\"image/avif\" srcset=\"{webp.Replace("webp", "avif", StringComparison.Ordinal)}\" {Sizes}>"
            + $"<img src=\"/-/media/{Hash}-1200.webp\" alt=\"Å &gt; ä\" width=\"1200\" height=\"800\" srcset=\"{webp}\" {Sizes} decoding=\"async\"></picture><figcaption>Text</figcaption></figure>",
            PicturesOnPages.Offer(html, firstIsSeen: true));
    }

    [Fact]
    public void Wait_until_they_are_scrolled_to_but_for_the_first()
    {
        const string Image = "<img src=\"/-/media/a.jpg\" alt=\"\">";
        Assert.Equal(
            "<img src=\"/-/media/a.jpg\" alt=\"\" decoding=\"async\"><p>x</p><img src=\"/-/media/a.jpg\" alt=\"\" loading=\"lazy\" decoding=\"async\">",
            PicturesOnPages.Offer(Image + "<p>x</p>" + Image, firstIsSeen: true));
        Assert.Equal(2, PicturesOnPages.Offer(Image + Image, firstIsSeen: false).Split("loading=\"lazy\"").Length - 1);
    }

    [Theory]
    [InlineData("<p>Inga bilder.</p>")]
    [InlineData("")]
    [InlineData("<p>&lt;img src=&quot;x&quot;&gt;</p>")]
    public void That_are_not_there_change_nothing(string html) => Assert.Same(html, PicturesOnPages.Offer(html, firstIsSeen: true));

    [Theory]
    [InlineData($"/-/media/{Hash}.jpg")]
    [InlineData($"/-/media/{Hash}-a480.webp")]
    [InlineData("https://b.example/a-1200.webp")]
    public void That_came_in_one_size_are_offered_in_one(string address) =>
        Assert.Equal($"<img src=\"{address}\" alt=\"\" loading=\"lazy\" decoding=\"async\">", PicturesOnPages.Offer($"<img src=\"{address}\" alt=\"\">", firstIsSeen: false));

    [Fact]
    public void Are_known_by_their_hashes()
    {
        var other = new string('f', 32);
        Assert.Equal(
            [Hash, other],
            PicturesOnPages.HashesIn($"<img src=\"/-/media/{Hash}-480.webp\" alt=\"\"><img alt=\"\" src=\"/-/media/{other}.jpg\"><img src=\"/-/media/{Hash}-a480.webp\" alt=\"\"><img src=\"/-/media/../x\" alt=\"\">"));
    }

    [Fact]
    public void Are_replaced_with_their_sizes_and_nothing_else()
    {
        var html = $"<p>{Hash}</p><img src=\"/-/media/{Hash}-1200.webp\" alt=\"En src=&quot;buss\" width=\"1200\" height=\"800\"><img src=\"/-/media/a.jpg\" alt=\"\" width=\"1\" height=\"2\">";
        Assert.Equal(
            $"<p>{Hash}</p><img src=\"/-/media/ny-2000.webp\" alt=\"En src=&quot;buss\" width=\"2000\" height=\"900\"><img src=\"/-/media/a.jpg\" alt=\"\" width=\"1\" height=\"2\">",
            PicturesOnPages.Replace(html, Hash, "/-/media/ny-2000.webp", 2000, 900));
    }

    [Fact]
    public void Lack_words_until_somebody_says_what_they_show_or_that_they_are_decoration()
    {
        const string Html = "<img src=\"/a\"><img src=\"/b?x&amp;y\" alt=\" \"><img src=\"/c\" alt=\"\"><img src=\"/d\" alt=\"D\">";
        Assert.Equal(["/a", "/b?x&y"], PicturesOnPages.In(Html).Where(p => p.LacksAlt).Select(p => p.Address));
        Assert.Equal(
            "<img src=\"/a\" alt=\"\"><img src=\"/b?x&amp;y\" alt=\"Å &lt;&quot;&amp;\"><img src=\"/c\" alt=\"\"><img src=\"/d\" alt=\"D\">",
            PicturesOnPages.Describe(PicturesOnPages.Describe(PicturesOnPages.Describe(Html, "/a", ""), "/b?x&y", "Å <\"&"), "/d", "Nej"));
    }
}
