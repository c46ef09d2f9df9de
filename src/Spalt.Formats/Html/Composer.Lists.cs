namespace Spalt.Formats.Html;

internal sealed partial class Composer
{
    private readonly HashSet<int> _footnotes = [];

    private void StartItem(Element element, in Attributes attributes)
    {
        EndSibling(Role.Item, Role.Item);
        if (Context.Shown.Role is not Role.List)
        {
            var list = Vocabulary.Named("ul");
            if (!MakePlace(list))
            {
                StartUnwritten(element);
                return;
            }

            Open(list).Implied = true;
        }

        EndParagraph();
        if (HasRoom(element))
        {
            var isFootnote = Context.Depth == 2 && _open[1].Shown.Role is Role.Footnotes;
            var item = Open(element, element, attributes);
            if (isFootnote && attributes.Footnote is { } number && _footnotes.Add(number))
            {
                _output.Cut(_output.Length - 1);
                _output.Markup($" id=\"fn{number}\">");
                item.ContentStart = _output.Length;
            }
        }
    }

    private void StartDefinition(Element element, in Attributes attributes)
    {
        EndSibling(Role.Term, Role.Definition);
        if (Context.Shown.Role is Role.Figure && Context.Element.Role is Role.DefinitionList)
        {
            // WordPress wrote its first captions as definition lists.
            if (element.Role is Role.Definition)
            {
                StartBlock(element, Vocabulary.Named("figcaption"), attributes);
            }
            else
            {
                StartUnwritten(element);
            }

            return;
        }

        if (Context.Shown.Role is not Role.DefinitionList)
        {
            var list = Vocabulary.Named("dl");
            if (!MakePlace(list))
            {
                StartUnwritten(element);
                return;
            }

            Open(list).Implied = true;
        }

        EndParagraph();
        if (HasRoom(element))
        {
            Open(element, element, attributes);
        }
    }

    // HTML § 13.2.6.4.7, "li" and "dd, dt": an open one ends, unless something other than a div or address holds the new one.
    private void EndSibling(Role role, Role other)
    {
        for (var i = _open.Count - 1; i > 0; i--)
        {
            var open = _open[i].Element;
            if (open.Role == role || open.Role == other)
            {
                CloseDownTo(i);
            }

            if (open.Name is not ("div" or "address"))
            {
                return;
            }
        }
    }

    // A nested list written between items, as old editors did, belongs to the item before it.
    private void OpenItem(bool reopen)
    {
        var item = Vocabulary.Named("li");
        if (reopen && Top == Context && Context.LastItem is { } last && _output.EndsWith(item.EndTag))
        {
            _output.Cut(_output.Length - item.EndTag.Length);
            Push(item, written: true, start: last).Strong = true;
        }
        else
        {
            Open(item);
        }
    }

    private void LeaveImpliedList()
    {
        if (Top.Implied)
        {
            CloseDownTo(_open.Count - 1);
        }
    }
}
