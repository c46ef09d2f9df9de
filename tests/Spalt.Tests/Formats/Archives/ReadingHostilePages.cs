using System.Text;
using Spalt.Formats.Archives;

namespace Spalt.Tests.Formats.Archives;

public class ReadingHostilePages
{
    private const string Capture = "Etikett: Umeå\n\nIsen bär\n\nAv Anna Berg, 20 februari 2020 kl. 14.05, Sport 2 kommentarer 4\n\n1. Ett\n2. Två\n\nÖppet, sa vakten.\n\n2 kommentarer\n\nBo skriver:\n20 februari 2020 kl. 15:00\n\nTack!\n\nSvara\n\nArkiv\nRSS Nytt från bladet.example";

    private const string Html = """
        <!-- saved from url=(0040)https://blogg.bladet.example/haga/ --><html lang="sv"><head><meta charset="utf-8"><script type="application/ld+json">{"@type":"BlogPosting","headline":"Isen","datePublished":"2020-02-20","author":{"name":"Bo \ud83d\ude00"}}</script></head>
        <body><article id="post-1" class="post-1 hentry"><h2 class="entry-title"><a href="/haga/2020/02/20/isen/">Isen</a></h2><time class="published" datetime="2020-02-20T14:05:00+01:00">x</time><div class="entry-content"><p>Åh <img src="a.jpg" width=1></p></div>
        <span class="cat-links"><a rel="category tag">Sport</a></span><a href="#respond">2 kommentarer</a></article><ol class="commentlist"><li id="comment-1" class="comment depth-1"><b class="fn">Bo</b><div class="comment-content"><p>Hej</p></div></li></ol></body></html>
        """;

    private const string Archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<article class=3D\"hentry\"><h2 class=\r\n=3D\"entry-title\">Isen b=C3=A4r</h2><p>Spolad.</p></article>\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://haga.example/a.png\r\n\r\niVBORw0K\r\n--x--";

