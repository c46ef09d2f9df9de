using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Spalt.Formats.Html;
using Spalt.Networks;

namespace Spalt.Web;

/// <summary>
/// Pages and redirects name paths of the network. On the way out each becomes what leads there from the host that was asked for
/// (<see cref="Addresses"/>): in one place and for whatever stands on a page, what people wrote included. Where no blog has a host of
/// its own, nothing is done.
/// </summary>
internal static class LinksFromHere
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Links =
        new HashSet<string>(["href", "action", "formaction"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Addresses =
        new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Lets something answer, and turns the links of its page and where it leads.</summary>
    public static async Task TurnAsync(HttpContext context, Func<Task> answer)
    {
        if (context.Features.Get<NetworkFace>() is not { HasDomains: true } network || context.Features.Get<Page>() is not null)
        {
            await answer();
            return;
        }

        var client = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var page = new Page(context.Response, client);
        context.Features.Set(page);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(page, client));
        try
        {
            await answer();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(client);
            context.Features.Set<Page>(null);
        }

        if (!context.Response.HasStarted && context.Response.Headers.Location.ToString() is var place && IsPath(place))
        {
            context.Response.Headers.Location = network.Link(place);
        }

        if (page.Html is { } html)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Turned(html, network)), context.RequestAborted);
        }
    }

    /// <summary>A piece of HTML for a feed, whose reader is nowhere: links to paths of the network become whole addresses.</summary>
    public static string Absolute(this NetworkFace network, string html) => !network.HasDomains ? html
        : AddressesInHtml.Replace(html, Addresses, written => IsPath(written) ? network.Address(written.ToString()) : null);

    private static string Turned(string html, NetworkFace network) => AddressesInHtml.Replace(html, Links, written =>
    {
        if (!IsPath(written))
        {
            return null;
        }

        var path = written.ToString();
        return network.Link(path) is var link && link == path ? null : link;
    });

    private static bool IsPath(ReadOnlySpan<char> written) => written is "/" or ['/', not ('/' or '\\'), ..];

    /// <summary>Holds the answer if it is a page.</summary>
    private sealed class Page(HttpResponse response, IHttpResponseBodyFeature client) : DivertedBody
    {
        private readonly MemoryStream _held = new();
        private bool _isPage;
        private bool _isUnderWay;

        public string? Html => _held.Length > 0 ? Encoding.UTF8.GetString(_held.GetBuffer(), 0, (int)_held.Length) : null;

        /// <summary>Before the first byte there is nothing to send: not even the headers, which may still become an error's.</summary>
        public override void Flush()
        {
            if (_isUnderWay)
            {
                Target().Flush();
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => _isUnderWay ? Target().FlushAsync(cancellationToken) : Task.CompletedTask;

        protected override Stream Target()
        {
            if (!_isUnderWay)
            {
                (_isUnderWay, _isPage) = (true, response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true);
            }

            return _isPage ? _held : client.Stream;
        }
    }
}
