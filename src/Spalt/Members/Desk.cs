using Spalt.Accounts;
using Spalt.Blogs;

namespace Spalt.Members;

/// <summary>Who is at work, on which network.</summary>
public record Person(long NetworkId, long LoginId, long AccountId, string AccountName, NetworkRole? NetworkRole)
{
    /// <summary>Sees, edits and publishes everything of the network.</summary>
    public bool IsEditor => NetworkRole is Members.NetworkRole.Publisher or Members.NetworkRole.Editor;

    public bool IsPublisher => NetworkRole is Members.NetworkRole.Publisher;
}

/// <summary>Who is at work, on which blog.</summary>
public sealed record Desk(
    long NetworkId, long LoginId, long AccountId, string AccountName, NetworkRole? NetworkRole,
    long BlogId, string BlogSlug, string BlogTitle, BlogRole? BlogRole, BlogState BlogState)
    : Person(NetworkId, LoginId, AccountId, AccountName, NetworkRole)
{
    /// <summary>Since when readers do not get the blog, because the network's editors say so.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    public string? SuspendedWhy { get; init; }

    /// <summary>May see the blog's workplace and write drafts.</summary>
    public bool MayWrite => IsEditor || BlogRole is not null;

    /// <summary>The blog's settings and members.</summary>
    public bool MayManage => IsEditor || BlogRole is Blogs.BlogRole.Owner;

    /// <summary>One's own posts; all of the blog for its owner and the network's editors.</summary>
    public bool MayEdit(long authorId) => MayManage || (BlogRole is not null && authorId == AccountId);

    /// <summary>As <see cref="MayEdit"/>, but a contributor's posts are published by others.</summary>
    public bool MayPublish(long authorId) => MayManage || (BlogRole is Blogs.BlogRole.Author && authorId == AccountId);
}

internal static class DeskContext
{
    /// <summary>Who is at work; only behind one of <see cref="Policies"/>.</summary>
    public static Person Person(this HttpContext context) =>
        context.Features.Get<Person>() ?? throw new InvalidOperationException("This endpoint lets anybody in.");

    /// <summary>Who is at work on the blog of the address; only behind <see cref="Policies.Write"/> or <see cref="Policies.ManageBlog"/>.</summary>
    public static Desk Desk(this HttpContext context) =>
        context.Person() as Desk ?? throw new InvalidOperationException("This endpoint is for no blog.");
}
