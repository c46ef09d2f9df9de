using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Audit;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Tests.Media;
using Spalt.Tests.Pictures;

namespace Spalt.Tests.Managing;

public class SettingLimits
{
    private const string Limits = "/-/network/limits";
    private const string Library = "/-/write/bank-nio/pictures";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("picturesize", "26")]
    [InlineData("picturesize", "0")]
    [InlineData("blogroom", "101")]
    [InlineData("blogroom", "-1")]
    [InlineData("invitations", "många")]
    [InlineData("invitations", "501")]
    public async Task What_the_operator_does_not_give_is_refused_beside_its_field_and_changes_nothing(string field, string value)
    {
        await using var site = await Site.StartAsync(("Spalt:Media:QuotaMegabytes", "100"));
        var (_, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        await publisher.DoAsync(Limits, ("picturesize", "5"), ("blogroom", "100"), ("invitations", "3"));
        Assert.Contains("ett helt tal från 1 till", await publisher.RefusedAsync(Limits, field, [.. new[] { ("picturesize", "7"), ("blogroom", "7"), ("invitations", "7") }.Where(f => f.Item1 != field), (field, value)]), StringComparison.Ordinal);
        Assert.Equal((5, 100, 3), await site.WithDbAsync(async db =>
        {
            var network = await db.Networks.SingleAsync(Cancel);
            return (network.PictureMegabytes!.Value, network.BlogMegabytes!.Value, network.InvitationsADay!.Value);
        }));
        Assert.Equal(AuditVerb.Changed, await site.WithDbAsync(db => db.AuditEntries.Where(e => e.Kind == "Network").OrderByDescending(e => e.Id).Select(e => e.Verb).FirstAsync(Cancel)));
    }

    [Fact]
    public async Task A_picture_that_is_too_large_or_without_room_is_told_which_limit_it_is_and_whom_to_ask()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var author = await site.SignedInAsync("Vera Lund", BlogRole.Author, blog);
        await site.WithDbAsync(async db =>
        {
            (await db.Networks.SingleAsync(Cancel)).BeReachedAt(contact: null, "red@exempel.se", phone: null);
            await db.SaveChangesAsync(Cancel);
        });
        await publisher.DoAsync(Limits, ("picturesize", "1"));
        Assert.Contains("1 MB", await author.PageAsync(Library), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "Filen är för stor: högst 1 MB. Fråga red@exempel.se om du behöver mer."), await UploadedAsync(author, new byte[(1024 * 1024) + 1]));
        await author.UploadAsync(blog.Slug, PictureFiles.Make("png", 300, 200));

        // The blog's own room goes before that of all blogs.
        await publisher.DoAsync(Limits, ("blogroom", "1"));
        await publisher.DoAsync("/-/network/blogs/bank-nio", ("do", "room"), ("megabytes", "3"));
        Assert.Contains("av 3 MB", await author.PageAsync(Library), StringComparison.Ordinal);
        Assert.Contains("/-/network/blogs/bank-nio", await publisher.PageAsync(Limits), StringComparison.Ordinal);
        await site.WithDbAsync(db => db.MediaFiles.ExecuteUpdateAsync(set => set.SetProperty(f => f.Bytes, 3L * 1024 * 1024), Cancel));
        Assert.Equal(
            ((HttpStatusCode)507, "Bloggens utrymme för bilder, 3 MB, är slut. Ta bort bilder som inte används. Fråga red@exempel.se om du behöver mer."),
            await UploadedAsync(author, PictureFiles.Make("png", 301, 200)));
        await publisher.DoAsync("/-/network/blogs/bank-nio", ("do", "room"), ("megabytes", "4"));
        await author.UploadAsync(blog.Slug, PictureFiles.Make("png", 301, 200));
    }

    [Fact]
    public async Task A_blogs_room_is_its_publishers_to_give_and_not_its_editors()
    {
        await using var site = await Site.StartAsync();
        var (network, _, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var editor = await site.SignedInAsync("Eva Ek", NetworkRole.Editor, network);
        Assert.DoesNotContain("name=\"megabytes\"", await editor.PageAsync("/-/network/blogs/bank-nio"), StringComparison.Ordinal);
        using var answer = await editor.PostFormAsync("/-/network/blogs/bank-nio", ("do", "room"), ("megabytes", "1"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("2048", await publisher.RefusedAsync("/-/network/blogs/bank-nio", "megabytes", ("do", "room"), ("megabytes", "2049")), StringComparison.Ordinal);
        Assert.Null(await site.WithDbAsync(db => db.Blogs.Select(b => b.Megabytes).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_owner_who_has_invited_enough_for_today_is_told_so_beside_the_address()
    {
        await using var site = await Site.StartAsync();
        var (_, blog, publisher) = await site.NewspaperAsync();
        using var _1 = publisher;
        using var owner = await site.SignedInAsync("Olga Ägare", BlogRole.Owner, blog);
        await publisher.DoAsync(Limits, ("invitations", "1"));
        const string Members = "/-/write/bank-nio/settings/members";
        await owner.DoAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "a@exempel.se"));
        var said = await owner.RefusedAsync(Members, "email", ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "b@exempel.se"));
        Assert.Contains("högst 1 personer om dagen", said, StringComparison.Ordinal);
        Assert.Contains("fråga", said, StringComparison.Ordinal);
        site.Clock.Now += TimeSpan.FromDays(1);
        await owner.DoAsync(Members, ("do", "invite"), ("role", "Author"), ("by", "mail"), ("email", "b@exempel.se"));
    }

    private static async Task<(HttpStatusCode Status, string Said)> UploadedAsync(HttpClient client, byte[] picture)
    {
        using var answer = await client.SendAsync(Library + "?name=x.png", picture);
        using var problem = JsonDocument.Parse(await answer.TextAsync());
        return (answer.StatusCode, problem.RootElement.GetProperty("detail").GetString()!);
    }
}
