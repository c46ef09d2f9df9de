using Microsoft.AspNetCore.Authorization;
using Spalt.Accounts;
using Spalt.Jobs;

namespace Spalt.Members;

internal static class MemberServices
{
    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddAuthorization(Right.Add)
        .AddScoped<IAuthorizationHandler, RightCheck>()
        .AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAccess>()
        .AddScoped<OpenInvitations>().AddJob<MailTheInvitation>().AddJob<MailThePasswordLink>().AddJob<MailTheConfirmation>().AddJob<MailTheOldAddress>().AddJob<MailAboutMembership>()
        .AddRecurringJob<ForgetWhatIsOver>(TimeSpan.FromDays(1))
        .AddRateLimiter(limits => limits.AddPolicy(SignInLimit.Name, SignInLimit.Rule));
}
