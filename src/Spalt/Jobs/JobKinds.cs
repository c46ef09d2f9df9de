namespace Spalt.Jobs;

/// <summary>Which class does which kind of job.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, Type> _types = kinds.ToDictionary(k => k.Name, k => k.Type, StringComparer.Ordinal);

    public IJob Make(string kind, IServiceProvider services) =>
        _types.TryGetValue(kind, out var type)
            ? (IJob)services.GetRequiredService(type)
            : throw new InvalidOperationException($"This program knows no job of the kind {kind}.");
}

internal sealed record JobKind(string Name, Type Type);

internal static class JobRegistration
{
    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobKind(T.Kind, typeof(T)));

    /// <summary>A job that is done again and again, <paramref name="every"/> so often.</summary>
    public static IServiceCollection AddRecurringJob<T>(this IServiceCollection services, TimeSpan every)
        where T : class, IJob =>
        services.AddJob<T>().AddSingleton(new Recurrence(T.Kind, every));
}
