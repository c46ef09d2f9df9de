namespace Spalt.Formats.Feeds;

/// <summary>The format a feed calls itself; the plain <see cref="Rss"/> and <see cref="Atom"/> are those that do not say which.</summary>
public enum FeedVersion
{
    /// <summary>RSS without a version number.</summary>
    Rss,
    /// <summary>Netscape's first, on RDF.</summary>
    Rss090,
    /// <summary>RSS 0.91 with Netscape's document type.</summary>
    Rss091Netscape,
    /// <summary>RSS 0.91 as UserLand had it.</summary>
    Rss091UserLand,
    /// <summary>RSS 0.92.</summary>
    Rss092,
    /// <summary>RSS 0.93.</summary>
    Rss093,
    /// <summary>RSS 0.94.</summary>
    Rss094,
    /// <summary>RSS 1.0, on RDF (also its revision 1.1).</summary>
    Rss10,
    /// <summary>RSS 2.0 and whatever calls itself 2.x.</summary>
    Rss20,
    /// <summary>Atom in no namespace that says which.</summary>
    Atom,
    /// <summary>Atom 0.3, the draft that was published widely.</summary>
    Atom03,
    /// <summary>Atom 1.0, RFC 4287.</summary>
    Atom10,
    /// <summary>Microsoft's Channel Definition Format.</summary>
    Cdf,
    /// <summary>JSON Feed 1.0.</summary>
    Json10,
    /// <summary>JSON Feed 1.1.</summary>
    Json11,
}
