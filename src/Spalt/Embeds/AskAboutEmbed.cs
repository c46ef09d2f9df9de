using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html.Embeds;
using Spalt.Jobs;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Embeds;

/// <summary>Asks the provider that the operator has named for an address what it is. A post never waits for it: until there is an answer it shows a link.</summary>
internal sealed class AskAboutEmbed(SpaltDb db, EmbedProviders providers, PublicHttp http, TimeProvider clock) : IJob
{
    /// <summary>Bytes of the longest answer.</summary>
    private const int Longest = 64 * 1024;

    /// <summary>Of one text; whoever shows more gets links.</summary>
    private const int Most = 20;

    /// <summary>How long an answer is good for, before a text that is published anew asks again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    public static string Kind => "ask-about-embed";

    /// <summary>An order for each embed of a text; whether there is anybody to ask is looked at when it is done.</summary>
    public static IReadOnlyList<Job> For(string html, DateTimeOffset now) => [.. EmbedsOnPages.In(html).Take(Most).Select(address => new Job(Kind, address, now))];

    public async Task DoAsync(string payload, CancellationToken cancel)
    {
        if (EmbedAddress.Read(payload) is not { } address || providers.ToAsk(address) is not { } provider)
        {
            return;
        }

        var hash = Embed.HashOf(payload);
        var embed = await db.Embeds.SingleOrDefaultAsync(e => e.Hash == hash, cancel);
        if (embed is not null && embed.AskedAt > clock.GetUtcNow() - Fresh)
        {
            return;
        }

        var answer = await AskAsync(provider, address, cancel);
        if (embed is null)
        {
            embed = new Embed(payload);
            db.Add(embed);
        }

        embed.Learn(answer, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    /// <exception cref="IOException">the provider may answer later</exception>
    private async Task<OEmbedAnswer?> AskAsync(EmbedProvider provider, EmbedAddress address, CancellationToken cancel) =>
        await http.GetAsync(provider.Question(address), accept: "application/json", atMost: Longest, cancel: cancel) switch
        {
            Fetched fetched when IsJson(fetched.ContentType) => OEmbedAnswer.Read(fetched.Body, provider.FrameHosts),
            NotFetched { Failure: FetchFailure.Unreachable or FetchFailure.TimedOut } not => throw new IOException($"{provider.Name}: {not.Detail}"),
            NotFetched { Failure: FetchFailure.BadStatus, Status: 408 or 429 or >= 500 } not => throw new IOException($"{provider.Name}: {not.Detail}"),
            _ => null,
        };

    private static bool IsJson(string? type) =>
        type is not null && (type.Split(';')[0].Trim().ToLowerInvariant() is "application/json" or "text/json" or "application/json+oembed");
}
