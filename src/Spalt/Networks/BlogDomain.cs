namespace Spalt.Networks;

/// <summary>A blog that has a host for itself. What the network calls <c>/{slug}/2020/…</c> is <c>/2020/…</c> there.</summary>
/// <param name="Host">ASCII, lower case, without a port: <see cref="HostName.OfDomain"/>.</param>
/// <param name="IsMerged">Its posts are another blog's by now: who asks for the host is led there, and nothing leads to the host any more.</param>
public sealed record BlogDomain(long BlogId, string Slug, string Host, bool IsMerged = false)
{
    public string Origin { get; } = NetworkFace.OriginOf(Host);

    /// <summary>The whole address of something of the blog's.</summary>
    /// <param name="path">As the network calls it: <c>/{slug}</c> and what follows.</param>
    public string Address(string path) => Origin + Below(path);

    /// <summary>The same as a link on one of the blog's own pages. Two slashes in the beginning would lead to another host.</summary>
    public string Link(string path) => Below(path) is ['/', '/' or '\\', ..] ? Address(path) : Below(path);

    private string Below(string path)
    {
        var below = path[(Slug.Length + 1)..];
        return below is ['/', ..] ? below : "/" + below;
    }
}
