using Microsoft.AspNetCore.Http.Features;

namespace Spalt.Web.PageCache;

/// <summary>
/// The body of an answer that may turn out to be a page that freezes. Whether it does must be known at the first byte: then the body is
/// held; otherwise (a file, a fragment, an error) it goes straight to the client and <paramref name="passes"/> is told.
/// </summary>
internal sealed class FreezerBody(HttpContext context, IHttpResponseBodyFeature client, Action passes) : DivertedBody
{
    private readonly MemoryStream _held = new();
    private bool _passing;

    /// <summary>What is held; null if it went to the client.</summary>
    public ReadOnlyMemory<byte>? Held => _passing ? null : _held.GetBuffer().AsMemory(0, (int)_held.Length);

    /// <summary>An answer that may not freeze and is not under way yet: it goes to the client from here on.</summary>
    public void Pass()
    {
        if (!_passing)
        {
            _passing = true;
            passes();
        }
    }

    protected override Stream Target()
    {
        if (!_passing && _held.Length == 0 && context.Features.Get<Freezing>() is null)
        {
            Pass();
        }

        return _passing ? client.Stream : _held;
    }
}
