using Spalt.Comments;
using Spalt.Comments.Intake;
using Spalt.Jobs;
using Spalt.Moderation.Cases;
using Spalt.Moderation.Replies;
using Spalt.Moderation.Rules;
using Spalt.Moderation.Sealing;
using Spalt.Moderation.Watching;
using Spalt.Moderation.Waves;
using Spalt.Web;

namespace Spalt.Moderation;

internal static class ModerationServices
{
    /// <summary>A household writes ten comments in a row, then one every twenty seconds; and reports as often.</summary>
    public static IServiceCollection AddComments(this IServiceCollection services) => services
        .AddScoped<Deciding>().AddScoped<DecidingReplies>().AddJob<MailAboutReply>().AddJob<MailTheReason>().AddJob<RefuseTheWave>().AddJob<MailAboutNotice>().AddJob<MailAboutCase>()
        .AddJob<SealTheEvidence>().AddJob<EraseDestroyedEvidence>().AddCommentRules().AddRecurringJob<KeepWatch>(TimeSpan.FromMinutes(15))
        .AddRecurringJob<ForgetCases>(TimeSpan.FromDays(1)).AddScoped<CommentBatch>().AddSingleton<CommentIntake>().AddHostedService(services => services.GetRequiredService<CommentIntake>())
        .AddSingleton<FollowLinks>().AddJob<MailTheFollower>().AddJob<FindAnswers>().AddJob<MailTheAnswers>().AddJob<TellFollowers>().AddRecurringJob<ForgetFollowers>(TimeSpan.FromHours(1))
        .AddRateLimiter(limits => limits
            .AddPolicy(WritePage.Limit, new HouseholdLimit(burst: 10, TimeSpan.FromSeconds(20)))
            .AddPolicy(ReportPage.Limit, new HouseholdLimit(burst: 10, TimeSpan.FromSeconds(20))));
}
