using Spalt.Jobs;
using Spalt.Moderation.SpamChecks;

namespace Spalt.Moderation.Rules;

internal static class RuleServices
{
    public static IServiceCollection AddCommentRules(this IServiceCollection services) => services
        .AddScoped<CommentRules>().AddScoped<RuleFacts>().AddScoped<Households>().AddScoped<CommentJudge>().AddSingleton<FormTimes>()
        .AddSingleton<ICommentRule, LinksRule>().AddSingleton<ICommentRule, HeldWordsRule>().AddSingleton<ICommentRule, RefusedWordsRule>()
        .AddSingleton<ICommentRule, RepetitionRule>().AddSingleton<ICommentRule, FloodRule>().AddSingleton<ICommentRule, CrowdRule>().AddSingleton<ICommentRule, NewPersonRule>()
        .AddSingleton<ICommentRule, TimeTrapRule>().AddSingleton<ICommentRule, DuplicateRule>().AddSingleton<ICommentRule, LanguageRule>()
        .AddSingleton<ICommentRule, ClassifierRule>().AddSingleton<ICommentRule, WorkRule>().AddSingleton<ICommentRule, SpamCheckRule>()
        .AddSingleton<SpamCheck>().AddJob<TellTheSpamCheck>().AddJob<LearnFromDecision>()
        .AddRecurringJob<ForgetHouseholds>(TimeSpan.FromMinutes(10));
}
