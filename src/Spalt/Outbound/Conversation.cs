using System.Net.Http.Headers;

namespace Spalt.Outbound;

/// <summary>One request to a server that the operator named, with a key of ours: never sent on to where it redirects.</summary>
/// <param name="Address">absolute</param>
/// <param name="Authorization">for its header; goes to this server only</param>
/// <param name="Form">the fields to POST; without any it is a GET</param>
public sealed record Conversation(Uri Address, AuthenticationHeaderValue? Authorization, IReadOnlyDictionary<string, string>? Form = null);

public sealed partial class PublicHttp
{
    private const int MostOfAnError = 2048;

    /// <summary>As <see cref="GetAsync"/>, without redirects. Of an error's body the beginning stands in <see cref="NotFetched.Detail"/>.</summary>
    public Task<FetchResult> TalkAsync(Conversation asked, CancellationToken cancel) => WithinLimitsAsync(asked.Address, token => AnswerAsync(asked, token), cancel);

    private async Task<FetchResult> AnswerAsync(Conversation asked, CancellationToken cancel)
    {
        var (addresses, no) = await _guard.AdmitAsync(asked.Address, redirectedFrom: null, cancel);
        if (no is not null)
        {
            return no;
        }

        using var request = Request(asked.Address, Validators.None, "application/json");
        request.Headers.Authorization = asked.Authorization;
        if (asked.Form is not null)
        {
            request.Method = HttpMethod.Post;
            request.Content = new FormUrlEncodedContent(asked.Form);
        }

        PinnedSockets.Pin(request, addresses);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var answer = await AnswerAsync(response, asked.Address, movedForGood: false, Validators.None, _options.MaxBytes, cancel);
        return answer is NotFetched { Failure: FetchFailure.BadStatus } bad && await Body.ReadAsync(response.Content, MostOfAnError, cancel) is { } body
            ? new NotFetched(bad.Failure, $"{bad.Detail}: {System.Text.Encoding.UTF8.GetString(body)}", bad.Status, bad.RetryAfter)
            : answer;
    }
}
