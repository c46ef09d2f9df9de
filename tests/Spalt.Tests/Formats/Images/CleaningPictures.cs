using System.Text;
using Spalt.Formats.Images;
using Spalt.Tests.Media;

namespace Spalt.Tests.Formats.Images;

public sealed class CleaningPictures
{
    public static readonly TheoryData<string> Kinds = new("jpg[Q=90]", "png", "webp", "gif", "avif", "heic[compression=hevc]");

    private static ExifNotes? Clean(byte[] picture, out byte[] clean)
    {
        using var to = new MemoryStream();
        var notes = PictureCleaner.Clean(picture, to);
        clean = to.ToArray();
        return notes;
    }

    [Fact]
    public void Leaves_of_a_photograph_its_pixels_how_it_was_held_and_who_owns_it()
    {
        var notes = Clean(PictureFiles.Telling(PictureFiles.Make("jpg[Q=90]", 64, 48)), out var clean);
        Assert.Equal(new ExifNotes(6, "Disa Holm", "© Älvposten"), notes);
        Assert.False(clean.Says(PictureFiles.Secrets));
        Assert.True(clean.Says("Disa Holm"));
        Assert.EndsWith("FFD9", Convert.ToHexString(clean), StringComparison.Ordinal);
        Assert.Equal((48, 64), ImageHeader.Read(clean) is { } header ? (header.Width, header.Height) : default);
        Assert.Equal(notes, Clean(clean, out var again));
        Assert.Equal(clean, again);
    }

    [Fact]
    public void Takes_the_name_from_a_press_photograph_where_the_camera_knows_none()
    {
        var jpeg = PictureFiles.Make("jpg[Q=90]", 16, 16);
        byte[] press = [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 14, 0x1C, 2, 110, 0, 9, .. "Mats Berg"u8];
        Assert.Equal("Mats Berg", Clean([.. jpeg[..2], .. PictureFiles.Segment(0xED, press), .. jpeg[2..]], out _)?.Credit);
    }

