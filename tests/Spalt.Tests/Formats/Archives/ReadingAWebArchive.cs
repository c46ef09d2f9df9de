using System.Text;
using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

/// <summary>MHTML: a page and what it shows in one file, as browsers save it.</summary>
public class ReadingAWebArchive
{
    private const string Page = "<html><body><article class=3D\"hentry\"><h2 class=3D\"entry-title\"><a href=3D\"/haga/2020/02/20/isen/\">Isen b=C3=A4r=\n</a></h2><div class=3D\"entry-content\"><p>Spolad p=C3=A5 =3D natten.</p><img src=3D\"/haga/a.png\"></div></article></body></html>";

    private static string Archive(string type = "text/html", string encoding = "quoted-printable", string page = Page, string boundary = "\"----Gräns--x\"") => $"""
        From: <Saved by Blink>
        Snapshot-Content-Location: https://blogg.bladet.example/haga/
        Subject: =?utf-8?Q?Isen?=
        MIME-Version: 1.0
        Content-Type: multipart/related;
        	type="text/html";
        	boundary={boundary}

        Inledning som ingen ser.
        ------Gräns--x
        Content-Type: {type}
        Content-Transfer-Encoding: {encoding}
        Content-Location: https://blogg.bladet.example/haga/

        {page}
        ------Gräns--x
        Content-Type: text/html
        Content-Location: https://annons.example/

        <article class=hentry><h2 class=entry-title>Annons</h2><div class=entry-content><p>Köp.</p></div></article>
        ------Gräns--x
        Content-Type: image/png
        Content-Transfer-Encoding: base64
        Content-Location: https://blogg.bladet.example/haga/a.png

        iVBORw0K
        GgoAAAA=
        ------Gräns--x--
        """;

    private static SavedPage Read(string archive, string end = "\r\n") => SavedPage.Read(Encoding.Latin1.GetBytes(archive.ReplaceLineEndings("\n").Replace("\n", end, StringComparison.Ordinal)), "sida.mhtml");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Takes_the_first_html_for_the_page(string end)
    {
        SavedPage page = Read(Archive(), end);
        SavedPost post = Assert.Single(page.Posts);
        Assert.Equal(("Isen bär", SavedPageKind.Html, "https://blogg.bladet.example/haga/"), (post.Title, page.Kind, page.Address));
        Assert.Contains("<p>Spolad på = natten.</p>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(("https://blogg.bladet.example/haga/2020/02/20/isen/", "https://blogg.bladet.example/haga/a.png"), (post.Permalink, post.Images[0].Source));
    }

    [Theory]
    [InlineData("haga/", "\n haga/")]
    [InlineData("haga/a.png", "haga\n\t/a.\n png")]
    public void Puts_a_folded_address_together(string address, string folded)
    {
        const string Field = "Content-Location: https://blogg.bladet.example/";
        SavedPage page = Read(Archive().Replace(Field + address, Field + folded, StringComparison.Ordinal));
        Assert.Equal("https://blogg.bladet.example/haga/", page.Address);
        Assert.Contains("https://blogg.bladet.example/haga/a.png", page.Pictures.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public void Holds_its_pictures_by_their_addresses() =>
        Assert.Equal("iVBORw0KGgoAAAA=", Convert.ToBase64String(Assert.Single(Read(Archive()).Pictures, p => p.Key == "https://blogg.bladet.example/haga/a.png").Value.Span));

    [Theory]
    [InlineData("text/html; charset=\"utf-8\"", "base64", "PGFydGljbGUgY2xhc3M9aGVudHJ5PjxoMiBjbGFzcz1lbnRyeS10aXRsZT5Jc2VuIGLDpHI8L2gyPjxkaXYgY2xhc3M9ZW50cnktY29udGVudD5TcG9sYWQ8L2Rpdj48L2FydGljbGU+")]
    [InlineData("text/html; charset=iso-8859-1", "8bit", "<article class=hentry><h2 class=entry-title>Isen bär</h2><div class=entry-content>Spolad</div></article>")]
    [InlineData("multipart/alternative; boundary=inre", "7bit", "--inre\nContent-Type: text/plain\n\nIsen\n--inre\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<article class=3Dhentry><h2 class=3Dentry-title>Isen b=E4r</h2><div class=3Dentry-content>Spolad</div></article>\n--inre--")]
    public void Undoes_what_the_part_was_sent_as(string type, string encoding, string page) =>
        Assert.Equal("Isen bär", Assert.Single(Read(Archive(type, encoding, page)).Posts).Title);

    [Fact]
    public void Reads_a_message_of_one_part() =>
        Assert.Equal("Isen", Assert.Single(Read("MIME-Version: 1.0\nContent-Type: text/html\n\n<article class=hentry><h2 class=entry-title>Isen</h2><p>Hal.</p></article>").Posts).Title);

    [Theory]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nabc\n--x--")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<article class=hentry><h2>a</h2><p>b</p></article>")]
    public void Refuses_one_without_a_page(string archive) =>
        Assert.Equal(SavedPageProblem.NoPosts, Assert.Throws<SavedPageException>(() => Read(archive)).Problem);

    [Fact]
    public void Stays_within_bounds()
    {
        string nested = string.Concat(Enumerable.Range(0, 2000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        Assert.Throws<SavedPageException>(() => Read("MIME-Version: 1.0\n" + nested));
        string many = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: image/png\nContent-Location: http://a.example/\n\nx\n", 50_000));
        Assert.Throws<SavedPageException>(() => Read(many));
    }
}
