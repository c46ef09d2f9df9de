using System.Net;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Pictures;
using Spalt.Tests.Media;
using Spalt.Tests.Writing;

namespace Spalt.Tests.Pictures;

public sealed class KeepingALibrary : IAsyncLifetime
{
    private const string Path = "/-/write/bank-nio/pictures";

    private Site _site = null!;
    private Blog _blog = null!;
    private HttpClient _author = null!;
    private HttpClient _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        var network = await _site.NetworkAsync(_site.Address.Authority);
        _blog = await _site.BlogAsync(network);
        _author = await _site.SignedInAsync("Disa Holm", BlogRole.Contributor, _blog);
        _owner = await _site.SignedInAsync("Owe Ägare", BlogRole.Owner, _blog);
    }

    public async ValueTask DisposeAsync()
    {
        _author.Dispose();
        _owner.Dispose();
        await _site.DisposeAsync();
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await _author.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.TextAsync();
    }

    private static (string, string)[] Words(string alt = "", string caption = "", string credit = "", string x = "50", string y = "50", string decorative = "") =>
        [("do", "save"), ("alt", alt), ("caption", caption), ("credit", credit), ("focal-x", x), ("focal-y", y), ("decorative", decorative)];

    [Fact]
    public async Task Takes_several_files_by_a_plain_form_and_says_which_it_could_not()
    {
        using var fine = await _author.SendFormAsync(Path + "/add", [("files", "en.png", PictureFiles.Make("png", 60, 40)), ("files", "två.jpg", PictureFiles.Make("jpg", 60, 40))]);
        Assert.Equal((HttpStatusCode.SeeOther, Path), (fine.StatusCode, fine.Headers.Location?.ToString()));
        using var mixed = await _author.SendFormAsync(Path + "/add", [("files", "<b>.svg", "<svg/>"u8.ToArray()), ("files", "tre.webp", PictureFiles.Make("webp", 60, 40))]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, mixed.StatusCode);
        Assert.Contains("&lt;b&gt;.svg: SVG-teckningar", await mixed.TextAsync(), StringComparison.Ordinal);
        using var none = await _author.SendFormAsync(Path + "/add", [("files", null, [])]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        var page = await PageAsync(Path);
        Assert.All((string[])["en.png", "två.jpg", "tre.webp"], name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_searched_and_shows_where_words_are_lacking()
    {
        var bus = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40), "IMG_1.png");
        var boat = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 61, 40), "IMG_2.png");
        using var saved = await _author.PostFormAsync($"{Path}/{bus.Id}", Words("Buss Åtta på bron", "Vid älven", "Mats Berg", "30", "70"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var picture = await _site.WithDbAsync(db => db.BlogPictures.SingleAsync(p => p.Id == bus.Id));
        Assert.Equal(("Buss Åtta på bron", "Vid älven", "Mats Berg", 30, 70), (picture.Alt, picture.Caption, picture.Credit, picture.FocalX, picture.FocalY));
        foreach (var words in (string[])["åtta", "ÄLVEN", "mats bron", "img_1"])
        {
            var found = await PageAsync($"{Path}?q={Uri.EscapeDataString(words)}");
            Assert.True(found.Contains($"{Path}/{bus.Id}\"", StringComparison.Ordinal) && !found.Contains($"{Path}/{boat.Id}\"", StringComparison.Ordinal), words);
        }

        Assert.DoesNotContain($"{Path}/{bus.Id}\"", await PageAsync(Path + "?q=%25"), StringComparison.Ordinal);
        var lacking = await PageAsync(Path + "?alt=missing");
        Assert.True(!lacking.Contains($"{Path}/{bus.Id}\"", StringComparison.Ordinal) && lacking.Contains($"{Path}/{boat.Id}\"", StringComparison.Ordinal));
        using var decorative = await _author.PostFormAsync($"{Path}/{boat.Id}", Words(decorative: "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, decorative.StatusCode);
        Assert.DoesNotContain($"{Path}/{boat.Id}\"", await PageAsync(Path + "?alt=missing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong_beside_the_field_and_keeps_what_was_typed()
    {
        var (id, _) = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        foreach (var (words, error) in (List<((string, string)[], string)>)
        [
            (Words(alt: new string('å', 1001)), "högst 1000"), (Words(credit: new string('å', 201)), "högst 200"), (Words(x: "101", alt: "ord"), "0 till 100"),
            (Words(y: "-1", alt: "ord"), "0 till 100"), (Words(alt: "ord", decorative: "yes"), "inte båda"),
        ])
        {
            using var answer = await _author.PostFormAsync($"{Path}/{id}", words);
            var page = await answer.TextAsync();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(error, page, StringComparison.Ordinal);
            Assert.Contains(words[1].Item2, page, StringComparison.Ordinal);
        }

        Assert.Equal("", await _site.WithDbAsync(db => db.BlogPictures.Select(p => p.Alt).SingleAsync()));
        using var odd = await _author.PostFormAsync($"{Path}/{id}", ("do", "else"));
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task Deletes_nothing_that_is_shown_somewhere()
    {
        var (id, url) = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var post = await _site.PostAsync(_blog, "Bussen", html: $"<p>Ord.</p><figure><img src=\"{url}\" alt=\"Buss\" width=\"60\" height=\"40\"></figure>");
        using var refused = await _author.PostFormAsync($"{Path}/{id}", ("do", "delete"));
        var page = await refused.TextAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Bussen", page, StringComparison.Ordinal);
        Assert.Contains("används", page, StringComparison.Ordinal);

        // Nor what a draft shows that is not in the post yet.
        var draft = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 62, 40));
        await _site.WithDbAsync(async db =>
        {
            await db.ShowPicturesAsync(_blog.NetworkId, post.Id, [post.BodyHtml, $"<img src=\"{draft.Url}\" alt=\"\">"], sharing: null, CancellationToken.None);
            await db.SaveChangesAsync();
        });
        using var kept = await _author.PostFormAsync($"{Path}/{draft.Id}", ("do", "delete"));
        Assert.Equal(HttpStatusCode.Conflict, kept.StatusCode);
        await _site.WithDbAsync(async db =>
        {
            await db.ShowPicturesAsync(_blog.NetworkId, post.Id, [post.BodyHtml], sharing: null, CancellationToken.None);
            await db.SaveChangesAsync();
        });
        using var gone = await _author.PostFormAsync($"{Path}/{draft.Id}", ("do", "delete"));
        Assert.Equal((HttpStatusCode.SeeOther, Path), (gone.StatusCode, gone.Headers.Location?.ToString()));
        Assert.Equal(1, await _site.WithDbAsync(db => db.MediaFiles.CountAsync()));
    }

    [Fact]
    public async Task Keeps_and_replaces_what_is_only_chosen_for_lists()
    {
        var (id, url) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var draft = await _owner.BeginAsync();
        var hash = url.Split('/')[^1][..32];
        using var saved = await _owner.WriteAsync(draft, "save", ("title", "Utkast"), ("body", "<p>Ingen bild.</p>"), ("sharing", hash));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var refused = await _owner.PostFormAsync($"{Path}/{id}", ("do", "delete"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var done = await _owner.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 90, 30))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await Eventually.TrueAsync(async () => !(await _site.WithDbAsync(db => db.Drafts.Select(d => d.Settings).SingleAsync())).Contains(hash, StringComparison.Ordinal));
        Assert.True(await _site.WithDbAsync(db => db.Drafts.AnyAsync(d => db.MediaFiles.Any(f => d.Settings.Contains(f.Hash)))));
    }

    [Theory]
    [InlineData(BlogState.Closed)]
    [InlineData(BlogState.Archived)]
    public async Task Takes_nothing_where_nothing_is_changed_any_more(BlogState state)
    {
        await _site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync()).Become(state, _site.Clock.Now);
            await db.SaveChangesAsync();
        });
        var picture = PictureFiles.Make("png", 60, 40);
        using var sent = await _owner.SendAsync(Path + "?name=a.png", picture);
        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        Assert.Contains("inga bilder", await sent.TextAsync(), StringComparison.Ordinal);
        using var added = await _owner.SendFormAsync(Path + "/add", [("files", "en.png", picture)]);
        Assert.Equal(HttpStatusCode.Forbidden, added.StatusCode);
        using var chosen = await _owner.SendFormAsync("/-/write/bank-nio/settings/portrait", [("do", null, "upload"u8.ToArray()), ("file", "en.png", picture)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, chosen.StatusCode);
        Assert.Equal(0, await _site.WithDbAsync(db => db.MediaFiles.CountAsync()));
    }

    [Fact]
    public async Task Is_changed_by_who_brought_the_picture_and_by_owners()
    {
        var (id, _) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        Assert.DoesNotContain("value=\"delete\"", await PageAsync($"{Path}/{id}"), StringComparison.Ordinal);
        using var denied = await _author.PostFormAsync($"{Path}/{id}", ("do", "delete"));
        Assert.Equal(HttpStatusCode.NotFound, denied.StatusCode);
        var mine = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 62, 40));
        using var allowed = await _owner.PostFormAsync($"{Path}/{mine.Id}", ("do", "delete"));
        Assert.Equal(HttpStatusCode.SeeOther, allowed.StatusCode);
    }

    [Fact]
    public async Task Puts_another_picture_wherever_the_old_one_was()
    {
        var (id, url) = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var post = await _site.PostAsync(_blog, "Bussen", html: $"<figure><img src=\"{url}\" alt=\"Buss\" width=\"60\" height=\"40\"></figure>");
        var address = $"/bank-nio/{post.PublishedAt:yyyy}/{post.PublishedAt:MM}/{post.PublishedAt:dd}/bussen/";
        Assert.Contains(url, await _site.GetAsync(address), StringComparison.Ordinal);
        using var broken = await _owner.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "x.png", "nej"u8.ToArray())]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, broken.StatusCode);
        using var done = await _owner.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 90, 30))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var page = await _site.GetAsync(address);
        Assert.DoesNotContain(url, page, StringComparison.Ordinal);
        Assert.Matches("<picture><source type=\"image/avif\"[^>]*><img src=\"/-/media/[0-9a-f]{32}-90[.]webp\" alt=\"Buss\" width=\"90\" height=\"30\" srcset=", page);
        await Eventually.TrueAsync(async () => await _site.WithDbAsync(db => db.MediaFiles.CountAsync()) == 1);
    }

    [Fact]
    public async Task Is_not_replaced_where_readers_see_it_by_who_may_not_publish_there()
    {
        var (id, url) = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        using var disa = await _site.SignedInAsync("Sven Skribent", BlogRole.Author, _blog);
        var (other, otherUrl) = await disa.UploadAsync("bank-nio", PictureFiles.Make("png", 64, 40));
        await disa.PublishAsync("Bussen", $"<figure><img src=\"{otherUrl}\" alt=\"Buss\"></figure>");
        (string, string?, byte[])[] another = [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 90, 30))];

        // One's own post, which one publishes oneself.
        using var own = await disa.SendFormAsync($"{Path}/{other}", another);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);

        // What only a draft shows is the writer's own business.
        var draft = await _author.BeginAsync();
        using var saved = await _author.WriteAsync(draft, "save", ("title", "Utkast"), ("body", $"<figure><img src=\"{url}\" alt=\"Buss\"></figure>"));
        using var drafted = await _author.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 70, 30))]);
        Assert.Equal(HttpStatusCode.SeeOther, drafted.StatusCode);

        await _site.WithDbAsync(async db =>
        {
            var hash = await db.BlogPictures.Where(p => p.Id == id).Join(db.MediaFiles, p => p.FileId, f => f.Id, (_, f) => f).SingleAsync();
            url = hash.Url;
        });
        var post = await _site.PostAsync(_blog, "Tåget", html: $"<figure><img src=\"{url}\" alt=\"Tåg\"></figure>");
        using var refused = await _author.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 91, 30))]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Läsarna ser bilden", await refused.TextAsync(), StringComparison.Ordinal);
        Assert.Contains(url, await _site.WithDbAsync(db => db.Posts.Where(p => p.Id == post.Id).Select(p => p.BodyHtml).SingleAsync()), StringComparison.Ordinal);

        // On a blog where somebody looks first, not even one's own.
        await _site.WithDbAsync(async db =>
        {
            (await db.Blogs.SingleAsync()).RequireReview(isRequired: true);
            await db.SaveChangesAsync();
        });
        using var unseen = await disa.SendFormAsync($"{Path}/{other}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 92, 30))]);
        Assert.Equal(HttpStatusCode.Forbidden, unseen.StatusCode);
    }

    [Fact]
    public async Task Puts_it_into_what_is_being_written_too_and_keeps_what_revisions_show()
    {
        var (id, url) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var only = await _owner.BeginAsync();
        using var saved = await _owner.WriteAsync(only, "save", ("title", "Utkast"), ("body", $"<figure><img src=\"{url}\" alt=\"Buss\" width=\"60\" height=\"40\"></figure>"));
        var published = await _owner.PublishAsync("Bussen", $"<figure><img src=\"{url}\" alt=\"Buss\" width=\"60\" height=\"40\"></figure>");
        using var done = await _owner.SendFormAsync($"{Path}/{id}", [("do", null, "replace"u8.ToArray()), ("file", "ny.png", PictureFiles.Make("png", 90, 30))]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        foreach (var path in (string[])[only, published])
        {
            await Eventually.TrueAsync(async () => (await _owner.DraftAsync(path)).GetProperty("html").GetString()!.Contains("-90.webp\" alt=\"Buss\"", StringComparison.Ordinal));
        }

        // Nothing is left to publish of the one that was public, and its revision still shows what it showed.
        using (var page = await _owner.AskAsync(published))
        {
            Assert.DoesNotContain("ändringar som läsarna inte ser", await page.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(200, (int)(await _site.Http.AskAsync(url)).StatusCode);
        Assert.Equal(2, await _site.WithDbAsync(db => db.MediaFiles.CountAsync()));
    }

    [Fact]
    public async Task Deletes_nothing_that_only_a_revision_shows()
    {
        var (id, url) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        var path = await _owner.PublishAsync("Bussen", $"<figure><img src=\"{url}\" alt=\"Buss\"></figure>");
        using var revised = await _owner.WriteAsync(path, "publish", ("change", "small"), ("body", "<p>Ingen bild.</p>"));
        Assert.Equal(HttpStatusCode.SeeOther, revised.StatusCode);
        using var refused = await _owner.PostFormAsync($"{Path}/{id}", ("do", "delete"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task Tells_lists_which_point_of_a_picture_their_crop_must_hold()
    {
        var (id, url) = await _owner.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        await _owner.PublishAsync("Bussen", $"<figure><img src=\"{url}\" alt=\"Buss\" width=\"60\" height=\"40\"></figure>");
        Assert.DoesNotContain("class=\"fx-", await _site.GetAsync("/"), StringComparison.Ordinal);
        using var saved = await _owner.PostFormAsync($"{Path}/{id}", Words(alt: "Buss", x: "18", y: "100"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Contains("<img class=\"fx-2 fy-10\" src=", await _site.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_its_pages_by_the_last_picture()
    {
        var (_, url) = await _author.UploadAsync("bank-nio", PictureFiles.Make("png", 60, 40));
        await _site.WithDbAsync(async db =>
        {
            var by = await db.BlogPictures.Select(p => p.AddedById).SingleAsync();
            for (var i = 0; i < 30; i++)
            {
                var file = new Spalt.Media.MediaFile(_blog.NetworkId, i.ToString("x32", System.Globalization.CultureInfo.InvariantCulture), "png", 10, 10, 1, _site.Clock.Now);
                db.Add(file);
                await db.SaveChangesAsync();
                db.Add(BlogPicture.Add(_blog.Id, file, $"nr{i}.png", null, by, _site.Clock.Now));
            }

            await db.SaveChangesAsync();
        });
        var first = await PageAsync(Path);
        Assert.Contains("nr29.png", first, StringComparison.Ordinal);
        Assert.DoesNotContain("nr5.png", first, StringComparison.Ordinal);
        var older = System.Text.RegularExpressions.Regex.Match(first, "rel=\"next\" href=\"(?<to>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["to"].Value;
        var second = await PageAsync(WebUtility.HtmlDecode(older));
        Assert.Contains("nr5.png", second, StringComparison.Ordinal);
        Assert.Contains(url, second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }
}
