using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class WritingALetter
{
    [Theory]
    [InlineData("a@b.se\r\nBcc: c@d.se")]
    [InlineData("a@b.se\n")]
    [InlineData("a@b.se, c@d.se")]
    [InlineData("Å <a@b.se>, c@d.se")]
    [InlineData("nobody")]
    [InlineData("åsa@example.se")]
    [InlineData("a@")]
    [InlineData("a\0@b.se")]
    [InlineData("")]
    public void Needs_one_address(string to)
    {
        Assert.False(Mail.IsAddress(to));
        Assert.Throws<ArgumentException>(() => new Mail(to, "Hej", "Hej"));
    }

    [Theory]
    [InlineData("a@b.se")]
    [InlineData("fornamn.efternamn+blogg@example.se")]
    [InlineData("\"Öst, Åsa\" <asa@example.se>")]
    [InlineData("asa@räksmörgås.example")]
    public void Goes_to_any_one_address(string to)
    {
        Assert.True(Mail.IsAddress(to));
        Assert.Equal(to, new Mail(to, "Hej", "Hej").To);
    }

    [Theory]
    [InlineData("Hej\r\nBcc: c@d.se")]
    [InlineData("Hej\rBcc: c@d.se")]
    [InlineData("Hej\n")]
    [InlineData("Hej\0")]
    [InlineData("Hej\u0085Bcc: c@d.se")]
    [InlineData("Hej\u2028Bcc: c@d.se")]
    public void Takes_no_line_break_where_a_header_goes(string value)
    {
        Assert.Throws<ArgumentException>(() => new Mail("a@b.se", value, "Hej"));
        Assert.Throws<ArgumentException>(() => Hello with { Headers = One("X-Blog", value) });
    }

    [Theory]
    [InlineData("X-A\r\nBcc")]
    [InlineData("X A")]
    [InlineData("X:A")]
    [InlineData("")]
    [InlineData("Bcc")]
    [InlineData("bcc")]
    [InlineData("FROM")]
    [InlineData("Content-Type")]
    [InlineData("Resent-To")]
    public void Leaves_its_own_headers_alone(string name) => Assert.Throws<ArgumentException>(() => Hello with { Headers = One(name, "a") });

    [Theory]
    [InlineData("../up")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a>")]
    [InlineData("")]
    public void Needs_an_id_that_can_be_a_file_and_a_header(string id) => Assert.Throws<ArgumentException>(() => Hello with { Id = id });

    [Fact]
    public void Takes_line_breaks_in_the_letter_itself() => Assert.Equal("a\r\n.\r\nb", new Mail("a@b.se", "Hej", "a\r\n.\r\nb").Text);

    private static readonly Mail Hello = new("a@b.se", "Hej", "Hej");

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
