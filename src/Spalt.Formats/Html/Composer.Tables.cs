namespace Spalt.Formats.Html;

internal sealed partial class Composer
{
    /// <summary>Begins a part of the innermost table, ending whatever is open in the part before it.</summary>
    private void StartTablePart(Element element, in Attributes attributes)
    {
        var table = FindTable();
        if (table < 0 || !_open[table].Written)
        {
            Separate();
            return;
        }

        EndParagraph();
        var keep = element.Role switch
        {
            Role.Cell => InnermostPart(table, Role.Row, Role.TableSection),
            Role.Row => InnermostPart(table, Role.TableSection, Role.TableSection),
            _ => table,
        };
        CloseDownTo(keep + 1);
        if (element.Role is Role.TableCaption && (Top.HasCells || Top.Strong))
        {
            return;
        }

        if (!HasRoom(element))
        {
            return;
        }

        if (element.Role is Role.Row or Role.Cell && Top.Shown.Role is Role.Table)
        {
            Open(Vocabulary.Named("tbody"));
        }

        if (element.Role is Role.Cell && Top.Shown.Role is Role.TableSection)
        {
            Open(Vocabulary.Named("tr"));
        }

        Open(element, element, attributes);
    }

    /// <summary>Text that stands in a table outside its cells gets one: it keeps its place in the reading order.</summary>
    private void OpenCell()
    {
        if (Context.Shown.Role is Role.Table)
        {
            Open(Vocabulary.Named("tbody"));
        }

        if (Context.Shown.Role is Role.TableSection)
        {
            Open(Vocabulary.Named("tr"));
        }

        Open(Vocabulary.Named("td"));
    }

    private int FindTable()
    {
        for (var i = _open.Count - 1; i > 0; i--)
        {
            if (_open[i].Element.Role is Role.Table)
            {
                return i;
            }
        }

        return -1;
    }

    private int InnermostPart(int table, Role first, Role second)
    {
        for (var i = _open.Count - 1; i > table; i--)
        {
            if (_open[i].Shown.Role == first || _open[i].Shown.Role == second)
            {
                return i;
            }
        }

        return table;
    }
}
