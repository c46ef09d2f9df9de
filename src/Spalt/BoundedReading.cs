namespace Spalt;

internal static class BoundedReading
{
    /// <returns>Everything that a stream holds; null as soon as it turns out to be more than <paramref name="atMost"/> bytes.</returns>
    public static async Task<byte[]?> ReadAtMostAsync(this Stream stream, int atMost, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (whole.Length + read > atMost)
            {
                return null;
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }
}
