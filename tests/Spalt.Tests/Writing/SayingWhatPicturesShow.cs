using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Blogs;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Tests.Media;
using Spalt.Tests.Pictures;
using Spalt.Writing;

namespace Spalt.Tests.Writing;

public sealed class SayingWhatPicturesShow
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("publish")]
    [InlineData("schedule")]
    [InlineData("review")]
    public async Task Is_asked_for_before_a_post_goes_anywhere_and_answered_in_the_same_form(string doing)
    {
        await using var site = await Site.StartAsync();
        var (_, blog, owner) = await site.DeskAsync();
        using var _owner = owner;
        using var writer = doing == "review" ? await site.SignedInAsync("Bea Bidrag", BlogRole.Contributor, blog) : await site.SignedInAsync("Ada Skribent", BlogRole.Author, blog);
        var (_, url) = await writer.UploadAsync("bank-nio", PictureFiles.Make("jpg", 60, 40), "isen.jpg");
        var path = await writer.BeginAsync();
        (string, string)[] typed = [("title", "Isen"), ("body", $"Se isen.\n\n![]({url})"), ("format", "markdown"), ("date", "2026-03-29"), ("time", "15:30")];

        using var refused = await writer.WriteAsync(path, doing, typed);
        Assert.Equal(422, (int)refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.TextAsync());
        Assert.Contains("isen.jpg saknar alternativtext", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"picture\" value=\"{url}\"", page, StringComparison.Ordinal);
        Assert.Contains($"![]({url})", page, StringComparison.Ordinal);
        Assert.Equal("", (await writer.DraftAsync(path)).GetProperty("title").GetString());

        using var both = await writer.WriteAsync(path, doing, [.. typed, ("picture", url), ("picture-alt", "Is <på> älven"), ("picture-decorative", url)]);
        Assert.Equal(422, (int)both.StatusCode);
        Assert.Contains(">Is &lt;på&gt; älven</textarea>", WebUtility.HtmlDecode(await both.TextAsync()).Replace("<på>", "&lt;på&gt;", StringComparison.Ordinal), StringComparison.Ordinal);

        using var done = await writer.WriteAsync(path, doing, [.. typed, ("picture", url), ("picture-alt", "Is <på> älven")]);
        Assert.Equal(303, (int)done.StatusCode);
        Assert.Contains("alt=\"Is &lt;på&gt; älven\"", (await writer.DraftAsync(path)).GetProperty("html").GetString(), StringComparison.Ordinal);
        if (doing == "review")
        {
            return;
        }

        // The library knows it from now on, and the next text that shows the picture is asked with it.
        Assert.Equal("Is <på> älven", await site.WithDbAsync(db => db.BlogPictures.Select(p => p.Alt).SingleAsync(Cancel)));
        using var next = await writer.WriteAsync(await writer.BeginAsync(), "publish", typed);
        Assert.Contains("Is <på> älven</textarea>", WebUtility.HtmlDecode(await next.TextAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_needed_where_the_picture_is_said_to_be_decoration_nor_to_save_a_draft()
    {
        await using var site = await Site.StartAsync();
        var (_, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        (string, string)[] typed = [("title", "Isen"), ("body", "<p>Is.</p><figure><img src=\"/a.jpg\"></figure>")];
        using var saved = await owner.WriteAsync(path, "save", typed);
        Assert.Equal(303, (int)saved.StatusCode);
        using var done = await owner.WriteAsync(path, "publish", [.. typed, ("picture", "/a.jpg"), ("picture-alt", ""), ("picture-decorative", "/a.jpg")]);
        Assert.Equal(303, (int)done.StatusCode);
        Assert.Contains("<img src=\"/a.jpg\" alt=\"\">", (await site.PostAtAsync(path)).BodyHtml, StringComparison.Ordinal);

        // Opened and saved without a script it still says so.
        using var again = await owner.WriteAsync(path, "publish", ("change", "small"));
        Assert.Equal(path + "?done=revised", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Is_asked_for_by_the_verb_too_whoever_calls_it()
    {
        await using var site = await Site.StartAsync();
        var (network, _, owner) = await site.DeskAsync();
        using var _owner = owner;
        var path = await owner.BeginAsync();
        using var saved = await owner.WriteAsync(path, "save", ("title", "Isen"), ("body", "<figure><img src=\"/a.jpg\"></figure>"));
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Spalt.Store.SpaltDb>();
        var publishing = scope.ServiceProvider.GetRequiredService<Publishing>();
        var id = Desks.IdOf(path);
        var open = new OpenDraft(await db.Posts.SingleAsync(p => p.Id == id, Cancel), await db.Drafts.SingleAsync(d => d.PostId == id, Cancel), IsNew: false);
        var face = new NetworkFace(network.Id, network.Host, network.Name, "sv", "Europe/Stockholm", null, null, null, null, "#000000");
        Assert.False(await publishing.PublishAsync(open, face, open.Post.AuthorId, correction: null, Cancel));
        Assert.False(await publishing.ScheduleAsync(open, face, open.Post.AuthorId, site.Clock.Now.AddDays(1), Cancel));
        Assert.False(await publishing.AskAsync(open, open.Post.AuthorId, Cancel));
        await db.SaveChangesAsync(Cancel);
        Assert.Equal(PostState.Draft, (await site.PostAtAsync(path)).State);
    }
}
