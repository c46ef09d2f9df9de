using Microsoft.AspNetCore.Http.Features;

namespace Spalt.Web.PageCache;

/// <summary>
/// The body of an answer that may turn out to be a page that freezes. Whether it does must be known at the first byte: then the body is
/// held; otherwise (a file, a fragment, an error) it goes straight to the client and <paramref name="passes"/> is told.
/// </summary>
internal sealed class FreezerBody(HttpContext context, IHttpResponseBodyFeature client, Action passes) : Stream
{
    private readonly MemoryStream _held = new();
    private bool _passing;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What is held; null if it went to the client.</summary>
    public ReadOnlyMemory<byte>? Held => _passing ? null : _held.GetBuffer().AsMemory(0, (int)_held.Length);

    public override void Write(byte[] buffer, int offset, int count) => Target().Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => Target().Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Target().WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target().WriteAsync(buffer, cancellationToken);

    public override void Flush() => Target().Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Target().FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>An answer that may not freeze and is not under way yet: it goes to the client from here on.</summary>
    public void Pass()
    {
        if (!_passing)
        {
            _passing = true;
            passes();
        }
    }

    private Stream Target()
    {
        if (!_passing && _held.Length == 0 && context.Features.Get<Freezing>() is null)
        {
            Pass();
        }

        return _passing ? client.Stream : _held;
    }
}
