namespace Spalt.Formats.Html;

/// <summary>What the sanitiser does with an element.</summary>
internal enum Role
{
    /// <summary>The tag is lost, its content stays where it is.</summary>
    Unwrapped,

    /// <summary>As <see cref="Unwrapped"/>, but text before, in and after it belongs to different paragraphs.</summary>
    Boundary,
    Paragraph, Heading, Quote, Preformatted, List, Item, DefinitionList, Term, Definition,
    Table, TableSection, Row, Cell, TableCaption, Figure, FigureCaption, Rule,

    /// <summary>Two figures or more, side by side.</summary>
    Gallery,

    /// <summary>A pull quote or a fact box.</summary>
    Aside,

    /// <summary>The list of footnotes.</summary>
    Footnotes,
    Break, WordBreak, Image, Link,

    /// <summary>An inline element that HTML reopens in the next block when it was not closed.</summary>
    Formatting,

    /// <summary>An inline element that ends with the block it began in.</summary>
    Phrase, Ruby, RubyText,

    /// <summary>Lost with its content.</summary>
    Dropped,

    /// <summary>Lost with its content, which may only be left by its own end tag.</summary>
    DroppedScope,

    /// <summary>SVG or MathML: lost with its content.</summary>
    Foreign,

    /// <summary>Lost with its content, which is no markup.</summary>
    RawText, Title, Script, PlainText,
}

/// <summary>An element of the vocabulary.</summary>
/// <param name="name">As it is called in the source.</param>
/// <param name="role">What becomes of it.</param>
/// <param name="tag">As it is called in the output.</param>
/// <param name="ofClass">The class that it has in the output, and by which the source asks for it.</param>
internal sealed class Element(string name, Role role, string tag, string? ofClass = null)
{
    public string Name => name;

    public Role Role => role;

    public string Tag => tag;

    public string? Class => ofClass;

    public string StartTag { get; } = ofClass is null ? $"<{tag}>" : $"<{tag} class=\"{ofClass}\">";

    public string EndTag { get; } = $"</{tag}>";

    /// <summary>Whether it holds one line of inline content, and no block.</summary>
    public bool HoldsOneLine => Role is Role.Heading or Role.Term or Role.FigureCaption or Role.TableCaption or Role.Preformatted;

    /// <summary>Whether it stands in the body itself, and in nothing else.</summary>
    public bool IsOutermost => Role is Role.Gallery or Role.Aside or Role.Footnotes;

    /// <summary>Whether it holds one link, which a reader may ask to see in place, and a caption.</summary>
    public bool IsEmbed => Role is Role.Figure && Class is not null;

    public bool IsTablePart => Role is Role.TableSection or Role.Row or Role.Cell or Role.TableCaption;

    public bool IsDropped => Role is Role.Dropped or Role.DroppedScope or Role.Foreign;

    /// <summary>Whether formatting begun inside ends with it (a marker, HTML § 13.2.4.3).</summary>
    public bool IsMarker => Role is Role.Cell or Role.TableCaption or Role.DroppedScope;
}
