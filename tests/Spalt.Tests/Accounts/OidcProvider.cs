using System.Diagnostics;

namespace Spalt.Tests.Accounts;

/// <summary>The npm package oidc-provider on loopback: a real OpenID Connect provider, at which a test says who comes.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string Client = "spalt";

    /// <summary>With what must be encoded in a header.</summary>
    public const string Secret = "hemligt & langt: ja/nej?";

    private const string Serve = """
        import { createServer } from 'node:http';
        import { createInterface } from 'node:readline';
        import { Provider } from 'oidc-provider';
        const people = {
          vera: { email: 'vera-lund@exempel.se', email_verified: true, name: 'Vera Lund' },
          vanja: { email: 'vera-lund@exempel.se', email_verified: false, name: 'Vera Lund' },
          nils: { email: 'nils@exempel.se', email_verified: true, name: 'Nils Ny' },
          stum: { name: 'Stum' },
        };
        let who = 'nobody';
        let provider;
        const server = createServer(async (request, response) => {
          if (request.url.startsWith('/become/')) {
            who = request.url.slice('/become/'.length);
            response.end();
          } else if (request.url.startsWith('/interaction/')) {
            await provider.interactionFinished(request, response, who === 'nobody' ? { error: 'access_denied' } : { login: { accountId: who } });
          } else {
            provider.callback()(request, response);
          }
        });
        server.listen(0, '127.0.0.1', () => {
          const issuer = `http://127.0.0.1:${server.address().port}`;
          console.log(issuer);
          createInterface({ input: process.stdin }).once('line', (redirect) => {
            provider = new Provider(issuer, {
              clients: [{ client_id: process.argv[1], client_secret: process.argv[2], redirect_uris: [redirect], token_endpoint_auth_method: process.argv[3] }],
              claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
              pkce: { required: () => true },
              findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
              features: { devInteractions: { enabled: false } },
              interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
              loadExistingGrant: async (context) => {
                const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
                grant.addOIDCScope('openid email profile');
                await grant.save();
                return grant;
              },
            });
            console.log('ready');
          });
        });
        """;

    private static readonly Lazy<Task<string?>> Tools = new(InstallAsync);

    private readonly Process _process;

    private OidcProvider(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Skips the test where the package cannot be had.</summary>
    public static async Task<OidcProvider> StartAsync(string authentication = "client_secret_basic")
    {
        var tools = await Tools.Value;
        Assert.SkipWhen(tools is null, "npm could not install oidc-provider");
        var process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { "--input-type=module", "-e", Serve, Client, Secret, authentication },
            WorkingDirectory = tools,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _ = process.StandardError.ReadToEndAsync();
        return new OidcProvider(process, new Uri((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!));
    }

    /// <summary>Knows our site from now on.</summary>
    public async Task MeetAsync(Site site)
    {
        await _process.StandardInput.WriteLineAsync(new Uri(site.Address, "/-/login/callback").AbsoluteUri);
        Assert.Equal("ready", await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Who comes next; <c>nobody</c> for somebody who says no.</summary>
    public async Task BecomeAsync(string who)
    {
        using var browser = new Browser(Address);
        await browser.OpenAsync("/become/" + who);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <returns>The folder with the package; null where it cannot be had.</returns>
    private static async Task<string?> InstallAsync()
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "oidc-provider"));
        if (Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        using var npm = Process.Start(new ProcessStartInfo("npm")
        {
            ArgumentList = { "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "oidc-provider@9.13.3" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _ = npm.StandardOutput.ReadToEndAsync();
        _ = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        return npm.ExitCode == 0 ? folder : null;
    }
}
