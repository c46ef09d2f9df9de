using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Jobs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>Somebody's role on a blog is another, and they are to be told.</summary>
/// <param name="Role">Null for somebody who is no member any more.</param>
public sealed record MemberChanged(long BlogId, long AccountId, BlogRole? Role, long ById, DateTimeOffset At) : News;

/// <summary>Tells somebody by mail that their role on a blog was changed, or that they are no member any more.</summary>
internal sealed class MailAboutMembership(SpaltDb db, IMailer mailer) : IJob
{
    public static string Kind => "mail-about-membership";

    public static Job For(MemberChanged news) => new(Kind, JsonSerializer.Serialize(news), news.At);

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        var news = JsonSerializer.Deserialize<MemberChanged>(payload)!;
        var letters = await db.Logins.Reached().Where(l => l.AccountId == news.AccountId)
            .OrderBy(l => l.Id).Select(l => new { l.Id, l.Email }).ToListAsync(cancel);
        var blog = await db.Blogs.Where(b => b.Id == news.BlogId)
            .Join(db.Networks, b => b.NetworkId, n => n.Id, (b, n) => new { b.Slug, b.Title, Network = n }).AsNoTracking().SingleAsync(cancel);
        var by = await db.Accounts.Where(a => a.Id == news.ById).Select(a => a.Name).SingleAsync(cancel);

        using var speaking = Texts.Speaking(blog.Network.Language);
        var name = news.Role is null ? "Members.Mail.Left" : "Members.Mail.Role";
        var role = news.Role is { } now ? Texts.Say("Role." + now) : "";
        foreach (var letter in letters)
        {
            await mailer.SendAsync(
                new Mail(
                    letter.Email!, Texts.Say(name + ".Subject", blog.Title),
                    Texts.Say(name + ".Text", by, blog.Title, blog.Network.Name, role, $"{NetworkFace.OriginOf(blog.Network.Host)}/-/write/{blog.Slug}"))
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"member-{news.BlogId}-{news.At.ToUnixTimeMilliseconds()}-{letter.Id}"),
                }.From(blog.Network),
                cancel);
        }
    }
}
