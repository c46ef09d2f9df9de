using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Tests;

/// <summary>A whole installation for a test: a real server on a loopback port, on a database of its own of the kind that is being tested.</summary>
public sealed class Site : IAsyncDisposable
{
    /// <summary>A password costs the product a quarter of a second, on purpose; a test makes a handful (<see cref="Accounts.KeepingPasswords"/> has the product's).</summary>
    private const int PasswordRounds = 1_000;

    private readonly TestStore _store;
    private readonly WebApplication _app;
    private readonly RateLimits _limits;
    private readonly Func<TestStore, Clock, Task<Site>> _again;

    private Site(TestStore store, Installation installation, WebApplication app, Clock clock, RateLimits limits, Func<TestStore, Clock, Task<Site>> again)
    {
        _store = store;
        _again = again;
        _limits = limits;
        _app = app;
        Installation = installation;
        Clock = clock;
        Http = Client();
    }

    public Installation Installation { get; }

    public Clock Clock { get; }

    /// <summary>Where its data are, for a verb of the command line that is to find them.</summary>
    public TestStore Store => _store;

    /// <summary>Follows no redirects and undoes no compression: a test sees what was sent.</summary>
    public HttpClient Http { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static Task<Site> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <param name="also">Pages of the test's own, and whatever else it adds to the program.</param>
    /// <param name="settings">As in the installation's settings file.</param>
    public static Task<Site> StartAsync(Action<IServiceCollection> also, params (string Key, string Value)[] settings) => StartAsync(also, _ => { }, settings);

    /// <param name="also">What else it adds to the program.</param>
    /// <param name="map">Endpoints of the test's own, in the same table as the product's.</param>
    /// <param name="settings">As in the installation's settings file.</param>
    public static async Task<Site> StartAsync(Action<IServiceCollection> also, Action<WebApplication> map, params (string Key, string Value)[] settings) =>
        await StartAsync(await TestStore.CreateMigratedAsync(), new Clock(), also, map, settings);

    private static async Task<Site> StartAsync(TestStore store, Clock clock, Action<IServiceCollection> also, Action<WebApplication> map, (string Key, string Value)[] settings)
    {
        var installation = store.Installation(settings);
        var limits = new RateLimits();
        var app = Server.Build(installation, "http://127.0.0.1:0", services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.AddSingleton<IStartupFilter>(limits);
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordRounds);
            also(services);
        });
        app.UseSpalt();
        map(app);
        await ListeningAsync(app);
        return new Site(store, installation, app, clock, limits, (data, time) => StartAsync(data, time, also, map, settings));
    }

    /// <summary>Stops the server, and starts another on the same data: nothing of it is in memory any more. It has another port.</summary>
    public async Task<Site> RestartAsync()
    {
        await StopAsync();
        return await _again(_store, Clock);
    }

    /// <summary>Starts it. On PostgreSQL everything thaws when it begins to listen, soon after the start: no test is to be in the middle of that.</summary>
    private static async Task ListeningAsync(WebApplication app)
    {
        var listens = new TaskCompletionSource();
        app.Services.GetRequiredService<Commits>().Thawed += tags =>
        {
            if (ReferenceEquals(tags, Database.Everything))
            {
                listens.TrySetResult();
            }
        };
        await app.StartAsync(TestContext.Current.CancellationToken);
        if (app.Services.GetRequiredService<Database>().Name == "Postgres")
        {
            await listens.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    public HttpClient Client()
    {
#pragma warning disable RS0030, CA2000 // A test is a client from outside: it does not go through PublicHttp.
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
#pragma warning restore RS0030, CA2000
    }

    /// <summary>Takes the database away, under the running server; <see cref="GiveBackDatabaseAsync"/> brings it back as it was.</summary>
    public Task TakeAwayDatabaseAsync() => _store.TakeAwayAsync();

    public Task GiveBackDatabaseAsync() => _store.GiveBackAsync();

    /// <summary>Does something with the database as the product would, news and all.</summary>
    public async Task<T> WithDbAsync<T>(Func<SpaltDb, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SpaltDb>());
    }

    public Task WithDbAsync(Func<SpaltDb, Task> work) => WithDbAsync(async db =>
    {
        await work(db);
        return 0;
    });

    public async Task<string> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"GET {path} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _store.DisposeAsync();
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _limits.DisposeAsync();
        await _app.DisposeAsync();
    }
}