    [Theory]
    [InlineData(Capture)]
    [InlineData(Html)]
    [InlineData(Archive)]
    public void Never_fails_in_any_other_way_than_its_own(string page)
    {
        byte[] original = Encoding.UTF8.GetBytes(page);
        var random = new Random(20200220);
        for (int round = 0; round < 1500; round++)
        {
            byte[] bytes = Mutate(original, random);
            try
            {
                SavedPage read = SavedPage.Read(bytes);
                Assert.NotEmpty(read.Posts);
                Assert.All(read.Posts, post => Assert.All(post.Comments, comment => Assert.False(string.Equals(comment.Id, comment.ParentId, StringComparison.Ordinal))));
            }
            catch (SavedPageException)
            {
                // The one exception that is promised.
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        for (int change = random.Next(1, 8); change > 0; change--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(1, 256); break;
                case 1: bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1)); break;
                case 2: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                default: bytes.InsertRange(at, "<>\"'&=\n,Av"u8[random.Next(10)..].ToArray()); break;
            }
            if (bytes.Count == 0)
            {
                bytes.Add(65);
            }
        }
        return [.. bytes];
    }

    [Theory]
    [InlineData("sv", "en", "sv")]
    [InlineData("sv-SE", "en", "sv-SE")]
    [InlineData("", "zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("&quot; onclick=", "en", "en")]
    [InlineData("", "sv\\u0000", null)]
    [InlineData("", "s\\u0000v", null)]
    [InlineData("sv och mer", "sv, en", null)]
    [InlineData("sv-", "x", null)]
    [InlineData("en-a-b-c-d-e", "svenskaspråket", null)]
    public void Have_a_language_only_where_they_name_one(string html, string data, string? expected)
    {
        string json = $$"""<script type="application/ld+json">{"@type":"BlogPosting","headline":"Isen","articleBody":"Åh","inLanguage":"{{data}}"}</script>""";
        Assert.Equal(expected, Saved.Post($"""<html lang="{html}"><head>{json}</head><body><article class="hentry"><h2 class="entry-title">Isen</h2><p>Åh</p></article>""").Language);
        Assert.Equal(data is "en" or "zh-Hant-TW" ? data : null, Saved.Post($"<html><head>{json}</head><body>").Language);
    }

    [Fact]
    public void Are_not_those_whose_cells_never_end_their_formatting()
    {
        var cells = string.Concat(Enumerable.Range(0, 60).Select(i => $"<tr><td><font color=\"#{i:000000}\">Rad {i}</td></tr>"));
        var post = Saved.Post($"<article class=\"hentry\"><h2 class=\"entry-title\">Isen</h2><div class=\"entry-content\"><table>{cells}</table><p>Läs <a href=\"https://a.example/\">mer om isen</a> <b>nu</b>.</p></div></article>");
        Assert.Contains("<a href=\"https://a.example/\">mer om isen</a> <b>nu</b>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("#000059", post.BodyHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-->")]
    [InlineData("<!--->")]
    [InlineData("<!---->")]
    [InlineData("<!-- slut --!>")]
    [InlineData("<!-- <p> -- > -->")]
    public void Are_not_those_with_comments_of_every_form(string comment) =>
        Assert.Equal(["Ett", "Två", "Tre"], Saved.Page(Three(comment)).Titles());

    [Theory]
    [InlineData("p")]
    [InlineData("li")]
    [InlineData("td")]
    public void Too_deep_swallow_no_other_post(string open)
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 205)) + string.Concat(Enumerable.Repeat($"<{open}>rad", 30)) + string.Concat(Enumerable.Repeat("</div>", 205));
        Assert.Equal(["Ett", "Två", "Tre"], Saved.Page(Three(deep)).Titles());
    }

    [Fact]
    public void Keep_the_classes_that_a_theme_says_first()
    {
        var tags = string.Concat(Enumerable.Range(0, 2000).Select(i => $" tag-nummer-{i}"));
        Assert.Equal("<p>Text</p>", Saved.Post($"<article data-a=\"{new string('=', 2000)}\" class=\"post-4 hentry{tags}\" id=post-4><h2 class=entry-title>Isen</h2><div class='entry-content{tags}'><p>Text</p></div></article>").Shown());
    }

    private static string Three(string within) => "<html><body>"
        + string.Concat(new[] { ("Ett", within), ("Två", ""), ("Tre", "") }.Select(p => $"<article class=hentry><h2 class=entry-title>{p.Item1}</h2><div class=entry-content><p>Text {p.Item1}.</p>{p.Item2}</div></article>"))
        + "</body></html>";

    public static TheoryData<string, string> Floods => new()
    {
        { "by-lines", "Av , , Bli först att kommentera\n" },
        { "almost by-lines", "Av , , , , , , , , , , , , , , , , , , , x\n" },
        { "broken by-lines", "Av Anna\n" },
        { "comment links", "5 kommentarer\n" },
        { "read on", "Läs mer\n" },
        { "commas", "Av , , " },
        { "numbers", "1. 1. 1. 1 " },
        { "items", "1. a\n2. a\n" },
        { "months", "februari 2020\n" },
        { "divs", "<div>" },
        { "articles", "<article class=hentry>" },
        { "posts", "<div class=hentry><h2 class=entry-title>a</h2><div class=entry-content>b</div></div>" },
        { "plain posts", "<h2>a</h2><p>Av , , Bli först att kommentera</p><p>b</p>" },
        { "plain text", "<h2>a</h2><p>Av , , Bli först att kommentera</p><i>b" },
        { "share links", "<article class=hentry><h2 class=entry-title>a</h2><div class=entry-content><p><a href=#>Dela</a>" },
        { "dead links", "<p><a href=#>x</a></p>" },
        { "nested posts", "<div class='hentry post'><h2 class=entry-title>a</h2><div class=entry-content>b" },
        { "bodies", "<div class=entry-content>b</div>" },
        { "comments", "<li class=comment id=comment-1><p>a<ol class=children>" },
        { "comments of a list", "<dl><dt class=comment-author>a<dd>b" },
        { "comments of one list", "<dt class=comment-author>a<dd>b" },
        { "days", "<h2>1 maj 2010</h2><div class=post><h3>a</h3><div class=entry>b</div></div>" },
        { "headings", "<h2>a</h2><p>b c.</p>" },
        { "headings of many ranks", "<h1>a</h1><p>b c.</p><h2>a</h2><h3>b</h3><h4>c</h4><p>b c.</p>" },
        { "headings in boxes", "<div><h2>a</h2><p>b c.</p></div>" },
        { "headings in open boxes", "<div><h2>a</h2><p>b c.</p>" },
        { "fonts", "<p><font a=1><font a=2><b><i>" },
        { "formatting that ever differs", "<p><font a={0}></p>" },
        { "formatting that ever differs, ended out of reach", "<font a={0}><table></font></table>" },
        { "formatting that ever differs, around many blocks", "<font a={0}><div><div><div><div><div><div><div><div><div></font></div></div></div></div></div></div></div></div></div>" },
        { "formatting that ever differs, in cells of no table", "<td><p><font a={0}></td>" },
        { "links that ever differ", "<p><a href={0}></p>" },
        { "blocks where there are styles", "<svg><style><p><font a={0}></p></style></svg>" },
        { "blocks where there are titles", "<svg><title><div><font a={0}></title></svg>" },
        { "blocks where there are choices", "<select><style><div></style></select><div>" },
        { "pictures in a table", "<img src=x>" },
        { "tables", "<table><tr><td>" },
        { "attributes", "<div a=1 b=2 " },
        { "attributes between slashes", "<div/a{0}" },
        { "attributes between quotes", "<div a{0}=''" },
        { "classes", "c{0} " },
        { "classes without quotes", "c{0}&#32;" },
        { "elements of many classes", "<div class='a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9'></div>" },
        { "lists", "<li><dd>" },
        { "ends unheard in a block", "<span><div></span>" },
        { "ends unheard in an object", "<div><object></div>" },
        { "ends unheard in a cell", "<div><table><td></div>" },
        { "ends unheard in a list", "<li><ul></li>" },
        { "ends unheard in a choice", "<div><select></div></select>" },
        { "formatting around blocks", "<b><div></b>" },
        { "forms around blocks", "<form><div></form>" },
        { "ends of the page", "<body><div></body>" },
        { "open comments", "<!-- <div " },
        { "open tags", "<a href=\"" },
        { "entities", "&amp&#x41&notin" },
        { "mojibake", "Ã¤Ã¥â€" },
        { "stray bytes", "\u00C3(" },
        { "body: white space", "<br> " },
        { "body: read on", "<i><a class=readmore>Läs mer</a></i>" },
        { "body: dead links", "<p><a href=#>Dela</a></p>" },
        { "body: dead links on lines", "<p><a href=#>Dela</a></p>\n" },
        { "body: navigation on lines", "<nav>a</nav>\n" },
        { "body: dead words", "<p><a href=#>Banan är öppen</a></p>" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void Takes_linear_time(string name, string piece)
    {
        string start = name.StartsWith("body: ", StringComparison.Ordinal) ? "<article class=hentry><h2 class=entry-title>a</h2><div class=entry-content><p><a href=#>Dela</a>"
            : name is "pictures in a table" ? "<html><body><article class=hentry><h2 class=entry-title>a</h2><table>"
            : name is "classes" ? "<html><body><article class=hentry><h2 class=entry-title>a</h2><div class=\""
            : name is "classes without quotes" ? "<html><body><article class=hentry><h2 class=entry-title>a</h2><div class="
            : name is "comments of one list" ? "<html><body><article class=hentry><h2 class=entry-title>a</h2><dl id=comments-block>"
            : piece[0] == '<' || name is "entities" ? "<html><body>" : "Isen\n\nAv , , Bli först att kommentera 4\n\n";
        double small = Seconds(start, piece, 300_000), large = Seconds(start, piece, 3_000_000);
        Assert.True(large < 2 + (small * 30), $"{name}: {small:F2} s for 300 kB, {large:F2} s for 3 MB");
        Assert.True(large < 1 + (Ordinary.Value * 10), $"{name}: {large:F2} s for 3 MB, an ordinary page {Ordinary.Value:F2} s");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Takes_no_time_to_speak_of_for_tags_by_chance(int seed)
    {
        string[] names = ["p", "div", "font", "b", "a", "i", "table", "td", "tr", "caption", "object", "select", "option", "svg", "title", "style", "math", "mi", "template", "li", "ul", "form", "button", "applet", "nobr", "h2", "body"];
        var random = new Random(seed);
        string[] some = [.. random.GetItems(names, 4)];
        var page = new StringBuilder("<html><body><article class=hentry><h2 class=entry-title>a</h2>");
        while (page.Length < 500_000)
        {
            page.Append(random.Next(5) < 3 ? $"<{some[random.Next(4)]} x={random.Next()}>" : $"</{some[random.Next(4)]}>");
        }

        double seconds = Seconds(page.ToString(), "b", 1);
        Assert.True(seconds < 1 + (Ordinary.Value * 4), $"{string.Join(' ', some)}: {seconds:F2} s for 500 kB");
    }

    /// <summary>What a page of paragraphs takes, which tells how fast the machine is.</summary>
    private static readonly Lazy<double> Ordinary = new(() => Seconds("<html><body><article class=hentry><h2 class=entry-title>a</h2><div class=entry-content>", "<p>Isen <b>bär</b>.</p>", 3_000_000));

    private static double Seconds(string start, string piece, int bytes)
    {
        byte[] page = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Range(0, bytes / piece.Length).Select(i => piece.Replace("{0}", $"{i}", StringComparison.Ordinal))));
        return CpuTime.Seconds(() =>
        {
            try
            {
                _ = SavedPage.Read(page);
            }
            catch (SavedPageException)
            {
                // No post in it; the time counts all the same.
            }
        });
    }
}
