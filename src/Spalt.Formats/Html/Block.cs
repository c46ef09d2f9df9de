namespace Spalt.Formats.Html;

/// <summary>An open block of the source, written or not.</summary>
internal sealed class Block
{
    /// <param name="shown">The element it is written as.</param>
    /// <param name="written">Whether it is in the output.</param>
    /// <param name="start">Where its start tag begins in the output.</param>
    /// <param name="inlines">How many inline elements were open around it.</param>
    /// <param name="parent">The block it is in.</param>
    public Block(Element shown, bool written, int start, int inlines, Block? parent)
    {
        Element = shown;
        Shown = shown;
        Written = written;
        Start = start;
        Inlines = inlines;
        Depth = parent is null ? 0 : parent.Depth + 1;
        Context = written ? this : parent!.Context;
        InlineFloor = shown.IsMarker ? inlines : parent?.InlineFloor ?? 0;
    }

    /// <summary>The element of the source, by which its end tag finds it.</summary>
    public Element Element { get; init; }

    public Element Shown { get; private set; }

    public bool Written { get; }

    public int Start { get; }

    public int Inlines { get; }

    public int Depth { get; }

    /// <summary>The innermost written block: itself or one around it.</summary>
    public Block Context { get; }

    /// <summary>Inline elements below this were opened outside a cell and cannot be ended inside it.</summary>
    public int InlineFloor { get; }

    public int ContentStart { get; set; }

    /// <summary>Whether there is anything to see in it.</summary>
    public bool Strong { get; set; }

    public bool HasCells { get; set; }

    /// <summary>How many figures a gallery has so far.</summary>
    public int Figures { get; set; }

    /// <summary>Whether it is a list or figure that its content asked for, and the next thing that is no such content ends.</summary>
    public bool Implied { get; set; }

    /// <summary>Where its last item begins.</summary>
    public int? LastItem { get; set; }

    /// <summary>Where its last line without a paragraph's tags begins; null if the last line has them.</summary>
    public int? BareStart { get; set; }

    /// <summary>Where its last line ends that the source gave no paragraph of its own.</summary>
    public int LineEnd { get; set; } = -1;

    public void Become(Element shown) => Shown = shown;
}
