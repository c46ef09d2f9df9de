using Spalt.Comments;
using Spalt.Jobs;
using Spalt.Web;

namespace Spalt.Moderation;

internal static class ModerationServices
{
    /// <summary>A household writes ten comments in a row, then one every twenty seconds.</summary>
    public static IServiceCollection AddComments(this IServiceCollection services) => services
        .AddJob<MailTheReason>()
        .AddSingleton<FollowLinks>().AddJob<MailTheFollower>().AddJob<FindAnswers>().AddJob<MailTheAnswers>().AddRecurringJob<ForgetFollowers>(TimeSpan.FromHours(1))
        .AddRateLimiter(limits => limits.AddPolicy(WritePage.Limit, new HouseholdLimit(burst: 10, TimeSpan.FromSeconds(20))));
}
