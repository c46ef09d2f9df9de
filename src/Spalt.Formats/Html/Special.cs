namespace Spalt.Formats.Html;

/// <summary>What an inline element of a post may be besides: it depends on where it is written.</summary>
internal enum SpecialKind
{
    /// <summary>Who took the picture, in a figure's caption.</summary>
    Credit,

    /// <summary>The link of an embed, in its figure.</summary>
    EmbedLink,

    /// <summary>The place in the text to which a footnote leads back.</summary>
    FootnoteReference,
}

/// <param name="Kind">Which it is.</param>
/// <param name="Attribute">The attribute that says so, as it is written.</param>
internal sealed record Special(SpecialKind Kind, string Attribute);
