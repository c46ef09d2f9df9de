using Spalt.Imports;

namespace Spalt.Tests.Imports;

public sealed class NamingOldAddresses
{
    [Theory]
    [InlineData("https://blogg.example/bank-nio/2020/02/20/bussen/", "2020/02/20/bussen")]
    [InlineData("https://blogg.example/bank-nio/2020/02/20/bussen/?utm_source=mejl", "2020/02/20/bussen")]
    [InlineData("https://blogg.example/2020/02/bussen", "2020/02/bussen")]
    [InlineData("/bank-nio/bussen/", "bussen")]
    [InlineData("https://annan.example/bussen/", "bussen")]
    [InlineData("https://blogg.example/bank-nio/2020/02/20/%C3%A5ter-ig%C3%A5ng/", "2020/02/20/åter-igång")]
    [InlineData("https://blogg.example/bank-nio/?p=12", null)]
    [InlineData("https://blogg.example/?page_id=12", null)]
    [InlineData("https://blogg.example/bank-nio/", null)]
    [InlineData("https://blogg.example/", null)]
    [InlineData("https://[trasig", null)]
    [InlineData("http://", null)]
    [InlineData("mailto:disa@blogg.example", null)]
    public void Keeps_what_lies_below_the_blog(string permalink, string? expected) =>
        Assert.Equal(expected, OldAddress.BelowBlog(permalink, "bank-nio"));

    [Fact]
    public void Knows_no_address_without_end() => Assert.Null(OldAddress.BelowBlog("/2020/01/" + new string('a', 5000), "bank-nio"));

    [Fact]
    public void Lets_no_control_character_through() => Assert.Equal("2020/01/a b", OldAddress.BelowBlog("/2020/01/a%00b", "bank-nio"));
}
