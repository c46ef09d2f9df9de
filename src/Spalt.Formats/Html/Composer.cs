namespace Spalt.Formats.Html;

/// <summary>
/// Builds the clean tree, as text, from tags and text in the order of the source. One pass, no recursion; what is open is
/// a stack of bounded depth, so the time is linear in the source whatever is in it.
/// </summary>
/// <remarks>
/// The parts: this one opens and closes blocks; Composer.Lines writes text and what stands in it; Composer.Lists,
/// Composer.Tables and Composer.Figures keep lists, tables, galleries and embeds whole. A block stack in HTML's sense (§ 13.2.4.2) holds also elements that are not written.
/// </remarks>
internal sealed partial class Composer
{
    // Deeper blocks are unwrapped: layouts that people made stay below 50, and a browser stops at 512.
    private const int Deepest = 100;

    private readonly Output _output;
    private readonly InlineStack _inlines;
    private readonly HtmlPolicy _policy;
    private readonly List<Block> _open = [];
    private readonly Dictionary<Element, int> _tooDeep = [];

    public Composer(int sourceLength, HtmlPolicy policy)
    {
        _output = new Output(sourceLength + (sourceLength >> 2) + 256);
        _inlines = new InlineStack(_output, reopenBudget: 65_536 + (2 * sourceLength));
        _policy = policy;
        _open.Add(new Block(new Element("", Role.Quote, ""), written: true, start: 0, inlines: 0, parent: null));
    }

    /// <summary>The dropped element we are in, whose content is lost.</summary>
    public Element? Muted { get; private set; }

    private Block Top => _open[^1];

    private Block Context => Top.Context;

    public string Finish()
    {
        CloseDownTo(1);
        EndParagraph();
        return _output.Finish();
    }

    /// <summary>Begins an element that has content.</summary>
    public void Start(Element element, in Attributes attributes)
    {
        if (Muted is not null || element.IsDropped)
        {
            Mute(element);
            return;
        }

        switch (element.Role)
        {
            case Role.Paragraph: StartParagraph(attributes); break;
            case Role.Item: StartItem(element, attributes); break;
            case Role.Term or Role.Definition: StartDefinition(element, attributes); break;
            case Role.TableSection or Role.Row or Role.Cell or Role.TableCaption: StartTablePart(element, attributes); break;
            case Role.Rule: WriteRule(); break;
            case Role.Boundary or Role.DefinitionList or Role.Figure: StartDivision(element, attributes); break;
            default: StartBlock(element, element, attributes); break;
        }
    }

    /// <summary>Ends a block and all that is open in it, if it is open.</summary>
    public void End(Element element)
    {
        if (_tooDeep.TryGetValue(element, out var count) && count > 0)
        {
            _tooDeep[element] = count - 1;
        }
        else if (element.Role is Role.Paragraph && Muted is null)
        {
            EndParagraphElement();
        }
        else if (FindOpen(element) is > 0 and var at)
        {
            CloseDownTo(at);
        }
    }

    private void Mute(Element element)
    {
        if (Muted is null)
        {
            Push(element, written: false);
            Muted = element;
        }
        else if (element.Role is not (Role.Paragraph or Role.Rule) && HasRoom(element))
        {
            Push(element, written: false);
        }
    }

    private void StartDivision(Element element, in Attributes attributes)
    {
        if (Vocabulary.ByClass(element, attributes) is { } classed)
        {
            StartBlock(element, classed, attributes);
        }
        else if (attributes.HasClass("wp-caption"))
        {
            StartBlock(element, Vocabulary.Named("figure"), attributes);
        }
        else if (attributes.HasClass("wp-caption-text") && Context.Shown.Role is Role.Figure)
        {
            StartBlock(element, Vocabulary.Named("figcaption"), attributes);
        }
        else
        {
            StartBlock(element, element, attributes);
        }
    }

    private void StartUnwritten(Element element)
    {
        LeaveImpliedList();
        Separate();
        if (HasRoom(element))
        {
            Push(element, written: false);
        }
    }

    private void StartBlock(Element element, Element shown, in Attributes attributes)
    {
        if (shown.Role is Role.Boundary || _policy.Vocabulary.Find(shown.Name)!.Role != shown.Role
            || (shown.Role is Role.FigureCaption && Context.Shown.Role is not Role.Figure) || !MakePlace(shown)
            || (shown.IsOutermost && Context.Depth > 0))
        {
            StartUnwritten(element);
            return;
        }

        if (HasRoom(element))
        {
            Open(element, shown, attributes);
        }
    }

