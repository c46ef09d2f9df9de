using System.Net;

namespace Spalt.Tests;

/// <summary>A browser without a screen: keeps cookies and follows where it is led, to other hosts too.</summary>
internal sealed class Browser : IDisposable
{
    private const int MostHops = 15;

    private readonly HttpClient _client;

    public Browser(Uri home)
    {
        Home = home;
#pragma warning disable RS0030, CA2000 // A test is a client from outside: it does not go through PublicHttp.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = Cookies });
#pragma warning restore RS0030, CA2000
    }

    public Uri Home { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Where it was led, each hop.</summary>
    public List<Uri> Trail { get; } = [];

    /// <summary>The address that it shows.</summary>
    public Uri At => Trail[^1];

    public int Status { get; private set; }

    public string Page { get; private set; } = "";

    public Task OpenAsync(string path) => GoAsync(new Uri(Home, path), form: null);

    public Task SendAsync(string path, params (string Name, string Value)[] fields) => GoAsync(new Uri(Home, path), fields);

    public void Dispose() => _client.Dispose();

    private async Task GoAsync(Uri address, (string Name, string Value)[]? form)
    {
        Trail.Clear();
        for (var hop = 0; hop < MostHops; hop++)
        {
            Trail.Add(address);
            using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, address);
            request.Content = form is null ? null : new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            Status = (int)answer.StatusCode;
            Page = WebUtility.HtmlDecode(await answer.TextAsync());
            if (Status is not (301 or 302 or 303))
            {
                return;
            }

            (address, form) = (new Uri(address, answer.Headers.Location!), null);
        }

        throw new InvalidOperationException("Led in a circle: " + string.Join(" → ", Trail));
    }
}
