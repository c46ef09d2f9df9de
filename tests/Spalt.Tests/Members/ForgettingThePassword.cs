using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Outbound;

namespace Spalt.Tests.Members;

public partial class ForgettingThePassword
{
    [Fact]
    public async Task A_letter_leads_to_a_new_one_and_ends_all_sessions_once()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var thief = await site.SignInAsync("Vera Lund");
        using (var asked = await site.Http.PostFormAsync("/-/forgot", ("email", "vera-lund@exempel.se")))
        {
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }

        var link = Link().Match((await letters.NextAsync()).Text).Value;
        using (var refused = await site.Http.PostFormAsync(link, ("password", "kort")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using (var done = await site.Http.PostFormAsync(link, ("password", "åtta pelikaner i hamnen")))
        {
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }

        using var out_ = await thief.AskAsync("/-/account");
        Assert.Equal(HttpStatusCode.SeeOther, out_.StatusCode);
        using var again = await site.Http.PostFormAsync(link, ("password", "nio pelikaner i hamnen"));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var vera = await site.SignInAsync("Vera Lund", "åtta pelikaner i hamnen");
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_answered_the_same_and_gets_no_letter()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var known = await site.Http.PostFormAsync("/-/forgot", ("email", "vera-lund@exempel.se"));
        await letters.NextAsync();
        using var unknown = await site.Http.PostFormAsync("/-/forgot", ("email", "ingen-alls@exempel.se"));
        Assert.Equal(
            (await known.TextAsync()).Replace("vera-lund", "X", StringComparison.Ordinal), (await unknown.TextAsync()).Replace("ingen-alls", "X", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == "mail-the-password-link", TestContext.Current.CancellationToken)));
        Assert.True(letters.IsEmpty);
    }

    [Fact]
    public async Task However_often_somebody_asks_no_more_than_three_letters_an_hour_go_to_an_address()
    {
        var letters = new Letters();
        await using var site = await Site.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailer>(letters)));
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        for (var i = 0; i < 6; i++)
        {
            await AskAsync(site);
        }

        await letters.NextAsync();
        await letters.NextAsync();
        await letters.NextAsync();
        Assert.True(letters.IsEmpty);
        site.Clock.Now = site.Clock.Now.AddHours(2);
        await AskAsync(site);
        await letters.NextAsync();

        static async Task AskAsync(Site site)
        {
            using var asked = await site.Http.PostFormAsync("/-/forgot", ("email", "vera-lund@exempel.se"));
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
            await Eventually.TrueAsync(() => site.WithDbAsync(async db => !await db.Jobs.AnyAsync(j => j.Kind == "mail-the-password-link", TestContext.Current.CancellationToken)));
        }
    }

    [Theory]
    [InlineData("/-/password")]
    [InlineData("/-/password?login=1")]
    [InlineData("/-/password?login=1&token=x")]
    [InlineData("/-/password?login=99999999999999999999&token=x")]
    public async Task Without_the_secret_there_is_nothing(string path)
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var answer = await site.Http.AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex(@"/-/password\?login=\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
