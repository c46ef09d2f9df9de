using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Comments;
using Spalt.Members;
using Spalt.Moderation;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Writing;

namespace Spalt.MyData;

// What stands in the JSON of what somebody takes out. Names are for machines and stay as they are.

/// <summary>A person, their ways in, where they are signed in and what they may.</summary>
internal sealed record AccountFacts(
    string Name, string Slug, string? About, DateTimeOffset CreatedAt, string Email, bool EmailConfirmed, bool HasPassword, bool TwoStep,
    IReadOnlyList<PasskeyFacts> Passkeys, IReadOnlyList<ProviderFacts> Providers, IReadOnlyList<NetworkRoleFacts> Networks, IReadOnlyList<BlogRoleFacts> Blogs,
    IReadOnlyList<SessionFacts> Sessions)
{
    public static async Task<AccountFacts> OfAsync(SpaltDb db, UserManager<Login> logins, Login login, CancellationToken cancel)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == login.AccountId, cancel);
        return new AccountFacts(
            account.Name, account.Slug, account.About, account.CreatedAt, login.Email!, login.EmailConfirmed, login.PasswordHash is not null, login.TwoFactorEnabled,
            [.. (await logins.GetPasskeysAsync(login)).Select(p => new PasskeyFacts(p.Name, p.CreatedAt))],
            [.. (await logins.GetLoginsAsync(login)).Select(p => new ProviderFacts(p.ProviderDisplayName, p.LoginProvider, p.ProviderKey))],
            await db.NetworkMembers.Where(m => m.AccountId == account.Id).Join(db.Networks, m => m.NetworkId, n => n.Id, (m, n) => new NetworkRoleFacts(n.Name, n.Host, m.Role, m.Since)).ToListAsync(cancel),
            await db.BlogMembers.Where(m => m.AccountId == account.Id).Join(db.Blogs, m => m.BlogId, b => b.Id, (m, b) => new { m, b })
                .Join(db.Networks, x => x.b.NetworkId, n => n.Id, (x, n) => new BlogRoleFacts(x.b.Title, n.Host, x.b.Slug, x.m.Role, x.m.Since)).ToListAsync(cancel),
            await db.Sessions.Where(s => s.LoginId == login.Id).OrderBy(s => s.Id).Select(s => new SessionFacts(s.Agent, s.StartedAt, s.SeenAt, s.ExpiresAt)).ToListAsync(cancel));
    }
}

internal sealed record PasskeyFacts(string? Name, DateTimeOffset CreatedAt);

internal sealed record ProviderFacts(string? Name, string Issuer, string Subject);

internal sealed record NetworkRoleFacts(string Network, string Host, NetworkRole Role, DateTimeOffset Since);

internal sealed record BlogRoleFacts(string Blog, string Host, string Slug, BlogRole Role, DateTimeOffset Since);

internal sealed record SessionFacts(string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt);

internal sealed record EventFacts(DateTimeOffset At, SecurityEventKind Kind, string Browser);

internal sealed record CommentFacts(string Post, DateTimeOffset WrittenAt, string Name, string? Email, string Text, string Html, CommentState State);

internal sealed record FollowedFacts(string Post, Followed Followed, string Email, DateTimeOffset AskedAt, DateTimeOffset? ConfirmedAt);

internal sealed record NoticeFacts(
    string Post, bool IsAboutComment, DecisionGround Ground, string Explanation, string? Name, string? Email, DateTimeOffset FiledAt, DateTimeOffset? DecidedAt, bool? IsUpheld);

internal sealed record ReplyRequestFacts(
    string Post, string Name, string Email, string Concerns, string Headline, string Text, DateTimeOffset FiledAt, DateTimeOffset? DecidedAt, bool IsPublished);

internal sealed record DecidedFacts(
    string Post, bool IsAboutComment, DecisionVerb Verb, DecisionGround? Ground, string? Facts, DateTimeOffset At, string? Appeal, string? Answer);

/// <param name="Text">JSON object.</param>
internal sealed record LedgerFacts(string Host, long Number, string Part, string Text);

internal sealed record PictureFacts(string File, string Name, string Alt, bool IsDecorative, string Caption, string Credit, DateTimeOffset AddedAt);

/// <summary>A post as the public reads it, or would.</summary>
internal sealed record PostFacts(
    long Id, string Host, string Blog, string Slug, string? Address, PostState State, string Title, string Lead, string Html, string? Language,
    DateTimeOffset? PublishedAt, PublishedPrecision? Precision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Tags, IReadOnlyList<string> Categories,
    IReadOnlyList<Correction> Corrections, string? Canonical, string? Sponsor, SponsorKind? SponsorKind, int Likes, int Comments)
{
    public static PostFacts Of(Post post, string blog, string host, string? address, IReadOnlyList<string> tags, IReadOnlyList<string> categories) => new(
        post.Id, host, blog, post.Slug, address, post.State, post.Title, post.Lead, post.BodyHtml, post.Language,
        post.PublishedAt, post.PublishedAt is null ? null : post.PublishedPrecision, post.CreatedAt, post.UpdatedAt, tags, categories,
        Correction.Read(post.Corrections), post.CanonicalUrl, post.Sponsor, post.SponsorKind, post.LikeCount, post.CommentCount);
}

/// <summary>A text that was saved: the draft, or an earlier one.</summary>
internal sealed record TextFacts(int Version, DateTimeOffset SavedAt, RevisionKind? Kind, string Title, string Lead, string Html, PostSettings Settings, string? Correction)
{
    public static TextFacts Of(Revision r) => new(r.Version, r.SavedAt, r.Kind, r.Title, r.Lead, r.Html, PostSettings.Read(r.Settings), r.Correction);

    public static TextFacts Of(PostDraft d) => new(d.Version, d.SavedAt, Kind: null, d.Title, d.Lead, d.Html, PostSettings.Read(d.Settings), Correction: null);
}
