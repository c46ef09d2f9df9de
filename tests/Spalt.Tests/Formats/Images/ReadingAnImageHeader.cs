using Spalt.Formats.Images;

namespace Spalt.Tests.Formats.Images;

public sealed class ReadingAnImageHeader
{
    public static readonly TheoryData<string, string, int, int> Pictures = new()
    {
        { "89504E470D0A1A0A0000000D4948445200000280000001E00802000000", "png", 640, 480 },
        { "474946383961400120000000002C", "gif", 320, 32 },
        { "FFD8FFE000104A46494600010100000100010000FFC0001108012C019003012200021101031101", "jpg", 400, 300 },
        { "FFD8FFFFE10004AAAAFFC2000B080010002001011100", "jpg", 32, 16 },
        { "FFD8FFE1002245786966000049492A0008000000010012010300010000000600000000000000FFC0001108012C019003012200021101031101", "jpg", 300, 400 },
        { "FFD8FFE1002E4578696600004D4D002A000000080002010F0002000000040000000001120003000000010008000000000000FFC0001108012C019003012200021101031101", "jpg", 300, 400 },
        { "FFD8FFE1002245786966000049492A0008000000010012010300010000000100000000000000FFC0001108012C019003012200021101031101", "jpg", 400, 300 },
        { "FFD8FFE1001245786966000049492A00FFFFFFFF0100FFC0001108012C019003012200021101031101", "jpg", 400, 300 },
        { "524946461A000000574542505650382018000000300100" + "9D012A4001F000" + "0000000000000000", "webp", 320, 240 },
        { "524946461A000000574542505650384C0D0000002F3FC13B00000000000000000000", "webp", 320, 240 },
        { "524946461A00000057454250565038580A000000000000003F0100EF0000000000", "webp", 320, 240 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Tells_kind_and_size(string hex, string extension, int width, int height) =>
        Assert.Equal(new ImageHeader(extension, width, height), ImageHeader.Read(Convert.FromHexString(hex)));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Finds_nothing_in_a_picture_that_is_broken_off(string hex, string extension, int width, int height)
    {
        var bytes = Convert.FromHexString(hex);
        var whole = new ImageHeader(extension, width, height);
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.True(ImageHeader.Read(bytes.AsSpan(0, length)) is null || ImageHeader.Read(bytes.AsSpan(0, length)) == whole));
        Assert.Null(ImageHeader.Read(bytes.AsSpan(0, 8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3C68746D6C3E")]
    [InlineData("89504E470D0A1A0A0000000D49484452000000000000000008020000000000000000")]
    [InlineData("89504E470D0A1A0A0000000D49484452FFFFFFFFFFFFFFFF08020000000000000000")]
    [InlineData("FFD8FFE00000FFE00000FFE00000FFE00000FFE00000FFE00000")]
    [InlineData("3C7376672077696474683D22313022206865696768743D22313022")]
    public void Finds_nothing_in_what_is_no_picture(string hex) => Assert.Null(ImageHeader.Read(Convert.FromHexString(hex)));
}
