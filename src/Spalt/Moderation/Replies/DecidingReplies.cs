using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Formats.Html;
using Spalt.Members;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.Moderation.Replies;

/// <summary>Decides a request to reply and all that hangs on it, in one transaction.</summary>
internal sealed class DecidingReplies(SpaltDb db, TimeProvider clock)
{
    private const string Nameless = "genmale";

    public Task GrantAsync(ReplyRequest request, Post answered, Moderator by, CancellationToken cancel) =>
        db.InTransactionAsync(() => PublishAsync(request, answered, by, reverses: null, cancel), cancel);

    public Task RefuseAsync(ReplyRequest request, Reason reason, Moderator by, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var decision = Decision.RefuseReply(request, reason, by, clock.GetUtcNow());
            db.Add(decision);

            // It gets its id.
            await db.SaveChangesAsync(cancel);
            request.Refuse(decision);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>The reply goes out as any post does, in the blog of what it answers. Must run inside a transaction.</summary>
    /// <param name="reverses">The decision that refused it, where this one undoes that.</param>
    /// <returns>The decision, with its id.</returns>
    public async Task<Decision> PublishAsync(ReplyRequest request, Post answered, Moderator by, long? reverses, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var blog = await db.Blogs.SingleAsync(b => b.Id == answered.BlogId, cancel);
        var decision = Decision.GrantReply(request, by, now, reverses);
        var writer = Account.Named(request.Name, await db.FreeWriterSlugAsync(request.Name, cancel), now);
        db.AddRange(decision, writer);
        await db.SaveChangesAsync(cancel);

        var html = HtmlSanitizer.Clean(request.BodyHtml);
        var slug = Slug.Of(request.Headline);
        var text = new PostText(await db.FreeSlugAsync(blog.Id, slug.Length == 0 ? Nameless : slug, 0, cancel), request.Headline, html, HtmlText.Lead(html)) { Language = answered.Language };
        var reply = Post.Reply(answered, blog, writer.Id, text, now);
        reply.Publish(now);
        db.Add(reply);
        answered.BeAnswered(now);
        await db.SaveChangesAsync(cancel);
        request.Grant(decision, reply);
        await db.SaveChangesAsync(cancel);
        return decision;
    }
}
