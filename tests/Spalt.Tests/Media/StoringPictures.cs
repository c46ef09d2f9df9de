using System.Diagnostics;
using Spalt.Media;

namespace Spalt.Tests.Media;

/// <summary>What every place for pictures must do.</summary>
public abstract class StoringPictures
{
    private const string Name = "0123456789abcdef0123456789abcdef-480.webp";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract Task<IMediaStore> StoreAsync();

    private static async Task<string?> TextOfAsync(IMediaStore store, string name)
    {
        if (await store.OpenAsync(name, Cancel) is not { } found)
        {
            return null;
        }

        using var reader = new StreamReader(found.Content);
        var text = await reader.ReadToEndAsync(Cancel);
        Assert.Equal(found.Bytes, text.Length);
        return text;
    }

    private static async Task<List<StoredName>> ListAsync(IMediaStore store)
    {
        List<StoredName> names = [];
        await foreach (var name in store.ListAsync(Cancel))
        {
            names.Add(name);
        }

        return names;
    }

    [Fact]
    public async Task Gives_back_what_was_given_and_only_that()
    {
        var store = await StoreAsync();
        Assert.Empty(await ListAsync(store));
        Assert.Null(await TextOfAsync(store, Name));
        await store.RemoveAsync(Name, Cancel);
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        for (var twice = 0; twice < 2; twice++)
        {
            using var content = new MemoryStream("en bild"u8.ToArray());
            await store.WriteAsync(Name, content, Cancel);
        }

        Assert.Equal("en bild", await TextOfAsync(store, Name));
        var listed = Assert.Single(await ListAsync(store));
        Assert.Equal(Name, listed.Name);
        Assert.InRange(listed.WrittenAt, before, TimeProvider.System.GetUtcNow().AddMinutes(1));
        await store.RemoveAsync(Name, Cancel);
        await store.RemoveAsync(Name, Cancel);
        Assert.Null(await TextOfAsync(store, Name));
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task Keeps_nothing_of_what_breaks_off()
    {
        var store = await StoreAsync();
        await using var broken = new BreakingStream();
        await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync(Name, broken, Cancel));
        Assert.Null(await TextOfAsync(store, Name));
        Assert.Empty(await ListAsync(store));
    }

    private sealed class BreakingStream : MemoryStream
    {
        public BreakingStream()
            : base(new byte[100_000])
        {
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= 50_000 ? throw new IOException("away") : base.ReadAsync(buffer[..Math.Min(buffer.Length, 50_000)], cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("away");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("away");

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("away");
    }
}

public sealed class StoringPicturesInAFolder : StoringPictures, IAsyncDisposable
{
    private TestStore? _store;

    private protected override async Task<IMediaStore> StoreAsync()
    {
        _store = await TestStore.CreateAsync();
        return new MediaFolder(_store.Installation());
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }
}

/// <summary>The npm package s3rver stands for a bucket.</summary>
public sealed class StoringPicturesInS3 : StoringPictures, IDisposable
{
    private const string Serve =
        "const S3rver = require('s3rver'); new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: process.argv[1], configureBuckets: [{ name: 'bilder' }] }).run().then(a => console.log(a.port));";

    private static readonly Lazy<Task<string?>> Tools = new(InstallAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("s3");
    private Process? _server;
    private S3Media? _store;

    public void Dispose()
    {
        _store?.Dispose();
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            _server.WaitForExit();
            _server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private protected override async Task<IMediaStore> StoreAsync()
    {
        var tools = await Tools.Value;
        Assert.SkipWhen(tools is null, "npm could not install s3rver");
        _server = Process.Start(new ProcessStartInfo("node") { ArgumentList = { "-e", Serve, _folder.FullName }, WorkingDirectory = tools, RedirectStandardOutput = true, UseShellExecute = false })!;
        var port = await _server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        _store = new S3Media(new S3Options { Bucket = "bilder", Endpoint = $"http://127.0.0.1:{port}", Region = "us-east-1", AccessKey = "S3RVER", SecretKey = "S3RVER", Prefix = "spalt/" });
        return _store;
    }

    /// <returns>The folder with the package; null where it cannot be had.</returns>
    private static async Task<string?> InstallAsync()
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "s3rver"));
        if (Directory.Exists(Path.Combine(folder, "node_modules", "s3rver")))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        using var npm = Process.Start(new ProcessStartInfo("npm")
        {
            ArgumentList = { "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "s3rver@3.7.1" },
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
