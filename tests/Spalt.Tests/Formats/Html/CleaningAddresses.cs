using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public sealed class CleaningAddresses
{
    [Theory]
    [InlineData("https://e.se/a?b=1&amp;c=2#d", "https://e.se/a?b=1&amp;c=2#d")]
    [InlineData("HTTP://E.se/", "http://E.se/")]
    [InlineData(" \n https://e.se/a\tb ", "https://e.se/ab")]
    [InlineData("//e.se/x", "https://e.se/x")]
    [InlineData("\\\\e.se\\x", "https://e.se/x")]
    [InlineData("/\\e.se/x", "https://e.se/x")]
    [InlineData("/\t/e.se/x", "https://e.se/x")]
    [InlineData("https:e.se", "https://e.se")]
    [InlineData("https:///e.se", "https://e.se")]
    [InlineData("www.e.se/x", "https://www.e.se/x")]
    [InlineData("https://åäö.se/räksmörgås", "https://åäö.se/räksmörgås")]
    [InlineData("https://e.se/a b\"c", "https://e.se/a%20b%22c")]
    [InlineData("mailto:a@e.se", "mailto:a@e.se")]
    [InlineData("tel:+4690123", "tel:+4690123")]
    [InlineData("/blogg/?p=1", "/blogg/?p=1")]
    [InlineData("?p=1", "?p=1")]
    [InlineData("#a", "#a")]
    [InlineData("/a:b", "/a:b")]
    public void Keeps(string href, string expected)
    {
        var rel = expected.StartsWith("http", StringComparison.Ordinal) ? " rel=\"noopener\"" : "";
        Assert.Equal($"<p><a href=\"{expected}\"{rel}>x</a></p>", HtmlSanitizer.Clean($"<a href='{href}'>x</a>"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("java&#x0A;script&colon;alert(1)")]
    [InlineData("&#1;javascript:alert(1)")]
    [InlineData("\u00a0javascript:alert(1)")]
    [InlineData("\ufeffjavascript:alert(1)")]
    [InlineData("java&#0;script:alert(1)")]
    [InlineData("java\u00adscript:alert(1)")]
    [InlineData("jAvAsCrIpT&#58alert(1)")]
    [InlineData("vbscript:x")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("blob:https://e.se/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("view-source:x")]
    [InlineData("ftp://e.se")]
    [InlineData(":x")]
    [InlineData("https://")]
    [InlineData("https://?x")]
    [InlineData("//")]
    [InlineData("mailto:")]
    [InlineData("https://e.se/\u202egpj.exe")]
    [InlineData("https://e.se/&#7;x")]
    public void Refuses(string href) =>
        Assert.Equal("<p>x</p>", HtmlSanitizer.Clean($"<a href='{href}'>x</a>"));

    [Theory]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("mailto:a@e.se")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void Shows_no_picture_from(string src) =>
        Assert.Equal("", HtmlSanitizer.Clean($"<img src='{src}' alt=x>"));

    [Fact]
    public void Refuses_what_no_browser_would_send() =>
        Assert.Equal("<p>x</p>", HtmlSanitizer.Clean($"<a href='https://e.se/{new string('a', 1_000_000)}'>x</a>"));
}
