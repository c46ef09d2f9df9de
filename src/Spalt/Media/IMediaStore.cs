namespace Spalt.Media;

/// <summary>
/// Where the files of pictures are kept. A name is the hash of a content with what it is (<c>ab12….jpg</c>, <c>ab12…-960.webp</c>),
/// never a path; so a file that is there is the right one, and to write it again changes nothing.
/// </summary>
internal interface IMediaStore
{
    /// <summary>Whole or not at all, and on the disk when it returns.</summary>
    Task WriteAsync(string name, Stream content, CancellationToken cancel);

    /// <returns>Null where there is no such file.</returns>
    Task<StoredFile?> OpenAsync(string name, CancellationToken cancel);

    /// <summary>Again is nothing.</summary>
    Task RemoveAsync(string name, CancellationToken cancel);

    /// <summary>Everything there is, in no order.</summary>
    IAsyncEnumerable<StoredName> ListAsync(CancellationToken cancel);
}

/// <summary>A file that is open; whoever asked for it closes it.</summary>
internal sealed record StoredFile(Stream Content, long Bytes, DateTimeOffset WrittenAt);

internal sealed record StoredName(string Name, DateTimeOffset WrittenAt);
