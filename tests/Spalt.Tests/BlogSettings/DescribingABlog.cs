using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Tests.Pictures;
using Spalt.Tests.Media;
using Spalt.Tests.Writing;

namespace Spalt.Tests.BlogSettings;

public class DescribingABlog
{
    private const string Settings = "/-/write/bank-nio/settings";

    [Fact]
    public async Task What_its_owner_says_of_it_shows_on_the_blog_and_on_the_network_at_once()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        await site.PostAsync(blog, "Isen bär");
        foreach (var path in (string[])["/", "/-/blogs", "/bank-nio/", "/bank-nio/feed/"])
        {
            Assert.Contains("Bänk nio", await site.GetAsync(path), StringComparison.Ordinal);
        }

        using var saved = await owner.ChangeAsync(
            Settings, ("title", "Bänk tio"), ("tagline", "Från läktaren"), ("about", "Jag heter **Disa**.\n\nSkriv till [mig](https://exempel.se/)."), ("language", "en"), ("accent", "#7A1F2B"));
        Assert.Equal(Settings + "?done=saved", saved.Headers.Location?.OriginalString);
        Assert.Contains("Inställningarna är sparade.", await (await owner.AskAsync(Settings + "?done=saved")).TextAsync(), StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/-/blogs", "/bank-nio/", "/bank-nio/feed/"])
        {
            var html = await site.GetAsync(path);
            Assert.Contains("Bänk tio", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Bänk nio", html, StringComparison.Ordinal);
        }

        var front = await site.GetAsync("/bank-nio/");
        Assert.Contains("<p>Jag heter <strong>Disa</strong>.</p>", front, StringComparison.Ordinal);
        Assert.Contains("/-/theme/0a5a63-7a1f2b.css", front, StringComparison.Ordinal);
        Assert.Contains("<h1 lang=\"en\"", front, StringComparison.Ordinal);
        var feed = await site.GetAsync("/bank-nio/feed/atom/");
        Assert.Contains("xml:lang=\"sv\"", feed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_and_script_in_what_it_says_of_itself_are_cleaned()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var saved = await owner.ChangeAsync(Settings, ("about", "Hej<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"), ("title", "A <b>bold</b> & B"));
        Assert.Equal(303, (int)saved.StatusCode);
        var front = FormsOnPages.Parsed(await site.GetAsync("/bank-nio/"));
        Assert.Equal("A <b>bold</b> & B", front.QuerySelector("h1.name")!.TextContent.Trim());
        Assert.Empty(front.QuerySelectorAll(".about script, .about [onerror], .about a[href^=javascript]"));
    }

    [Theory]
    [InlineData("title", "", "title")]
    [InlineData("title", "\u202e", "title")]
    [InlineData("language", "klingon språk", "language")]
    [InlineData("accent", "röd", "accent")]
    [InlineData("accent", "#0a5a6", "accent")]
    [InlineData("comments", "Kanske", null)]
    [InlineData("tagline", "LONG", "tagline")]
    [InlineData("title", "LONG", "title")]
    [InlineData("about", "LONG", "about")]
    public async Task Bad_input_is_told_beside_its_field_and_changes_nothing(string field, string typed, string? at)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var value = typed == "LONG" ? new string('å', 10_001) : typed;
        using var refused = await owner.ChangeAsync(Settings, [.. field == "tagline" ? [] : new[] { ("tagline", "Ny rad") }, (field, value)]);
        Assert.Equal(422, (int)refused.StatusCode);
        var page = FormsOnPages.Parsed(await refused.TextAsync());
        Assert.NotEqual("", at is null ? page.QuerySelector("fieldset .error")!.TextContent : page.ErrorOf(at));
        if (field is not "tagline")
        {
            Assert.Equal("Ny rad", page.QuerySelector("#tagline")!.GetAttribute("value"));
        }

        Assert.Null(await site.WithDbAsync(db => db.Blogs.Select(b => b.Tagline).SingleAsync()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("tre")]
    [InlineData("99999")]
    public async Task Comments_that_close_need_a_number_of_days(string days)
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var refused = await owner.ChangeAsync(Settings, ("comments", "ClosedAfter"), ("days", days));
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.NotEqual("", FormsOnPages.Parsed(await refused.TextAsync()).ErrorOf("days"));
    }

    [Fact]
    public async Task A_colour_that_cannot_be_read_is_refused_and_the_nearest_that_can_is_a_button_away()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var refused = await owner.ChangeAsync(Settings, ("accent", "#ffdd00"), ("tagline", "Gult"));
        Assert.Equal(422, (int)refused.StatusCode);
        var page = FormsOnPages.Parsed(await refused.TextAsync());
        var nearest = page.QuerySelector("button[name=nearest]")!.GetAttribute("value")!;
        Assert.Contains(nearest, page.ErrorOf("accent"), StringComparison.Ordinal);
        Assert.Equal("#ffdd00", page.QuerySelector("#accent")!.GetAttribute("value"));
        using var taken = await owner.PostFormAsync(Settings, [.. FormsOnPages.FieldsOf(page, "form:has([name=version])", ("nearest", nearest))]);
        Assert.Equal(303, (int)taken.StatusCode);
        var blog = await site.WithDbAsync(db => db.Blogs.SingleAsync());
        Assert.Equal((nearest, "Gult"), (blog.Accent, blog.Tagline));
        using var bad = await owner.ChangeAsync(Settings, ("nearest", "#ffffff"));
        Assert.Equal(422, (int)bad.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_change_it_the_second_is_told_and_nothing_is_overwritten_unseen()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var editor = await site.SignedInAsync("Eva Redaktör", Spalt.Members.NetworkRole.Editor, network);
        var old = await owner.PageAsync(Settings);
        using var first = await editor.ChangeAsync(Settings, ("tagline", "Redaktörens"));
        Assert.Equal(303, (int)first.StatusCode);
        using var second = await owner.PostFormAsync(Settings, [.. FormsOnPages.FieldsOf(old, "form:has([name=version])", ("tagline", "Ägarens"))]);
        Assert.Equal(409, (int)second.StatusCode);
        var page = FormsOnPages.Parsed(await second.TextAsync());
        Assert.Contains("Någon har ändrat bloggen", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ägarens", page.QuerySelector("#tagline")!.GetAttribute("value"));
        Assert.Equal("Redaktörens", await site.WithDbAsync(db => db.Blogs.Select(b => b.Tagline).SingleAsync()));
        using var again = await owner.PostFormAsync(Settings, [.. FormsOnPages.FieldsOf(page, "form:has([name=version])")]);
        Assert.Equal(303, (int)again.StatusCode);
        Assert.Equal("Ägarens", await site.WithDbAsync(db => db.Blogs.Select(b => b.Tagline).SingleAsync()));
    }

    [Fact]
    public async Task What_the_blog_says_about_comments_holds_for_each_post_and_a_new_one_begins_in_its_language()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var saved = await owner.ChangeAsync(Settings, ("language", "en"), ("comments", "ClosedAfter"), ("days", "14"), ("approval", "FirstTime"), ("commenters", "Members"));
        Assert.Equal(303, (int)saved.StatusCode);
        var path = await owner.BeginAsync();
        using var published = await owner.WriteAsync(path, "publish", ("title", "Ice"), ("body", "<p>Ice.</p>"), ("language", "en"));
        Assert.Equal(303, (int)published.StatusCode);
        Assert.Equal("en", (await site.PostAtAsync(path)).Language);
        const string Page = "/bank-nio/2026/03/04/ice/";
        Assert.Contains("Sign in and comment", await site.GetAsync(Page), StringComparison.Ordinal);
        site.Clock.Now += TimeSpan.FromDays(14);
        Assert.Contains("Comments closed on 18 March 2026", await site.GetAsync(Page), StringComparison.Ordinal);
        using var opened = await owner.ChangeAsync(Settings, ("comments", "Open"), ("commenters", "Anybody"));
        Assert.Equal(303, (int)opened.StatusCode);
        Assert.Contains("for the first time", await site.GetAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portrait_and_header_are_chosen_from_the_blogs_own_library_or_uploaded()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var other = await site.BlogAsync(network, "annan", "Annan");
        using var stranger = await site.SignedInAsync("Stina Stranger", BlogRole.Owner, other);
        var (mine, url) = await owner.UploadAsync("bank-nio", PictureFiles.Make("jpg", 1600, 1000));
        var (theirs, _) = await stranger.UploadAsync("annan", PictureFiles.Make("jpg", 900, 700));
        Assert.DoesNotContain("class=\"banner\"", await site.GetAsync("/bank-nio/"), StringComparison.Ordinal);
        using var notMine = await owner.PostFormAsync(Settings + "/header", ("picture", theirs.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(422, (int)notMine.StatusCode);
        foreach (var place in (string[])["header", "portrait"])
        {
            using var chosen = await owner.PostFormAsync($"{Settings}/{place}", ("picture", mine.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(Settings + "?done=chosen", chosen.Headers.Location?.OriginalString);
        }

        var front = FormsOnPages.Parsed(await site.GetAsync("/bank-nio/"));
        Assert.Equal(url, front.QuerySelector(".banner img")!.GetAttribute("src"));
        Assert.NotNull(front.QuerySelector("img.portrait"));
        Assert.NotNull(FormsOnPages.Parsed(await site.GetAsync("/-/blogs")).QuerySelector("img.portrait"));
        using var inUse = await owner.PostFormAsync($"/-/write/bank-nio/pictures/{mine}", ("do", "delete"));
        Assert.Equal(409, (int)inUse.StatusCode);
        using var uploaded = await owner.SendFormAsync(Settings + "/header", [("do", null, "upload"u8.ToArray()), ("file", "bred.jpg", PictureFiles.Make("jpg", 1500, 500))]);
        Assert.Equal(Settings + "?done=chosen", uploaded.Headers.Location?.OriginalString);
        using var none = await owner.PostFormAsync(Settings + "/portrait", ("do", "none"));
        Assert.Equal(303, (int)none.StatusCode);
        using var broken = await owner.SendFormAsync(Settings + "/header", [("do", null, "upload"u8.ToArray()), ("file", "x.jpg", "no picture"u8.ToArray())]);
        Assert.Equal(422, (int)broken.StatusCode);
        Assert.NotEqual("", FormsOnPages.Parsed(await broken.TextAsync()).ErrorOf("file"));
        var blog = await site.WithDbAsync(db => db.Blogs.SingleAsync(b => b.Slug == "bank-nio"));
        Assert.Null(blog.PortraitId);
        Assert.NotNull(blog.HeaderId);
    }
}
