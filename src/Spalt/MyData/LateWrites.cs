namespace Spalt.MyData;

/// <summary>
/// A zip that is closed writes its last few bytes without waiting, which the server does not allow: they are kept here until the next write that
/// waits. Never more than a compressor holds back.
/// </summary>
internal sealed class LateWrites(Stream to) : Stream
{
    private readonly MemoryStream _late = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _late.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _late.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await CatchUpAsync(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        // With the next write.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _late.Dispose();
        base.Dispose(disposing);
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        if (_late.Length > 0)
        {
            await to.WriteAsync(_late.GetBuffer().AsMemory(0, (int)_late.Length), cancel);
            _late.SetLength(0);
        }
    }
}
