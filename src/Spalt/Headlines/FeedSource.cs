using Microsoft.Extensions.Options;
using Spalt.Formats.Feeds;
using Spalt.Language;
using Spalt.Outbound;

namespace Spalt.Headlines;

/// <summary>Reads the feeds that a command names: files, standard input (<c>-</c>) and web addresses, within the same limits.</summary>
internal sealed class FeedSource(IServiceProvider services)
{
    public async Task<FeedReport> ReadAsync(string source, CancellationToken cancel)
    {
        try
        {
            return FeedReport.Of(source, IsAddress(source) ? await FetchAsync(source, cancel) : FeedReader.Read(await LoadAsync(source, cancel)));
        }
        catch (FeedFormatException error)
        {
            return FeedReport.NotUnderstood(source, Texts.Command("Headlines.NoFeed", error.Message));
        }
        catch (UnauthorizedAccessException error)
        {
            return FeedReport.NotUnderstood(source, Faults.Denied(error, source));
        }
        catch (Exception error) when (error is CommandException or IOException)
        {
            return FeedReport.NotUnderstood(source, error.Message);
        }
    }

    private static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private async Task<Feed> FetchAsync(string address, CancellationToken cancel) =>
        await services.GetRequiredService<PublicHttp>().GetAsync(address, accept: ReadHeadlines.Accept, cancel: cancel) switch
        {
            Fetched answer => FeedReader.Read(answer.Body, answer.ContentType, answer.Address),
            NotFetched not => throw new CommandException($"{Texts.Command("Fetch." + not.Failure)} ({not.Detail})"),
            var other => throw new NotSupportedException(other.GetType().Name),
        };

    private async Task<byte[]> LoadAsync(string path, CancellationToken cancel)
    {
        if (path != "-" && !File.Exists(path))
        {
            throw new CommandException(Texts.Command(Directory.Exists(path) ? "Headlines.Folder" : "Headlines.NoFile", path));
        }

        await using var file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        var most = services.GetRequiredService<IOptions<OutboundOptions>>().Value.MaxBytesEver;
        return await file.ReadAtMostAsync(most, cancel) ?? throw new CommandException(Texts.Command("Headlines.TooLarge", path, most));
    }
}
