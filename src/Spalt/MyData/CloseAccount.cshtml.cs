using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Web.Forms;

namespace Spalt.MyData;

/// <summary>Somebody closes their account and says what becomes of their posts.</summary>
[Authorize(Policy = Policies.SignedIn)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class CloseAccountPage(UserManager<Login> logins, Proof proof, Closing closing) : FormPage
{
    public IReadOnlyList<PostsLeft> Choices { get; } = Enum.GetValues<PostsLeft>();

    public IReadOnlyList<string> Obstacles { get; private set; } = [];

    public bool HasPassword { get; private set; }

    /// <summary>What became of the posts; null while the account is open.</summary>
    public PostsLeft? Closed { get; private set; }

    public async Task<PageResult> OnGetAsync(CancellationToken cancel)
    {
        await FindAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var me = await FindAsync(cancel);
        if (Obstacles.Count > 0)
        {
            return Again();
        }

        if (!Enum.TryParse<PostsLeft>(Typed("posts"), out var posts) || !Enum.IsDefined(posts))
        {
            Complain("posts", Texts.Say("Close.Choose"));
        }

        if (await proof.ComplaintAsync(me, Raw("current"), Sessions.IdOf(User), cancel) is { } wrong)
        {
            Complain("current", wrong);
        }

        if (!IsFine)
        {
            return Again();
        }

        if (!await closing.CloseAsync(me, Network.Id, posts, Texts.Say("Close.Nameless"), cancel))
        {
            await FindAsync(cancel);
            return Again();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Closed = posts;
        return Page();
    }

    private async Task<Login> FindAsync(CancellationToken cancel)
    {
        var me = await logins.Users.AsNoTracking().SingleAsync(l => l.Id == SignInClaims.LoginOf(User), cancel);
        HasPassword = me.PasswordHash is not null;
        Obstacles = await closing.ObstaclesAsync(me.AccountId, cancel);
        return me;
    }
}
