using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;

namespace Spalt.Tests.Writing;

public sealed partial class RemarkingInTheMargin
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_says_something_of_a_passage_and_its_writer_ticks_it_off()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var writer = await site.SignedInAsync("Bea Bidrag", BlogRole.Contributor, blog);
        var path = await writer.BeginAsync();
        using var asked = await writer.WriteAsync(path, "review", ("title", "Isen"), ("body", "<p>Isen bär <em>nästan</em> hela vägen.</p><p>Slut.</p>"));
        using var noted = await owner.PostFormAsync(path, ("do", "remark"), ("quote", " bär  nästan\nhela "), ("remark", "Hur långt är <det>?"));
        Assert.Equal(path + "?done=noted", noted.Headers.Location?.OriginalString);
        using var back = await owner.PostFormAsync(path, ("do", "return"), ("note", "Se i marginalen."));
        Assert.Equal(303, (int)back.StatusCode);

        var page = await PageAsync(writer, path);
        Assert.Contains("<blockquote><p>bär nästan hela</p></blockquote>", page, StringComparison.Ordinal);
        Assert.Contains("Hur långt är <det>?", page, StringComparison.Ordinal);
        Assert.Contains("Olga Ägare", page, StringComparison.Ordinal);
        Assert.DoesNotContain("finns inte kvar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"remark\"", page, StringComparison.Ordinal);

        // The note stays, and says so, when its words are gone.
        using var saved = await writer.WriteAsync(path, "save", ("body", "<p>Isen bär halva vägen.</p>"));
        Assert.Contains("Orden finns inte kvar", await PageAsync(writer, path), StringComparison.Ordinal);
        var which = Which().Match(page).Groups[1].Value;
        using var done = await writer.PostFormAsync(path, ("do", "resolve"), ("which", which));
        using var again = await writer.PostFormAsync(path, ("do", "resolve"), ("which", which));
        Assert.Equal(path + "?done=resolved", again.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Hur långt", await PageAsync(writer, path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Text.", "wrong-quote")]
    [InlineData("Isen bär inte", "Text.", "wrong-quote")]
    [InlineData("Isen bär", "", "wrong-remark")]
    public async Task What_cannot_be_taken_is_said_beside_its_field_and_kept(string quote, string remark, string wrong)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var asked = await owner.WriteAsync(path, "review", ("title", "Is"), ("body", "<p>Isen bär.</p>"));
        using var answer = await owner.PostFormAsync(path, ("do", "remark"), ("quote", quote), ("remark", remark));
        var page = WebUtility.HtmlDecode(await answer.TextAsync());
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains($"id=\"{wrong}\"", page, StringComparison.Ordinal);
        Assert.Contains($">{quote}</textarea>", page, StringComparison.Ordinal);
        Assert.Contains($">{remark}</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.MarginNotes.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Nobody_does_it_who_may_not()
    {
        await using var site = await Site.StartAsync();
        var (network, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var asked = await owner.WriteAsync(path, "review", ("title", "Is"), ("body", "<p>Isen bär.</p>"));
        using var noted = await owner.PostFormAsync(path, ("do", "remark"), ("quote", "Isen"), ("remark", "Text."));
        using var author = await site.SignedInAsync("Ada Skribent", BlogRole.Author, blog);
        using var other = await site.SignedInAsync("Odd Annan", BlogRole.Owner, await site.BlogAsync(network, "annan", "Annan"));
        using var anybody = site.Client();
        foreach (var client in (HttpClient[])[author, other])
        {
            foreach (var doing in (string[])["remark", "resolve"])
            {
                using var denied = await client.PostFormAsync(path, ("do", doing), ("quote", "Isen"), ("remark", "Text."), ("which", "1"));
                Assert.Equal(404, (int)denied.StatusCode);
            }
        }

        using var signIn = await anybody.PostFormAsync(path, ("do", "remark"), ("quote", "Isen"), ("remark", "Text."));
        Assert.NotEqual(path + "?done=noted", signIn.Headers.Location?.OriginalString);

        // Whoever writes may not remark, nor tick off what is said of another post.
        var mine = await author.BeginAsync();
        using var refused = await author.PostFormAsync(mine, ("do", "remark"), ("quote", "Isen"), ("remark", "Text."));
        Assert.Equal(403, (int)refused.StatusCode);
        using var elsewhere = await author.PostFormAsync(mine, ("do", "resolve"), ("which", "1"));
        Assert.Equal(1, await site.WithDbAsync(db => db.MarginNotes.CountAsync(n => n.ResolvedAt == null, Cancel)));
    }

    private static async Task<string> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        return WebUtility.HtmlDecode(await answer.TextAsync());
    }

    [GeneratedRegex("name=\"which\" value=\"(\\d+)\"")]
    private static partial Regex Which();
}
