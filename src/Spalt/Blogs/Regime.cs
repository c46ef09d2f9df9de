namespace Spalt.Blogs;

/// <summary>Who answers for what readers write under a blog's posts. Each blog declares it and shows it.</summary>
public enum Regime
{
    /// <summary>
    /// Public at once, watched, and taken down: the one who provides the service answers for keeping an eye on it (lag 1998:112 om ansvar
    /// för elektroniska anslagstavlor).
    /// </summary>
    Open,

    /// <summary>
    /// Nothing by anybody outside the editorial office is public before a named person has approved exactly that text: the publisher answers
    /// for it as for what the newspaper writes itself (yttrandefrihetsgrundlagen 1:4).
    /// </summary>
    Edited,
}

public static class Regimes
{
    extension(Regime regime)
    {
        /// <summary>Whether what readers write is public before anybody has read it.</summary>
        public bool ShowsAtOnce => regime is Regime.Open;
    }
}