    [Fact]
    public void Takes_the_name_from_xmp_where_nothing_else_knows_one()
    {
        const string Packet = "<?xpacket begin='\uFEFF'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dc='http://purl.org/dc/elements/1.1/' "
            + "xmlns:exif='http://ns.adobe.com/exif/1.0/'><rdf:Description exif:GPSLatitude='hemlig'><dc:title><rdf:Alt><rdf:li>Isen</rdf:li></rdf:Alt></dc:title>"
            + "<dc:creator><rdf:Seq><rdf:li>Mats Berg</rdf:li><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li>© Älvposten</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";
        var xmp = Encoding.UTF8.GetBytes(Packet);
        var jpeg = PictureFiles.Make("jpg[Q=90]", 16, 16);
        foreach (var picture in (byte[][])[[.. jpeg[..2], .. PictureFiles.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. xmp]), .. jpeg[2..]],
            PictureFiles.Png(16, 16, ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. xmp]))])
        {
            Assert.Equal(new ExifNotes(1, "Mats Berg", "© Älvposten"), Clean(picture, out var clean));
            Assert.False(clean.Says("hemlig"));
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>&a;</dc:creator></x>")]
    [InlineData("<x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>")]
    [InlineData("hemlig")]
    public void Believes_no_xmp_that_is_none(string packet)
    {
        var jpeg = PictureFiles.Make("jpg[Q=90]", 16, 16);
        Assert.Equal(ExifNotes.None, Clean([.. jpeg[..2], .. PictureFiles.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(packet)]), .. jpeg[2..]], out _));
    }

    [Theory]
    [InlineData("webp")]
    [InlineData("webp[lossless]")]
    [InlineData("jpg[Q=90]")]
    public void Names_the_maker_in_a_picture_that_was_made_anew(string kind)
    {
        var picture = PictureFiles.Make(kind, 65, 33);
        var notes = new ExifNotes(6, "Disa Holm", "© Älvposten");
        var signed = PictureSigner.Sign(picture, notes);
        Assert.Equal(notes with { Orientation = 1 }, PictureCleaner.Notes(signed));
        Assert.Equal(ImageHeader.Read(picture), ImageHeader.Read(signed));
        Assert.Equal(PictureFiles.Convert(picture, "raw"), PictureFiles.Convert(signed, "raw"));
        Assert.Same(picture, PictureSigner.Sign(picture, ExifNotes.None));
    }

    [Fact]
    public void Leaves_no_words_in_a_png()
    {
        var png = PictureFiles.Png(40, 20, ("tEXt", Encoding.ASCII.GetBytes("Comment\0hemlig")), ("eXIf", PictureFiles.Exif), ("acTL", new byte[8]), ("xYzz", "hemlig"u8.ToArray()));
        Assert.Equal("Disa Holm", Clean([.. png, .. "hemlig"u8], out var clean)?.Artist);
        Assert.False(clean.Says(PictureFiles.Secrets));
        Assert.False(clean.Says("acTL"));
        Assert.True(clean.Says("Disa Holm"));
    }

    [Fact]
    public void Leaves_no_words_in_an_animation()
    {
        var gif = PictureFiles.Gif(10, 10, 3);
        Assert.True(gif.Says("hemlig"));
        Assert.NotNull(Clean([.. gif, .. "<script>"u8], out var clean));
        Assert.False(clean.Says(PictureFiles.Secrets));
        Assert.True(clean.Says("NETSCAPE2.0"));
        Assert.Equal(3, ImageHeader.Frames(clean));
    }

    [Fact]
    public void Leaves_no_place_in_a_webp_an_avif_or_a_heic()
    {
        var jpeg = PictureFiles.Make("jpg[Q=90]", 64, 48);
        byte[] told = [.. jpeg[..2], .. PictureFiles.Segment(0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif]), .. jpeg[2..]];
        foreach (var kind in (string[])["webp", "avif", "heic[compression=hevc]"])
        {
            var picture = PictureFiles.Convert(told, kind);
            Assert.True(picture.Says("Kamerabolaget"), kind);
            Assert.Equal("Disa Holm", Clean(picture, out var clean)?.Artist);
            Assert.False(clean.Says(PictureFiles.Secrets), kind);
            Assert.Equal(ImageHeader.Read(picture), ImageHeader.Read(clean));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_what_is_cut_short_and_fails_at_nothing(string kind)
    {
        var whole = PictureFiles.Make(kind, 64, 64);
        Assert.NotNull(Clean(whole, out var clean));
        Assert.Equal((64, 64), ImageHeader.Read(clean) is { } header ? (header.Width, header.Height) : default);
        for (var length = 0; length < whole.Length - 1; length++)
        {
            Assert.True(Clean(whole[..length], out _) is null, $"{length} of {whole.Length} bytes");
        }

        var dice = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])whole.Clone();
            for (var times = dice.Next(1, 6); times > 0; times--)
            {
                changed[dice.Next(Math.Min(changed.Length, round % 2 == 0 ? 600 : int.MaxValue))] = (byte)dice.Next(256);
            }

            Clean(changed, out _);
            ImageHeader.Frames(changed);
        }
    }

    [Fact]
    public void Refuses_a_photograph_in_thousands_of_scans()
    {
        var jpeg = PictureFiles.Make("jpg[interlace]", 64, 48);
        var scan = jpeg.AsSpan().LastIndexOf((byte[])[0xFF, 0xDA]);
        var last = jpeg[scan..^2];
        Assert.NotNull(Clean([.. jpeg[..^2], .. last, 0xFF, 0xD9], out _));
        Assert.Null(Clean([.. jpeg[..^2], .. Enumerable.Repeat(last, 3000).SelectMany(s => s), 0xFF, 0xD9], out _));
    }
}
