using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Members;
using Spalt.Tests.Jobs;

namespace Spalt.Tests.Members;

public class ForgettingWhatIsOver
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_what_somebody_may_still_need()
    {
        await using var site = await Site.StartAsync();
        var network = await site.NetworkAsync();
        var blog = await site.BlogAsync(network);
        var login = await site.LoginAsync("Vera Lund");
        await KeepTracesAsync();
        Assert.Equal((2, 1, 1), await ForgetAfterAsync(TimeSpan.FromDays(29)));
        Assert.Equal((2, 1, 0), await ForgetAfterAsync(TimeSpan.FromDays(2)));
        await KeepTracesAsync();
        Assert.Equal((4, 1, 0), await ForgetAfterAsync(TimeSpan.FromDays(80)));
        Assert.Equal((4, 0, 0), await ForgetAfterAsync(TimeSpan.FromDays(30)));
        Assert.Equal((2, 0, 0), await ForgetAfterAsync(TimeSpan.FromDays(230)));

        async Task KeepTracesAsync()
        {
            using var signedIn = await site.SignInAsync("Vera Lund");
            await site.WithDbAsync(async db =>
            {
                db.Add(new SecurityEvent(login.Id, SecurityEventKind.PasswordChanged, "", site.Clock.Now));
                db.Add(EmailChange.ToConfirm("a@exempel.se", login.Id, network.Id, site.Clock.Now));
                db.Add(Invitation.To(await db.Blogs.SingleAsync(b => b.Id == blog.Id, Cancel), BlogRole.Author, email: null, byId: null, site.Clock.Now));
                await db.SaveChangesAsync(Cancel);
            });
        }

        async Task<(int Events, int Invitations, int Changes)> ForgetAfterAsync(TimeSpan time)
        {
            // The same job is due by the clock too: two at once would want to delete the same.
            await site.PassAsync(time);
            await site.IdleAsync();
            await site.WithDbAsync(db => new ForgetWhatIsOver(db, site.Clock).DoAsync("", Cancel));
            return await site.WithDbAsync(async db => (await db.SecurityEvents.CountAsync(Cancel), await db.Invitations.CountAsync(Cancel), await db.EmailChanges.CountAsync(Cancel)));
        }
    }

    [Fact]
    public async Task Ends_no_session_that_lasts()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var early = await site.SignInAsync("Vera Lund");
        site.Clock.Now += TimeSpan.FromDays(20);
        using var late = await site.SignInAsync("Vera Lund");
        site.Clock.Now += TimeSpan.FromDays(11);
        await site.WithDbAsync(db => new ForgetWhatIsOver(db, site.Clock).DoAsync("", Cancel));
        Assert.Equal(1, await site.WithDbAsync(db => db.Sessions.CountAsync(Cancel)));
        using var account = await late.AskAsync("/-/account");
        Assert.Equal(200, (int)account.StatusCode);
    }
}
