using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Members;

/// <summary>A role that the operator names: on a network, or on one of its blogs.</summary>
internal sealed record GivenRole(Network Network, Blog? Blog, NetworkRole OnNetwork, BlogRole OnBlog)
{
    public string Host => Network.Host;

    public string Role => Blog is null ? $"{OnNetwork.ToString().ToLowerInvariant()}, {Host}" : $"{OnBlog.ToString().ToLowerInvariant()}, {Host}/{Blog.Slug}/";

    /// <exception cref="CommandException">no such network, blog or role</exception>
    public static async Task<GivenRole> AskedAsync(Installation installation, SpaltDb db, string? host, string? slug, string role, CancellationToken cancel)
    {
        var network = await NetworkCommand.FindAsync(installation, db, host, cancel);
        if (slug is null)
        {
            return new GivenRole(network, Blog: null, Read<NetworkRole>(role, "Account.OnNetwork"), default);
        }

        var blog = await db.Blogs.SingleOrDefaultAsync(b => b.NetworkId == network.Id && b.Slug == slug, cancel)
            ?? throw new CommandException(Texts.Command("Account.NoBlog", slug, network.Host));
        return new GivenRole(network, blog, default, Read<BlogRole>(role, "Account.OnBlog"));
    }

    public Task GiveAsync(Joining joining, long accountId, CancellationToken cancel) =>
        Blog is null ? joining.GiveAsync(Network.Id, OnNetwork, accountId, cancel) : joining.GiveAsync(Blog.Id, OnBlog, accountId, cancel);

    public Invitation Invite(string? email, DateTimeOffset now) =>
        Blog is null ? Invitation.To(Network.Id, OnNetwork, email, byId: null, now) : Invitation.To(Blog, OnBlog, email, byId: null, now);

    private static T Read<T>(string role, string where)
        where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), n => string.Equals(n, role, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw new CommandException(
                Texts.Command("Account.BadRole", role, Texts.Command(where), string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()), CommandLine.BadInput);
}
