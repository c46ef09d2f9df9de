using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spalt.Tests.Web;

public sealed class TrustingProxies : IDisposable
{
    private readonly Warnings _warnings = new();

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.5", "", 1)]
    [InlineData("X-Forwarded-Proto", "https", "", 1)]
    [InlineData("X-Forwarded-For", "203.0.113.5", "127.0.0.1", 0)]
    [InlineData("X-Something", "203.0.113.5", "", 0)]
    public async Task A_proxy_that_nobody_told_of_is_told_of_once(string header, string value, string trusted, int warnings)
    {
        await using var site = await Site.StartAsync(services => services.AddSingleton<ILoggerProvider>(_warnings), ("Spalt:TrustedProxies", trusted));
        await site.NetworkAsync();
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/-/health/live", UriKind.Relative));
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Equal(warnings, _warnings.All.Count(line => line.Contains("Spalt:TrustedProxies", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Proxies_may_stand_in_a_list()
    {
        await using var site = await Site.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(_warnings), ("Spalt:TrustedProxies:0", "10.1.2.0/24"), ("Spalt:TrustedProxies:1", "127.0.0.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/-/health/live", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.5");
        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_warnings.All, line => line.Contains("Spalt:TrustedProxies", StringComparison.Ordinal));
    }

    public void Dispose() => _warnings.Dispose();

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
