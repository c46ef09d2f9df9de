using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public sealed class LoggingWhatGoesOut : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("spalt-log-").FullName;
    private readonly LogLines _lines = new();

    [Fact]
    public async Task Tells_what_was_not_fetched_without_keys_and_names()
    {
        await using var provider = Provider();
        var http = provider.GetRequiredService<PublicHttp>();

        await Outside.Fails(FetchFailure.Refused, http.GetAsync("http://localhost:8080/feed/?key=hemlig"));
        await Outside.Fails(FetchFailure.Refused, http.GetAsync("http://asa:hemlig@example.org/feed/"));

        Assert.Contains(_lines.All, line => line.Contains("Not fetched http://localhost:8080/feed/: Refused", StringComparison.Ordinal));
        Assert.Contains(_lines.All, line => line.Contains("Not fetched http://example.org/feed/: Refused", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines.All, line => line.Contains("hemlig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_letters_by_id_only()
    {
        await using var provider = Provider();

        await provider.GetRequiredService<IMailer>().SendAsync(
            new Mail("asa@example.se", "En hemlig rubrik", "En hemlig text") { Id = "reset-7" }, CancellationToken.None);

        Assert.Contains(_lines.All, line => line.Contains("Letter reset-7 written", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines.All, line => line.Contains("asa@", StringComparison.Ordinal) || line.Contains("hemlig", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _lines.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private ServiceProvider Provider() => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_lines))
        .AddOutbound(new ConfigurationBuilder().Build(), _data)
        .BuildServiceProvider();
}
