using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace Spalt.Web;

/// <summary>Hands a page on in one piece. The framework's own writers hold 16,384 characters, and each time they are full cost a system call.</summary>
internal sealed class PageWriters : IHttpResponseStreamWriterFactory
{
    /// <summary>Characters of all but the longest pages.</summary>
    private const int Characters = 64 * 1024;

    public TextWriter CreateWriter(Stream stream, Encoding encoding) =>
        new HttpResponseStreamWriter(stream, encoding, Characters, ArrayPool<byte>.Shared, ArrayPool<char>.Shared);
}
