using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;

namespace Spalt.Tests.Accounts;

public class ChoosingAPassword
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kort", "TooShort")]
    [InlineData("nio teckn", "TooShort")]
    [InlineData("password123", "TooCommon")]
    [InlineData("1234567890", "TooCommon")]
    [InlineData("qwertyuiop", "TooCommon")]
    [InlineData("1qaz2wsx3edc", "TooCommon")]
    [InlineData("Manchester1!", "TooCommon")]
    [InlineData("M4nchester", "TooCommon")]
    [InlineData("basketball", "TooCommon")]
    [InlineData("lösenord123", "TooCommon")]
    [InlineData("sommaren2026", "TooCommon")]
    [InlineData("aaaaaaaaaaaa", "TooCommon")]
    [InlineData("Vera Lund 1", "TooCommon")]
    [InlineData("sju gräsänder på taket", null)]
    [InlineData("basketball i skymningen", null)]
    [InlineData("xkqzvwtrpl", null)]
    public void Length_counts_and_what_everybody_chooses_is_refused(string password, string? complaint) =>
        Assert.Equal(complaint, PasswordRules.Complaint(password, "Vera Lund", "vera-lund@exempel.se"));

    [Fact]
    public async Task It_is_told_beside_the_field_and_the_old_one_stays()
    {
        await using var site = await Site.StartAsync();
        await site.NetworkAsync();
        await site.LoginAsync("Vera Lund");
        using var vera = await site.SignInAsync("Vera Lund");
        var before = await site.WithDbAsync(db => db.Logins.Select(l => l.PasswordHash).SingleAsync(Cancel));
        using var answer = await vera.PostFormAsync("/-/account/password", ("current", SignedIn.Password), ("password", "basketball1"));
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("id=\"password-error\"", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await site.WithDbAsync(db => db.Logins.Select(l => l.PasswordHash).SingleAsync(Cancel)));
    }
}
