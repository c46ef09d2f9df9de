using Spalt.Jobs;

namespace Spalt.MyData;

internal static class MyDataServices
{
    public static IServiceCollection AddMyData(this IServiceCollection services) =>
        services.AddScoped<TakeOut>().AddScoped<Closing>().AddJob<BinThePosts>().AddJob<ForgetTheComments>().AddJob<MailTheGoodbye>();
}
