using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Members;

/// <summary><c>GET /-/start</c>: where somebody goes on who has signed in and was going nowhere: who may write, to the newsroom; who only moderates, to the queue.</summary>
internal static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder app) => app.MapGet("/-/start", StartAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> StartAsync(HttpContext context, SpaltDb db, CancellationToken cancel)
    {
        var person = context.Person();
        var writes = person.IsEditor || await db.BlogMembers.AnyAsync(
            m => m.AccountId == person.AccountId && db.Blogs.Any(b => b.Id == m.BlogId && b.NetworkId == person.NetworkId), cancel);
        return new SeeOther(writes ? "/-/write" : person.NetworkRole is not null ? "/-/moderation" : "/-/account");
    }
}
