using Spalt.Formats.Html.Embeds;

namespace Spalt.Tests.Formats.Html;

public sealed class ReadingEmbedAddresses
{
    private static readonly HashSet<string> Mastodons = ["mastodon.example"];

    public static readonly TheoryData<string, string, EmbedShape> Known = new()
    {
        { "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", EmbedShape.Wide },
        { "http://youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=1m30s", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=90", EmbedShape.Wide },
        { "https://youtu.be/dQw4w9WgXcQ?t=42", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=42", EmbedShape.Wide },
        { "https://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", EmbedShape.Tall },
        { "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", EmbedShape.Wide },
        { "https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1", EmbedShape.Wide },
        { "https://vimeo.com/123456789/abcdef0123", "https://player.vimeo.com/video/123456789?dnt=1&h=abcdef0123", EmbedShape.Wide },
        { "https://player.vimeo.com/video/123456789?h=abcdef0123&autoplay=1", "https://player.vimeo.com/video/123456789?dnt=1&h=abcdef0123", EmbedShape.Wide },
        { "https://sverigesradio.se/avsnitt/1966906", "https://sverigesradio.se/embed/episode/1966906", EmbedShape.Low },
        { "https://www.sverigesradio.se/artikel/8936167", "https://sverigesradio.se/embed/publication/8936167", EmbedShape.Low },
        { "https://www.openstreetmap.org/#map=12/63.8258/20.2630", "https://www.openstreetmap.org/export/embed.html?bbox=20.164123%2C63.793089%2C20.361877%2C63.858511&layer=mapnik", EmbedShape.Standard },
        { "https://www.openstreetmap.org/?mlat=63.8&mlon=20.2#map=19/63.8/20.2&layers=N", "https://www.openstreetmap.org/export/embed.html?bbox=20.199228%2C63.799744%2C20.200772%2C63.800256&layer=mapnik&marker=63.8%2C20.2", EmbedShape.Standard },
        { "https://www.google.com/maps/place/Ume%C3%A5/@63.8258,20.263,12z/data=!3m1", "https://www.google.com/maps?q=63.8258%2C20.263&z=12&output=embed", EmbedShape.Standard },
        { "https://www.google.se/maps/@-33.9,151.2,3a,75y", "https://www.google.com/maps?q=-33.9%2C151.2&z=15&output=embed", EmbedShape.Standard },
        { "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d1800.5!2d20.2!3d63.8", "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d1800.5!2d20.2!3d63.8", EmbedShape.Standard },
        { "https://bsky.app/profile/alvposten.example/post/3lbb32nb4322g", "https://embed.bsky.app/embed/alvposten.example/app.bsky.feed.post/3lbb32nb4322g", EmbedShape.Post },
        { "https://bsky.app/profile/did:plc:scmcyemdposb4vuidhztn2ui/post/3lbb32nb4322g", "https://embed.bsky.app/embed/did:plc:scmcyemdposb4vuidhztn2ui/app.bsky.feed.post/3lbb32nb4322g", EmbedShape.Post },
        { "https://mastodon.example/@disa/123456789012345678", "https://mastodon.example/@disa/123456789012345678/embed", EmbedShape.Post },
        { "https://www.instagram.com/alvposten/reel/C1a2B3c4D5e/?igsh=x", "https://www.instagram.com/p/C1a2B3c4D5e/embed/", EmbedShape.Post },
        { "https://twitter.com/alvposten/status/1234567890?s=20", "https://platform.twitter.com/embed/Tweet.html?id=1234567890&dnt=true", EmbedShape.Post },
        { "https://x.com/alvposten/status/1234567890/photo/1", "https://platform.twitter.com/embed/Tweet.html?id=1234567890&dnt=true", EmbedShape.Post },
        { "https://www.facebook.com/alvposten/posts/pfbid02abc", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Falvposten%2Fposts%2Fpfbid02abc", EmbedShape.Post },
        { "https://www.facebook.com/watch/?v=1234567890", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890", EmbedShape.Wide },
        { "https://www.tiktok.com/@alvposten/video/7342084920803446024?is_from_webapp=1", "https://www.tiktok.com/player/v1/7342084920803446024", EmbedShape.Tall },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Makes_the_frame_s_address_of_what_it_has_read(string address, string source, EmbedShape shape)
    {
        var frame = BuiltInEmbeds.Find(EmbedAddress.Read(address)!, Mastodons);
        Assert.Equal((source, shape), (frame?.Source, frame?.Shape));
        Assert.Contains(frame!.Provider, BuiltInEmbeds.Names);
        Assert.Equal(new Uri(source).Host, frame.Host);
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXc")]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ/../x")]
    [InlineData("https://www.youtube.com/embed/\"><script>")]
    [InlineData("https://www.youtube.com/redirect?q=https://evil.example/")]
    [InlineData("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://evil.example/www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://vimeo.com/123456789/ABC\"onload=")]
    [InlineData("https://www.openstreetmap.org/#map=12/999/20.2630")]
    [InlineData("https://www.openstreetmap.org/#map=12/63.8.1/20")]
    [InlineData("https://www.google.com/maps/embed?pb=!1m18!1d\"onload")]
    [InlineData("https://www.google.com/url?q=https://evil.example/")]
    [InlineData("https://bsky.app/profile/a..b/post/3lbb32nb4322g")]
    [InlineData("https://other.example/@disa/123456789012345678")]
    [InlineData("https://mastodon.example/@disa@other.example/123456789012345678")]
    [InlineData("https://x.com/alvposten/status/12345?\"/../../x/evil")]
    [InlineData("https://www.facebook.com/plugins/post.php?href=https://evil.example")]
    [InlineData("https://www.tiktok.com/@alvposten/video/7342084920803446024/../../evil/1")]
    public void Knows_nothing_else(string address)
    {
        var frame = EmbedAddress.Read(address) is { } read ? BuiltInEmbeds.Find(read, Mastodons) : null;

        // A query that it does not use may be anything: nothing of it is in the frame.
        Assert.True(frame is null || frame.Source == "https://platform.twitter.com/embed/Tweet.html?id=12345&dnt=true", frame?.Source);
    }

    [Theory]
    [InlineData("https://user:pass@www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ")]
    [InlineData("ftp://www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://127.0.0.1/watch")]
    public void Is_no_address_to_be_shown(string address) => Assert.Null(EmbedAddress.Read(address));
}
