namespace Spalt.Formats.Html;

internal sealed partial class Composer
{
    private bool _inParagraphElement;
    private int _paragraphInlines;

    private void BeginParagraph()
    {
        _output.Markup("<p>");
        _line = Line.Paragraph;
    }

    private void StartParagraph(in Attributes attributes)
    {
        var caption = Vocabulary.Named("figcaption");
        if (Top.Element.Role is Role.Paragraph)
        {
            CloseDownTo(_open.Count - 1);
        }

        LeaveImpliedList();
        Separate();
        if (attributes.HasClass("wp-caption-text") && Context.Shown.Role is Role.Figure)
        {
            StartBlock(Vocabulary.Named("p"), caption, attributes);
        }
        else if (!Context.Shown.HoldsOneLine)
        {
            (_inParagraphElement, _paragraphInlines) = (true, _inlines.Count);
        }
    }

    private void EndParagraphElement()
    {
        if (Top.Element.Role is Role.Paragraph)
        {
            CloseDownTo(_open.Count - 1);
        }
        else
        {
            Separate();
        }
    }

    /// <summary>Ends the line and the source's paragraph, if they are open.</summary>
    private void EndParagraph()
    {
        EndLine();
        if (!_inParagraphElement)
        {
            return;
        }

        _inParagraphElement = false;
        _inlines.Leave(_paragraphInlines, keepFormatting: true);
    }

    /// <summary>What comes next is not of the same paragraph; in a heading or caption it is of the next line.</summary>
    private void Separate()
    {
        if (!Context.Shown.HoldsOneLine)
        {
            EndParagraph();
        }
        else if (_line is not Line.None && _breaks == 0 && !_output.EndsWith("\n"))
        {
            _gap = "";
            _breaks = 1;
        }
    }
}
