namespace Spalt.Tests.Writing;

public class WritingWithoutAScript
{
    private const string Typed = "## Isen\n\nDen bär *nästan*, se [kartan](https://exempel.se/karta).\n\n- tunn vid bron\n- tjock i viken";

    [Fact]
    public async Task Markdown_in_the_plain_field_becomes_the_post_and_comes_back_as_it_was_typed()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var published = await owner.WriteAsync(path, "publish", ("title", "Isen bär"), ("body", Typed), ("format", "markdown"));
        Assert.Equal(path + "?done=published", published.Headers.Location?.OriginalString);
        var html = (await site.PostAtAsync(path)).BodyHtml;
        Assert.Contains("<h2>Isen</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<em>nästan</em>", html, StringComparison.Ordinal);
        Assert.Contains("<li>tunn vid bron</li>", html, StringComparison.Ordinal);
        using var page = await owner.AskAsync(path);
        Assert.Contains(Typed, System.Net.WebUtility.HtmlDecode(await page.TextAsync()).ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // Saved as the page has it, nothing changes.
        using var again = await owner.WriteAsync(path, "save");
        Assert.Equal(html, (await owner.DraftAsync(path)).GetProperty("html").GetString());
    }

    [Fact]
    public async Task What_was_typed_stands_again_when_something_is_wrong_with_it()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var refused = await owner.WriteAsync(path, "publish", ("title", "Isen bär"), ("body", Typed), ("format", "markdown"), ("slug", "Inte så!"));
        Assert.Equal(422, (int)refused.StatusCode);
        var page = System.Net.WebUtility.HtmlDecode(await refused.TextAsync()).ReplaceLineEndings("\n");
        Assert.Contains(Typed, page, StringComparison.Ordinal);
        Assert.Contains("value=\"markdown\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_brings_no_script_in()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var published = await owner.WriteAsync(
            path, "publish", ("title", "Isen"), ("body", "Hej <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"), ("format", "markdown"));
        var html = (await site.PostAtAsync(path)).BodyHtml;
        Assert.DoesNotContain("script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror", html, StringComparison.OrdinalIgnoreCase);
    }
}
