using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Members;

/// <summary>Looks up, for each request, who is at work and what they may: a right that was taken away is gone with the next click.</summary>
internal sealed class RightCheck(SpaltDb db) : AuthorizationHandler<Right>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Right requirement)
    {
        if (context.Resource is not HttpContext http || SignInClaims.LoginOf(context.User) is not { } loginId
            || http.Features.Get<NetworkFace>() is not { } network)
        {
            return;
        }

        var person = requirement.OnBlog
            ? await AtDeskAsync(network.Id, http.GetRouteValue("blog") as string ?? "", loginId, http.RequestAborted)
            : await OnNetworkAsync(network.Id, loginId, http.RequestAborted);
        if (person is not null && requirement.Allows(person))
        {
            http.Features.Set(person);
            db.Actor = new Actor(person.AccountId, person.AccountName, network.Id, Household.Of(http));
            context.Succeed(requirement);
        }
    }

    private async Task<Person?> OnNetworkAsync(long networkId, long loginId, CancellationToken cancel) => await (
        from login in db.Logins
        where login.Id == loginId && login.DisabledAt == null
        join account in db.Accounts on login.AccountId equals account.Id
        select new Person(
            networkId, loginId, account.Id, account.Name,
            db.NetworkMembers.Where(m => m.NetworkId == networkId && m.AccountId == account.Id).Select(m => (NetworkRole?)m.Role).FirstOrDefault()))
        .AsNoTracking().SingleOrDefaultAsync(cancel);

    private async Task<Person?> AtDeskAsync(long networkId, string blogSlug, long loginId, CancellationToken cancel) => await (
        from login in db.Logins
        where login.Id == loginId && login.DisabledAt == null
        join account in db.Accounts on login.AccountId equals account.Id
        from blog in db.Blogs
        where blog.NetworkId == networkId && blog.Slug == blogSlug && blog.MergedIntoId == null
        select new Desk(
            networkId, loginId, account.Id, account.Name,
            db.NetworkMembers.Where(m => m.NetworkId == networkId && m.AccountId == account.Id).Select(m => (NetworkRole?)m.Role).FirstOrDefault(),
            blog.Id, blog.Slug, blog.Title,
            db.BlogMembers.Where(m => m.BlogId == blog.Id && m.AccountId == account.Id).Select(m => (Blogs.BlogRole?)m.Role).FirstOrDefault(), blog.State)
        { SuspendedAt = blog.SuspendedAt, SuspendedWhy = blog.SuspendedWhy })
        .AsNoTracking().SingleOrDefaultAsync(cancel);
}
