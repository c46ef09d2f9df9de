using Microsoft.Extensions.Options;
using Spalt.Formats.Images;
using Spalt.Media;

namespace Spalt.Tests.Media;

public sealed class ConvertingPictures : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("converting");
    private readonly PictureConverter _converter = new(new Vips(Options.Create(new MediaOptions())));

    public void Dispose()
    {
        _converter.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<(Conversion? Done, PictureFault Fault)> ConvertAsync(byte[] picture, PictureConverter? converter = null)
    {
        Assert.SkipUnless(PictureFiles.CanMake, "libvips-tools is not on this machine");
        var folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "upload"), picture, TestContext.Current.CancellationToken);
        return await (converter ?? _converter).ConvertAsync(Path.Combine(folder, "upload"), folder, TestContext.Current.CancellationToken);
    }

    private static ImageHeader Header(Conversion done, string ending) => ImageHeader.Read(File.ReadAllBytes(done.Files.Single(f => f.Name.EndsWith(ending, StringComparison.Ordinal)).Path))!;

    [Theory]
    [InlineData("jpg[Q=90]", "jpg")]
    [InlineData("png", "png")]
    [InlineData("webp", "webp")]
    [InlineData("gif", "gif")]
    [InlineData("avif", "avif")]
    [InlineData("heic[compression=hevc]", "heic")]
    public async Task Makes_every_width_below_the_picture_s_own_and_that_one_of_every_kind(string kind, string extension)
    {
        var (done, fault) = await ConvertAsync(PictureFiles.Make(kind, 1000, 500));
        Assert.True(done is not null, fault.ToString());
        Assert.Equal((extension, 1000, 500, 1000, 500, false), (done.Extension, done.Width, done.Height, done.VariantWidth, done.VariantHeight, done.IsAnimated));
        Assert.Equal(
            [$"{done.Hash}.{extension}", .. from width in (int[])[480, 960, 1000] from e in (string[])["webp", "avif"] select $"{done.Hash}-{width}.{e}"],
            done.Files.Select(f => f.Name));
        Assert.Equal(new ImageHeader("webp", 480, 240), Header(done, "-480.webp"));
        Assert.Equal(new ImageHeader("avif", 960, 480), Header(done, "-960.avif"));
    }

    [Fact]
    public async Task Makes_nothing_larger_than_a_page_can_show()
    {
        var (done, _) = await ConvertAsync(PictureFiles.Make("jpg[Q=90]", 3000, 1500));
        Assert.Equal((3000, 1500, 2000, 1000), (done!.Width, done.Height, done.VariantWidth, done.VariantHeight));
        Assert.Equal(9, done.Files.Count);
    }

    [Fact]
    public async Task Tells_nobody_where_a_photograph_was_taken()
    {
        var (done, _) = await ConvertAsync(PictureFiles.Telling(PictureFiles.Make("jpg[Q=90]", 600, 400)));
        Assert.Equal("Disa Holm", done!.Notes.Credit);
        Assert.All(done.Files, file => Assert.False(File.ReadAllBytes(file.Path).Says(PictureFiles.Secrets), file.Name));
        Assert.All(done.Files, file =>
        {
            // The whole of what it says, and that it is a picture still.
            var bytes = File.ReadAllBytes(file.Path);
            var notes = PictureCleaner.Notes(bytes);
            Assert.Equal(("Disa Holm", "© Älvposten"), (notes.Artist, notes.Copyright));
            Assert.NotEmpty(PictureFiles.Convert(bytes, "png"));
        });
    }

    [Fact]
    public async Task Turns_every_photograph_the_way_it_was_taken()
    {
        var corpus = Path.GetDirectoryName(Formats.Html.Corpora.Find("exif-orientation/LICENCE.txt"));
        Assert.SkipWhen(corpus is null, "../shared/corpora/exif-orientation is not here");
        foreach (var shape in (string[])["Landscape", "Portrait"])
        {
            double[]? upright = null;
            for (var orientation = 0; orientation <= 8; orientation++)
            {
                var (done, fault) = await ConvertAsync(await File.ReadAllBytesAsync(Path.Combine(corpus, $"{shape}_{orientation}.jpg"), TestContext.Current.CancellationToken));
                Assert.True(done is not null, $"{shape}_{orientation}: {fault}");
                Assert.Equal(shape == "Landscape", done.Width > done.Height);
                Assert.Equal(shape == "Landscape", done.VariantWidth > done.VariantHeight);
                var corners = PictureFiles.Corners(done.Files.First(f => f.Name.EndsWith("-480.webp", StringComparison.Ordinal)).Path);
                upright ??= corners;
                Assert.All(corners.Zip(upright), pair => Assert.InRange(pair.First, pair.Second - 25, pair.Second + 25));
            }
        }
    }

    [Fact]
    public async Task Keeps_an_animation_moving_and_no_wider_than_need_be()
    {
        var (done, fault) = await ConvertAsync(PictureFiles.Gif(1200, 40, 5));
        Assert.True(done is not null, fault.ToString());
        Assert.Equal((1200, 40, 960, 32, true), (done.Width, done.Height, done.VariantWidth, done.VariantHeight, done.IsAnimated));
        Assert.Equal([$"{done.Hash}.gif", $"{done.Hash}-a960.webp"], done.Files.Select(f => f.Name));
        Assert.True(ImageHeader.Frames(await File.ReadAllBytesAsync(done.Files[1].Path, TestContext.Current.CancellationToken)) > 1);
    }

    [Theory]
    [InlineData("<html>Logga in</html>", PictureFault.Kind)]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", PictureFault.Svg)]
    [InlineData("%PDF-1.7 hemlig", PictureFault.Kind)]
    [InlineData("", PictureFault.Kind)]
    public async Task Takes_no_other_kind_of_file(string text, object fault) => Assert.Equal((null, (PictureFault)fault), await ConvertAsync(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task Refuses_bombs_before_anything_decodes_them()
    {
        var bomb = PictureFiles.Png(30_000, 30_000);
        Assert.InRange(bomb.Length, 0, 200_000);
        Assert.Equal((null, PictureFault.Pixels), await ConvertAsync(bomb));
        Assert.Equal((null, PictureFault.Frames), await ConvertAsync(PictureFiles.Gif(10, 10, 20_000)));
        Assert.Equal((null, PictureFault.Pixels), await ConvertAsync(PictureFiles.Gif(1000, 1000, 500)));
    }

    [Fact]
    public async Task Refuses_headers_that_lie()
    {
        // A PNG that says it is wider than its rows.
        var large = PictureFiles.Png(900, 900);
        var lying = (byte[])large.Clone();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(lying.AsSpan(16), 9000);
        Assert.Equal((null, PictureFault.Broken), await ConvertAsync(lying));

        // An AVIF whose property says another size than its data hold.
        var avif = PictureFiles.Make("avif", 300, 300);
        var ispe = avif.AsSpan().IndexOf("ispe"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(avif.AsSpan(ispe + 8), 30);
        Assert.Equal(PictureFault.Broken, (await ConvertAsync(avif)).Fault);
    }

    [Theory]
    [InlineData("jpg[Q=90]")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("avif")]
    [InlineData("heic[compression=hevc]")]
    public async Task Refuses_what_was_cut_short(string kind)
    {
        var whole = PictureFiles.Make(kind, 600, 400);
        Assert.Equal((null, PictureFault.Broken), await ConvertAsync(whole[..(whole.Length * 2 / 3)]));
    }

    [Fact]
    public async Task Takes_of_a_file_that_is_two_things_the_picture_only()
    {
        var (done, _) = await ConvertAsync([.. PictureFiles.Make("jpg[Q=90]", 60, 40), .. "<html><script>alert(1)</script></html>PK\u0003\u0004"u8]);
        Assert.All(done!.Files, file => Assert.False(File.ReadAllBytes(file.Path).Says("<script", "<html", "PK\u0003\u0004"), file.Name));
    }

    [Theory]
    [InlineData("png", "cast made.v x.v ushort --shift", "copy x.v made.v --interpretation rgb16")]
    [InlineData("jpg", "colourspace made.v x.v cmyk", "copy x.v made.v")]
    [InlineData("jpg", "colourspace made.v x.v b-w", "copy x.v made.v")]
    [InlineData("png", "extract_band made.v b.v 0", "bandjoin \"made.v b.v\" x.v", "copy x.v made.v")]
    public async Task Takes_every_sort_of_colour(string kind, params string[] commands)
    {
        var (done, fault) = await ConvertAsync(PictureFiles.Make(kind, 100, 60, commands));
        Assert.True(done is not null, fault.ToString());
        Assert.Equal(new ImageHeader("webp", 100, 60), Header(done, "-100.webp"));
    }

    [Fact]
    public async Task Says_so_where_there_is_no_converter()
    {
        using var without = new PictureConverter(new Vips(Options.Create(new MediaOptions { Vips = "/nowhere/vips" })));
        Assert.Equal((null, PictureFault.Tools), await ConvertAsync(PictureFiles.Make("png", 10, 10), without));
    }
}
