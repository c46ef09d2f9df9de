using Spalt.Formats.Html;

namespace Spalt.Tests.Formats.Html;

public class ReplacingAddresses
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Href =
        new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    [Theory]
    [InlineData("<a href=\"/a\">/a</a>", "<a href=\"X\">/a</a>")]
    [InlineData("<p title='href=\"/a\"'><a class=b href='/a'>", "<p title='href=\"/a\"'><a class=b href='X'>")]
    [InlineData("<script>s='<a href=\"/a\">'</script><a href=\"/a\">", "<script>s='<a href=\"/a\">'</script><a href=\"X\">")]
    [InlineData("<STYLE>/* <a href=\"/a\"> */</Style ><link href=/a>", "<STYLE>/* <a href=\"/a\"> */</Style ><link href=\"X\">")]
    [InlineData("<!-- <a href=\"/a\"> --><a href=\"/a\"", "<!-- <a href=\"/a\"> --><a href=\"X\"")]
    public void Touches_attributes_and_nothing_that_only_looks_like_them(string html, string expected) =>
        Assert.Equal(expected, AddressesInHtml.Replace(html, Href, written => written is "/a" ? "X" : null));

    [Theory]
    [InlineData("<script src=\"/a\">")]
    [InlineData("<script><a href=\"/a\">")]
    [InlineData("<a src=\"/a\" href=\"/b\">")]
    public void Gives_back_the_same_where_nothing_changes(string html) =>
        Assert.Same(html, AddressesInHtml.Replace(html, Href, written => written is "/a" ? "X" : null));
}
