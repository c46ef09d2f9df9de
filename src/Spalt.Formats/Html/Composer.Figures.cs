namespace Spalt.Formats.Html;

internal sealed partial class Composer
{
    // A gallery holds figures only, the footnotes one list, an embed its link and a caption: what else comes ends them.
    private void MakePlaceAmongFew(Element shown)
    {
        var here = Context;
        var belongs = here.Shown.Role switch
        {
            Role.Gallery => shown.Role is Role.Figure && !shown.IsEmbed,
            Role.Footnotes => shown.Tag is "ol",
            _ => shown.Role is Role.FigureCaption && _output.Length > here.ContentStart,
        };
        if (belongs)
        {
            return;
        }

        if (here.Shown.Role is Role.Figure)
        {
            LeaveEmbed();
        }
        else
        {
            CloseDownTo(here.Depth);
        }
    }

    /// <summary>A picture that stands in a gallery by itself gets a figure.</summary>
    private Block? BeginPictureOfGallery()
    {
        if (Top.Implied && Top.Shown.Role is Role.Figure)
        {
            CloseDownTo(_open.Count - 1);
        }

        if (Context.Shown.Role is not Role.Gallery)
        {
            return null;
        }

        EndParagraph();
        return Open(Vocabulary.Named("figure"));
    }

    /// <summary>Before what an embed does not hold: one that is empty yet is an ordinary figure, another ends.</summary>
    private void LeaveEmbed()
    {
        var figure = Context;
        if (!figure.Shown.IsEmbed)
        {
            return;
        }

        if (_output.Length > figure.ContentStart)
        {
            CloseDownTo(figure.Depth);
            return;
        }

        var plain = Vocabulary.Named("figure");
        _output.Cut(figure.Start);
        _output.Markup(plain.StartTag);
        figure.Become(plain);
        figure.ContentStart = _output.Length;
    }
}
