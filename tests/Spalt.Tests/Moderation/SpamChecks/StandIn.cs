using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spalt.Tests.Moderation.SpamChecks;

/// <summary>A service on loopback that speaks Akismet's protocol, answers what a test wants, and remembers what it was told.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    public const string Key = "hemlig nyckel";

    private readonly WebApplication _app;

    private StandIn(WebApplication app) => _app = app;

    public string Address => _app.Urls.First() + "/1.1/";

    /// <summary>To a question.</summary>
    public string Answer { get; set; } = "false";

    public int Status { get; set; } = 200;

    /// <summary>Whether it knows the key.</summary>
    public bool Knows { get; set; } = true;

    /// <summary>How long it thinks about each.</summary>
    public TimeSpan Thinks { get; set; }

    public ConcurrentQueue<(string Method, SortedDictionary<string, string> Fields)> Told { get; } = new();

    public int Asked => Told.Count(t => t.Method == "comment-check");

    /// <summary>What it was told that people decided.</summary>
    public IReadOnlyList<string> Decided => [.. Told.Where(t => t.Method != "comment-check").Select(t => $"{t.Method} {t.Fields["comment_content"]}")];

    /// <summary>As in an installation's settings file.</summary>
    public (string, string)[] Settings => [("Spalt:SpamCheck:Address", Address), ("Spalt:SpamCheck:Key", Key), ("Spalt:Outbound:AllowPrivate", "true"), Likes.LikingReaders.BehindProxy];

    public static async Task<StandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new StandIn(builder.Build());
        standIn._app.MapPost("/1.1/{method}", standIn.AnswerAsync);
        await standIn._app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string method)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Told.Enqueue((method, new(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), StringComparer.Ordinal)));
        await Task.Delay(Thinks, context.RequestAborted);
        context.Response.StatusCode = Status;
        await context.Response.WriteAsync(
            !Knows || form["api_key"] != Key ? "invalid" : method == "comment-check" ? Answer : "Thanks for making the web a better place.", context.RequestAborted);
    }
}
