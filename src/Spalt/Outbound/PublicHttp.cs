using System.Net;

namespace Spalt.Outbound;

/// <summary>
/// The only way out: reads an address of the open internet within limits that no caller can switch off. Redirects are followed by hand
/// and each is checked anew; one from https to http is refused, since what was asked for under seal is not taken without.
/// </summary>
public sealed partial class PublicHttp : IDisposable
{
    private readonly OutboundOptions _options;
    private readonly AddressGuard _guard;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly HttpClient _client;

    /// <param name="resolve">gives the addresses of a host name, as <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/> does</param>
    public PublicHttp(
        OutboundOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider clock, ILogger<PublicHttp> log)
    {
        (_options, _clock, _log) = (options, clock, log);
        _guard = new AddressGuard(options, resolve);
#pragma warning disable RS0030 // this is the one door that the ban points to
        _client = new HttpClient(PinnedSockets.Handler()) { Timeout = Timeout.InfiniteTimeSpan }; // time is counted over all hops
#pragma warning restore RS0030
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent(options.Contact));
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", Body.AcceptEncoding);
    }

    /// <summary>GET, conditional where <paramref name="known"/> says what the caller holds.</summary>
    /// <param name="address">absolute; may be anything that somebody typed</param>
    /// <param name="atMost">bytes of the body, instead of <see cref="OutboundOptions.MaxBytes"/> and never above <see cref="OutboundOptions.MaxBytesEver"/></param>
    /// <exception cref="OperationCanceledException">the caller cancelled; whatever the world does wrong is a <see cref="NotFetched"/></exception>
    public async Task<FetchResult> GetAsync(
        string address, Validators? known = null, string accept = "*/*", int? atMost = null, CancellationToken cancel = default)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri))
        {
            return Tell("(no address)", new NotFetched(FetchFailure.Refused, "it is no absolute address"));
        }

        var bytes = Math.Min(atMost ?? _options.MaxBytes, _options.MaxBytesEver);
        return await WithinLimitsAsync(uri, token => FollowAsync(uri, known ?? Validators.None, accept, bytes, token), cancel);
    }

    private async Task<FetchResult> WithinLimitsAsync(Uri uri, Func<CancellationToken, Task<FetchResult>> work, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        try
        {
            var result = await work(both.Token);

            // The caller will read what came (a feed, a picture): not on the thread that polls the server's sockets.
            await Task.Yield();
            return Tell(WithoutQuery(uri), result);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Tell(WithoutQuery(uri), new NotFetched(FetchFailure.TimedOut, $"not done within {_options.Timeout}"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            cancel.ThrowIfCancellationRequested();
            return Tell(WithoutQuery(uri), new NotFetched(FailureOf(e), e.Message));
        }
    }

    private async Task<FetchResult> FollowAsync(Uri at, Validators known, string accept, int atMost, CancellationToken cancel)
    {
        var movedForGood = true;
        Uri? from = null;
        for (var hop = 0; hop <= _options.MaxRedirects; hop++)
        {
            var (addresses, no) = await _guard.AdmitAsync(at, from, cancel);
            if (no is not null)
            {
                return no;
            }

            using var request = Request(at, known, accept);
            PinnedSockets.Pin(request, addresses);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return await AnswerAsync(response, at, hop > 0 && movedForGood, known, atMost, cancel);
            }

            if (Header(response, "Location") is not { } location || !Uri.TryCreate(at, location, out var next))
            {
                return new NotFetched(FetchFailure.Garbled, "a redirect without a usable Location", (int)response.StatusCode);
            }

            movedForGood &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            (from, at) = (at, next);
        }
        return new NotFetched(FetchFailure.TooManyRedirects, $"more than {_options.MaxRedirects} redirects");
    }

    private async Task<FetchResult> AnswerAsync(
        HttpResponseMessage response, Uri at, bool movedForGood, Validators known, int atMost, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var maxAge = response.Headers.CacheControl?.MaxAge;
        var validators = new Validators(Sendable(Header(response, "ETag")), Sendable(Header(response, "Last-Modified")));
        if (response.StatusCode == HttpStatusCode.NotModified && known != Validators.None)
        {
            return new Unchanged(at, movedForGood, validators, maxAge);
        }

        if (!response.IsSuccessStatusCode)
        {
            return new NotFetched(FetchFailure.BadStatus, $"{at.IdnHost} answers {status}", status, RetryAfter(response));
        }

        if (await Body.ReadAsync(response.Content, atMost, cancel) is not { } body)
        {
            return new NotFetched(FetchFailure.TooLarge, $"more than {atMost} bytes", status);
        }

        return new Fetched(at, movedForGood, status, body, Header(response, "Content-Type"), validators, maxAge);
    }

    private static HttpRequestMessage Request(Uri at, Validators known, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, at);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (Sendable(known.ETag) is { } etag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        if (Sendable(known.LastModified) is { } lastModified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
        }

        return request;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
        || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? values.First() : null;

    /// <summary>Only what can travel back in a header and is of sane length is worth remembering.</summary>
    private static string? Sendable(string? value) =>
        value is { Length: > 0 and <= 1024 } && value.All(c => c is >= ' ' and < '\x7f') ? value : null;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - _clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static FetchFailure FailureOf(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => FetchFailure.Untrusted,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => FetchFailure.TooLarge,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded } => FetchFailure.Garbled,
        HttpRequestException { InnerException: HttpIOException inner } => FailureOf(inner),
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded } => FetchFailure.Garbled,
        InvalidDataException => FetchFailure.Garbled,
        _ => FetchFailure.Unreachable,
    };

    private FetchResult Tell(string address, FetchResult result)
    {
        switch (result)
        {
            case NotFetched not:
                LogNotFetched(address, not.Failure, not.Detail);
                break;
            case Fetched fetched:
                LogFetched(address, fetched.Body.Length);
                break;
        }
        return result;
    }

    /// <summary>A query may hold somebody's key, and a user name has no place in a log.</summary>
    /// <summary>An address for the log: its query may hold a key.</summary>
    public static string WithoutQuery(Uri uri) => $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}";

    private static string UserAgent(string? contact)
    {
        var version = typeof(PublicHttp).Assembly.GetName().Version?.ToString(2);
        return contact is null ? $"Spalt/{version}" : $"Spalt/{version} (+{contact})";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Not fetched {Address}: {Failure}, {Detail}")]
    partial void LogNotFetched(string address, FetchFailure failure, string detail);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Fetched {Address}, {Bytes} bytes")]
    partial void LogFetched(string address, int bytes);

    public void Dispose() => _client.Dispose();
}