    /// <summary>Ends what cannot hold a block, opens what must be around it; false where only a line may stand.</summary>
    private bool MakePlace(Element shown)
    {
        LeaveImpliedList();
        if (Context.Shown.Role is Role.Heading)
        {
            CloseDownTo(Context.Depth);
        }

        if (Context.Shown.HoldsOneLine)
        {
            return false;
        }

        EndParagraph();
        switch (Context.Shown.Role)
        {
            case Role.List: OpenItem(reopen: shown.Role is Role.List); break;
            case Role.DefinitionList: Open(Vocabulary.Named("dd")); break;
            case Role.Gallery or Role.Footnotes or Role.Figure: MakePlaceAmongFew(shown); break;
            case Role.Table or Role.TableSection or Role.Row when shown.Role is Role.Table: CloseDownTo(FindTable()); return MakePlace(shown);
            case Role.Table or Role.TableSection or Role.Row: OpenCell(); break;
        }

        return true;
    }

    private Block Open(Element element) => Open(element, element, default);

    private Block Open(Element element, Element shown, in Attributes attributes)
    {
        var block = Push(element, written: true, shown: shown);
        if (attributes.IsEmpty)
        {
            _output.Markup(shown.StartTag);
        }
        else
        {
            attributes.WriteTag(_output, shown);
        }

        block.ContentStart = _output.Length;
        return block;
    }

    private Block Push(Element element, bool written, Element? shown = null, int? start = null)
    {
        var block = new Block(shown ?? element, written, start ?? _output.Length, _inlines.Count, Top) { Element = element };
        _open.Add(block);
        return block;
    }

    private bool HasRoom(Element element)
    {
        if (_open.Count < Deepest)
        {
            return true;
        }

        _tooDeep[element] = _tooDeep.GetValueOrDefault(element) + 1;
        return false;
    }

    private int FindOpen(Element element)
    {
        for (var i = _open.Count - 1; i > 0; i--)
        {
            var open = _open[i].Element;
            if (open == element || (open.Role is Role.Heading && element.Role is Role.Heading))
            {
                return i;
            }

            if (open.Role is Role.DroppedScope
                || (open.Role is Role.Table && element.Role is not Role.DroppedScope)
                || (open.IsMarker && !element.IsTablePart && element.Role is not Role.Table)
                || (open.Role is Role.List && element.Role is Role.Item))
            {
                return -1;
            }
        }

        return -1;
    }

    private void CloseDownTo(int depth)
    {
        while (_open.Count > depth)
        {
            Close();
        }
    }

    private void Close()
    {
        var block = Top;
        if (block.Element.IsDropped)
        {
            Unmute(block);
        }
        else if (block.Written)
        {
            EndParagraph();
        }
        else if (Muted is null)
        {
            Separate();
        }

        _inlines.Leave(block.Inlines, keepFormatting: !block.Element.IsMarker && Muted is null);
        _open.RemoveAt(_open.Count - 1);
        if (_tooDeep.Count > 0)
        {
            _tooDeep.Clear();
        }

        if (!block.Written)
        {
            return;
        }

        var context = Context;
        if (block.Shown.Role is Role.Gallery && block.Figures < 2)
        {
            _output.Remove(block.Start, block.Shown.StartTag.Length);
            context.Strong |= block.Strong;
        }
        else if (block.Strong || block.Shown.Role is Role.Cell || (block.HasCells && block.Shown.Role is not Role.Table))
        {
            _output.Markup(block.Shown.EndTag);
            context.Strong |= block.Strong;
            context.Figures += block.Shown.Role is Role.Figure ? 1 : 0;
            context.HasCells |= block.HasCells || block.Shown.Role is Role.Cell;
            if (block.Shown.Role is Role.Item)
            {
                context.LastItem = block.Start;
            }
        }
        else
        {
            _output.Cut(block.Start);
        }
    }

    private void Unmute(Block block)
    {
        if (_open.FindIndex(open => open.Element.IsDropped) == _open.IndexOf(block))
        {
            Muted = null;
        }
    }
}
