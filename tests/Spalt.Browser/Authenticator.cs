namespace Spalt.Browser;

internal static class Authenticator
{
    /// <summary>Chromium's own authenticator without a person in front of it (WebDriver extension of W3C Web Authentication §11).</summary>
    public static async Task<IAsyncDisposable> AddAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new Detaching(devTools);
    }

    private sealed class Detaching(ICDPSession session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.DetachAsync();
    }
}
