using System.Text;
using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

public class DecodingAPage
{
    private const string Text = "Åäö – “så”\n\nAv , , Bli först att kommentera 4\n\nKött & grädde på Öbacka.\n\nBli först att kommentera";
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static void ReadsAs(byte[] bytes, string encoding, params SavedPageWarningKind[] warnings)
    {
        SavedPage page = SavedPage.Read(bytes);
        Assert.Equal(("Åäö – “så”", "<p>Kött &amp; grädde på Öbacka.</p>", encoding), (page.Posts[0].Title, page.Posts[0].BodyHtml, page.Encoding));
        Assert.Equal(warnings, page.Warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void Takes_utf_8_with_and_without_a_mark()
    {
        ReadsAs(Encoding.UTF8.GetBytes(Text), "utf-8");
        ReadsAs([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], "utf-8");
    }

    [Fact]
    public void Takes_utf_16_by_its_mark()
    {
        ReadsAs([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "utf-16le");
        ReadsAs([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "utf-16be");
    }

    [Fact]
    public void Takes_what_is_not_utf_8_for_windows_1252() => ReadsAs(Windows.GetBytes(Text), "windows-1252");

    [Fact]
    public void Repairs_stray_bytes_one_by_one()
    {
        int cut = Text.IndexOf("grädde", StringComparison.Ordinal);
        ReadsAs([.. Encoding.UTF8.GetBytes(Text[..cut]), .. Windows.GetBytes("grädde"), .. Encoding.UTF8.GetBytes(Text[(cut + 6)..])], "utf-8", SavedPageWarningKind.BrokenUtf8Repaired);
        ReadsAs([.. Windows.GetBytes(Text[..cut]), .. Encoding.UTF8.GetBytes("grädde"), .. Windows.GetBytes(Text[(cut + 6)..])], "windows-1252", SavedPageWarningKind.BrokenUtf8Repaired);
    }

    [Fact]
    public void Undoes_double_encoding() =>
        ReadsAs(Encoding.UTF8.GetBytes(Windows.GetString(Encoding.UTF8.GetBytes(Text))), "utf-8", SavedPageWarningKind.DoubleEncodingUndone);

    [Fact]
    public void Leaves_a_text_about_double_encoding_alone() =>
        Assert.Equal("<p>På sidan står det Ã¤ i stället för ä.</p>", Saved.Post("A\n\nAv , , Bli först att kommentera\n\nPå sidan står det Ã¤ i stället för ä.\n\nBli först att kommentera").BodyHtml);

    [Theory]
    [InlineData("iso-8859-1", false, "windows-1252", null)]
    [InlineData("iso-8859-1", true, "utf-8", SavedPageWarningKind.CharsetClaimIsWrong)]
    [InlineData("utf-8", false, "windows-1252", SavedPageWarningKind.CharsetClaimIsWrong)]
    [InlineData("utf-8", true, "utf-8", null)]
    public void Believes_the_bytes_before_the_claim(string claim, bool utf8, string encoding, SavedPageWarningKind? warning)
    {
        string html = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={claim}\"></head><body><article class=hentry><h2 class=entry-title>Åäö</h2><p>Öbacka</p></article></body>";
        SavedPage page = SavedPage.Read((utf8 ? Encoding.UTF8 : Windows).GetBytes(html));
        Assert.Equal(("Åäö", encoding), (page.Posts[0].Title, page.Encoding));
        Assert.Equal(warning, page.Warnings.Select(found => (SavedPageWarningKind?)found.Kind).SingleOrDefault());
    }

    [Theory]
    [InlineData(new byte[0], SavedPageProblem.Empty)]
    [InlineData(new byte[] { 32, 10, 13 }, SavedPageProblem.Empty)]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0, 1, 2 }, SavedPageProblem.NotText)]
    public void Refuses_what_is_no_text(byte[] bytes, SavedPageProblem problem) =>
        Assert.Equal(problem, Assert.Throws<SavedPageException>(() => SavedPage.Read(bytes)).Problem);
}
