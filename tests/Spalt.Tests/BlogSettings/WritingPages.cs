using Microsoft.EntityFrameworkCore;
using Spalt.Posts;
using Spalt.Tests.Writing;

namespace Spalt.Tests.BlogSettings;

public class WritingPages
{
    private const string Settings = "/-/write/bank-nio/settings";
    private const string Pages = Settings + "/pages";

    [Fact]
    public async Task A_page_shows_on_the_blog_in_its_menu_and_in_the_sitemap()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        await site.PostAsync(blog, "Isen bär");
        await site.GetAsync("/bank-nio/");
        await site.GetAsync("/sitemap.xml");
        Assert.Equal(404, await site.Http.StatusAsync("/bank-nio/om-mig/"));
        using var added = await owner.ChangeAsync(Pages + "/new", ("title", "Om mig"), ("body", "Jag heter **Disa**.<script>alert(1)</script>"), ("menu", "yes"));
        Assert.Equal(Pages + "?done=page", added.Headers.Location?.OriginalString);
        var page = FormsOnPages.Parsed(await site.GetAsync("/bank-nio/om-mig/"));
        Assert.Equal("Om mig", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("<p>Jag heter <strong>Disa</strong>.</p>", page.QuerySelector(".body")!.InnerHtml.Trim());
        Assert.Equal("https://bloggar.example/bank-nio/om-mig/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("page", page.QuerySelector(".blog-menu a")!.GetAttribute("aria-current"));
        Assert.Equal("/bank-nio/om-mig/", FormsOnPages.Parsed(await site.GetAsync("/bank-nio/")).QuerySelector(".blog-menu a")!.GetAttribute("href"));
        Assert.Contains("<loc>https://bloggar.example/bank-nio/om-mig/</loc>", await site.GetAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal("spalt; hit", (await site.Http.AskAsync("/bank-nio/om-mig/")).Headers.GetValues("Cache-Status").First());
        using var capitals = await site.Http.AskAsync("/bank-nio/Om-Mig");
        Assert.Equal((301, "/bank-nio/om-mig/"), ((int)capitals.StatusCode, capitals.Headers.Location?.OriginalString));

        var path = await EditAsync(owner);
        using var changed = await owner.ChangeAsync(path, ("title", "Om Disa"), ("slug", "om-disa"), ("body", "Ny text."));
        Assert.Equal(303, (int)changed.StatusCode);
        Assert.Equal("Om Disa", FormsOnPages.Parsed(await site.GetAsync("/bank-nio/")).QuerySelector(".blog-menu a")!.TextContent);
        Assert.Contains("Ny text.", await site.GetAsync("/bank-nio/om-disa/"), StringComparison.Ordinal);
        await LeadsAsync(site, "om-mig", "om-disa");

        var form = await owner.PageAsync(path);
        using var deleted = await owner.PostFormAsync(path, ("do", "delete"), ("version", form.QuerySelector("[name=version]")!.GetAttribute("value")!));
        Assert.Equal(Pages + "?done=pageGone", deleted.Headers.Location?.OriginalString);
        Assert.Equal(404, await site.Http.StatusAsync("/bank-nio/om-disa/"));
        Assert.DoesNotContain("blog-menu", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
        Assert.DoesNotContain("om-disa", await site.GetAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_heading_nothing_is_said_of_the_address()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var answer = await owner.ChangeAsync(Pages + "/new", ("title", ""), ("body", "Jag."));
        Assert.Equal(422, (int)answer.StatusCode);
        var html = await answer.TextAsync();
        Assert.Contains("id=\"title-error\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"slug-error\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_address_that_a_page_had_leads_to_it_until_another_page_has_it_or_it_is_gone()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var added = await owner.ChangeAsync(Pages + "/new", ("title", "Om mig"), ("body", "Jag."));
        var path = await EditAsync(owner);
        foreach (var slug in new[] { "om-disa", "disa" })
        {
            using var changed = await owner.ChangeAsync(path, ("slug", slug));
            Assert.Equal(303, (int)changed.StatusCode);
        }

        await LeadsAsync(site, "om-mig", "disa");
        await LeadsAsync(site, "om-disa", "disa");
        await LeadsAsync(site, "Om-Mig", "disa");

        // Back to a name that it had: that one leads nowhere.
        using (var back = await owner.ChangeAsync(path, ("slug", "om-mig")))
        {
            Assert.Equal(303, (int)back.StatusCode);
        }

        Assert.Equal(200, await site.Http.StatusAsync("/bank-nio/om-mig/"));
        await LeadsAsync(site, "disa", "om-mig");

        using var other = await owner.ChangeAsync(Pages + "/new", ("title", "Disa"), ("body", "Hunden."));
        Assert.Contains("Hunden.", await site.GetAsync("/bank-nio/disa/"), StringComparison.Ordinal);
        await LeadsAsync(site, "om-disa", "om-mig");
        var form = await owner.PageAsync(path);
        using var deleted = await owner.PostFormAsync(path, ("do", "delete"), ("version", form.QuerySelector("[name=version]")!.GetAttribute("value")!));
        Assert.Equal(404, await site.Http.StatusAsync("/bank-nio/om-disa/"));
    }

    private static async Task LeadsAsync(Site site, string from, string to)
    {
        using var answer = await site.Http.AskAsync($"/bank-nio/{from}/");
        Assert.Equal((301, $"/bank-nio/{to}/"), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("feed")]
    [InlineData("page")]
    [InlineData("tag")]
    [InlineData("category")]
    [InlineData("author")]
    [InlineData("comments")]
    [InlineData("odaterat")]
    [InlineData("2026")]
    [InlineData("12")]
    [InlineData("Om Mig")]
    [InlineData("../annan")]
    [InlineData("-om-")]
    [InlineData("om-mig")]
    [InlineData("gammal-adress")]
    public async Task An_address_that_means_something_else_is_refused(string slug)
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        var post = await site.PostAsync(blog, "Ny adress");
        await site.WithDbAsync(async db =>
        {
            db.Add(new PostOrigin(blog.Id, PostOrigin.OfPath("gammal-adress"), post.Id));
            await db.SaveChangesAsync();
        });
        using var first = await owner.ChangeAsync(Pages + "/new", ("title", "Om mig"), ("body", "Hej."));
        Assert.Equal(303, (int)first.StatusCode);
        using var refused = await owner.ChangeAsync(Pages + "/new", ("title", "En till"), ("body", "Det jag skrev."), ("slug", slug));
        Assert.Equal(422, (int)refused.StatusCode);
        var page = FormsOnPages.Parsed(await refused.TextAsync());
        Assert.NotEqual("", page.ErrorOf("slug"));
        Assert.Equal("Det jag skrev.", page.QuerySelector("#body")!.TextContent);
        Assert.Equal(1, await site.WithDbAsync(db => db.BlogPages.CountAsync()));
    }

    [Fact]
    public async Task What_is_missing_or_too_long_or_stale_is_told_and_changes_nothing()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        foreach (var (title, body, field) in new[] { ("", "x", "title"), (new string('t', 121), "x", "title"), ("Lång", new string('å', 100_001), "body") })
        {
            using var refused = await owner.ChangeAsync(Pages + "/new", ("title", title), ("body", body));
            Assert.Equal(422, (int)refused.StatusCode);
            Assert.NotEqual("", FormsOnPages.Parsed(await refused.TextAsync()).ErrorOf(field));
        }

        Assert.Equal(0, await site.WithDbAsync(db => db.BlogPages.CountAsync()));
        using var added = await owner.ChangeAsync(Pages + "/new", ("title", "Om mig"), ("body", "Hej."));
        var path = await EditAsync(owner);
        var stale = await owner.PageAsync(path);
        using var other = await owner.ChangeAsync(path, ("body", "Den andras."));
        using var late = await owner.PostFormAsync(path, [.. FormsOnPages.FieldsOf(stale, "form:has([name=version])", ("body", "Min."), ("do", "save"))]);
        Assert.Equal(409, (int)late.StatusCode);
        Assert.Contains("Den andras.", await site.GetAsync("/bank-nio/om-mig/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_blogs_page_is_not_found_here()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var other = await site.BlogAsync(network, "annan", "Annan");
        using var stranger = await site.SignedInAsync("Stina Stranger", Blogs.BlogRole.Owner, other);
        using var added = await owner.ChangeAsync(Pages + "/new", ("title", "Om mig"), ("body", "Hej."));
        var id = (await EditAsync(owner))[(Pages.Length + 1)..];
        Assert.Equal(404, await stranger.StatusAsync($"/-/write/annan/settings/pages/{id}"));
        Assert.Equal(404, await owner.StatusAsync(Pages + "/abc"));
    }

    [Fact]
    public async Task Menu_and_links_are_written_put_in_order_and_taken_away()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        await site.PostAsync(blog, "Isen bär");
        using var saved = await owner.ChangeAsync(
            Settings + "/menu", ("menu-text-0", "Resor"), ("menu-address-0", "/bank-nio/category/resor/"), ("menu-text-1", "Tidningen"), ("menu-address-1", "exempel.se/a?b=1&c=2"),
            ("links-text-0", "Ett & annat"), ("links-address-0", "https://granne.example/"), ("do", "save"));
        Assert.Equal(Settings + "/menu?done=saved", saved.Headers.Location?.OriginalString);
        var front = FormsOnPages.Parsed(await site.GetAsync("/bank-nio/"));
        Assert.Equal(["/bank-nio/category/resor/", "https://exempel.se/a?b=1&c=2"], front.QuerySelectorAll(".blog-menu a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Ett & annat", front.QuerySelector("section[aria-labelledby=links] a")!.TextContent);
        using var up = await owner.ChangeAsync(Settings + "/menu", ("do", "menu-up-1"));
        Assert.Equal(["Tidningen", "Resor"], await MenuAsync(site));
        using var gone = await owner.ChangeAsync(Settings + "/menu", ("do", "menu-remove-0"));
        Assert.Equal(["Resor"], await MenuAsync(site));
        using var nonsense = await owner.ChangeAsync(Settings + "/menu", ("do", "menu-up-99"));
        Assert.Equal(400, (int)nonsense.StatusCode);
    }

    [Theory]
    [InlineData("X", "javascript:alert(1)", "address")]
    [InlineData("X", "//ond.example/", "address")]
    [InlineData("X", "/\\ond.example/", "address")]
    [InlineData("X", "data:text/html,x", "address")]
    [InlineData("X", "https://a@b.example/", "address")]
    [InlineData("X", "ett ord till", "address")]
    [InlineData("X", "", "address")]
    [InlineData("", "https://exempel.se/", "text")]
    public async Task A_link_that_leads_nowhere_good_is_refused_beside_its_field(string text, string address, string field)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var refused = await owner.ChangeAsync(Settings + "/menu", ("menu-text-0", text), ("menu-address-0", address), ("do", "save"));
        Assert.Equal(422, (int)refused.StatusCode);
        var page = FormsOnPages.Parsed(await refused.TextAsync());
        Assert.NotEqual("", page.ErrorOf($"menu-{field}-0"));
        Assert.Equal(address, page.QuerySelector("#menu-address-0")!.GetAttribute("value") ?? "");
        Assert.Null(await site.WithDbAsync(db => db.Blogs.Select(b => b.Menu).SingleAsync()));
    }

    [Fact]
    public async Task A_path_below_the_blog_never_becomes_another_host()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        await site.PostAsync(blog, "Isen bär");
        using var saved = await owner.ChangeAsync(Settings + "/menu", ("menu-text-0", "X"), ("menu-address-0", "/bank-nio///ond.example/"), ("do", "save"));
        var front = FormsOnPages.Parsed(await site.GetAsync("/bank-nio/"));
        Assert.Equal("/bank-nio///ond.example/", front.QuerySelector(".blog-menu a")!.GetAttribute("href"));
    }

    private static async Task<string[]> MenuAsync(Site site) =>
        [.. FormsOnPages.Parsed(await site.GetAsync("/bank-nio/")).QuerySelectorAll(".blog-menu a").Select(a => a.TextContent)];

    private static async Task<string> EditAsync(HttpClient owner) =>
        (await owner.PageAsync(Pages)).QuerySelector(".people a")!.GetAttribute("href")!;
}
