using Spalt.Jobs;

namespace Spalt.Moderation.Rules;

internal static class RuleServices
{
    public static IServiceCollection AddCommentRules(this IServiceCollection services) => services
        .AddScoped<CommentRules>().AddScoped<Households>().AddScoped<CommentJudge>().AddSingleton<FormTimes>()
        .AddScoped<ICommentRule, LinksRule>().AddScoped<ICommentRule, HeldWordsRule>().AddScoped<ICommentRule, RefusedWordsRule>()
        .AddScoped<ICommentRule, RepetitionRule>().AddScoped<ICommentRule, FloodRule>().AddScoped<ICommentRule, NewPersonRule>()
        .AddScoped<ICommentRule, TimeTrapRule>().AddScoped<ICommentRule, DuplicateRule>().AddScoped<ICommentRule, LanguageRule>()
        .AddScoped<ICommentRule, ClassifierRule>()
        .AddJob<LearnFromDecision>()
        .AddRecurringJob<ForgetHouseholds>(TimeSpan.FromMinutes(10));
}
