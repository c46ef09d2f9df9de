using System.Collections.Frozen;
using Spalt.Media;

namespace Spalt.Networks;

/// <summary>How a network looks, as its pages need to know it.</summary>
public sealed record LookFace(
    Picture? Logo, string? Paper, string? Ink, string? PaperDark, string? InkDark, TypeFace Face, IReadOnlyList<MenuRow> Menu, IReadOnlyList<MenuRow> Footer)
{
    public static readonly LookFace Standard = new(null, null, null, null, null, TypeFace.Newsreader, [], []);

    /// <summary>Whether its colours and its typeface are Spalt's own.</summary>
    public bool IsStandard => Paper is null && Ink is null && PaperDark is null && InkDark is null && Face is TypeFace.Newsreader;
}

/// <summary>A blog that readers do not get: suspended, or part of another by now.</summary>
/// <param name="Into">Slug of the blog that it was merged into; null for a suspended one.</param>
public sealed record ClosedBlog(long Id, string? Into);

/// <summary>What else the pages of a network need, and what changes seldom.</summary>
/// <param name="Closed">By slug.</param>
/// <param name="Hidden">Ids of the blogs whose posts no list of the network shows.</param>
/// <param name="Slots">What the publisher put into places; none is empty.</param>
public sealed record NetworkExtras(
    LookFace Look, FrozenDictionary<string, ClosedBlog> Closed, long[] Hidden, IReadOnlyList<SlotFace> Slots, bool HasRules)
{
    /// <summary>The blogs that have hosts of their own, by slug.</summary>
    public FrozenDictionary<string, BlogDomain> Domains { get; init; } = FrozenDictionary<string, BlogDomain>.Empty;

    /// <summary>Whether a service outside the house may be asked about comments, where the operator has named one (<c>Spalt:SpamCheck</c>).</summary>
    public bool AsksOutside { get; init; } = true;

    /// <summary>How much work the browser of somebody who comments does, in bits; null for none.</summary>
    public int? WorkBits { get; init; }

    public static readonly NetworkExtras None = new(LookFace.Standard, FrozenDictionary<string, ClosedBlog>.Empty, [], [], HasRules: false);
}

public sealed record SlotFace(SlotPlace Place, string Html, string Hosts);
