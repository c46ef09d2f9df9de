namespace Spalt.Formats.Html;

internal sealed partial class Composer
{
    private enum Line
    {
        None,

        /// <summary>In a paragraph's tags.</summary>
        Paragraph,

        /// <summary>In an item or cell, without tags of its own.</summary>
        Bare,

        /// <summary>The one line of a heading, a caption, preformatted text.</summary>
        Only,
    }

    private Line _line;

    // What stands after the last visible character and is lost at the end of a line: breaks, then white space.
    private int _breaks;
    private string _gap = "";
    private bool _afterBreakTag;

    public void Text(ReadOnlySpan<char> text)
    {
        if (Muted is not null)
        {
            return;
        }

        if (Context.Shown.Role is Role.Preformatted)
        {
            PreformattedText(Characters.Fit(text));
            return;
        }

        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Characters.Special);
            if (plain != 0)
            {
                plain = plain < 0 ? text.Length : plain;
                PlainRun(text[..plain]);
                text = text[plain..];
                continue;
            }

            var width = Characters.Width(text);
            SpecialCharacter(text[..width]);
            text = text[width..];
        }
    }

    /// <summary>A line break, by tag or (as WordPress has it) by newline. Two begin a paragraph.</summary>
    public void Break()
    {
        if (Muted is not null)
        {
            return;
        }

        _gap = "";
        _afterBreakTag = true;
        if (_line is not Line.None)
        {
            _breaks++;
        }
    }

    /// <summary>Where a word may be parted: the character says what the tag does, and passes for no content.</summary>
    public void WordBreak() => Text("\u200B");

    public void Picture(in Attributes attributes)
    {
        if (Muted is not null || attributes.PictureAddress is not { } address)
        {
            return;
        }

        var own = BeginPictureOfGallery();
        LeaveEmbed();
        BeginContent();
        attributes.WritePicture(_output, address);
        if (own is not null)
        {
            own.Implied = true;
        }
    }

    public void OpenInline(Element element, in Attributes attributes)
    {
        if (Muted is null)
        {
            _inlines.Open(element, StartTag(element, attributes), attributes.IsEmpty ? null : attributes.Special(element, _policy));
        }
    }

    public void CloseInline(Element element)
    {
        if (Muted is null)
        {
            _inlines.Close(element, Top.InlineFloor);
        }
    }

    private string? StartTag(Element element, in Attributes attributes)
    {
        if (element.Role is not Role.Link && attributes.IsEmpty)
        {
            return element.StartTag;
        }

        var tag = new Output(256);
        if (element.Role is not Role.Link)
        {
            attributes.WriteTag(tag, element);
        }
        else
        {
            attributes.WriteLink(tag, _policy);
        }

        return tag.Finish() is { Length: > 0 } written ? written : null;
    }

    private void PlainRun(ReadOnlySpan<char> run)
    {
        while (!run.IsEmpty)
        {
            var start = run.IndexOfAnyExcept(' ');
            if (start != 0)
            {
                AddToGap(" ");
            }

            if (start < 0)
            {
                return;
            }

            run = run[start..];
            var end = run.IndexOf("  ", StringComparison.Ordinal);
            if (end < 0)
            {
                end = run[^1] == ' ' ? run.Length - 1 : run.Length;
            }

            BeginContent();
            _output.Text(run[..end]);
            run = run[end..];
        }
    }

    private void SpecialCharacter(ReadOnlySpan<char> character)
    {
        var c = character[0];
        if (c == '\n' && _policy.NewlinesBreak)
        {
            Newline();
        }
        else if (Characters.IsWhiteSpace(c))
        {
            AddToGap(" ");
        }
        else if (Characters.IsInvisible(c))
        {
            AddToGap(character);
        }
        else if (character.Length == 2)
        {
            Visible(character);
        }
        else if (char.IsSurrogate(c))
        {
            Visible("\uFFFD");
        }
    }

    private void Newline()
    {
        // The newline that follows a <br> is how the source is laid out, not another break.
        if (_afterBreakTag)
        {
            _afterBreakTag = false;
        }
        else
        {
            Break();
        }

        _afterBreakTag = false;
    }

    private void Visible(ReadOnlySpan<char> text)
    {
        BeginContent();
        _output.Text(text);
    }

    private void AddToGap(ReadOnlySpan<char> text)
    {
        if (text is " " && (_gap.EndsWith(' ') || (_gap.Length == 0 && (_line is Line.None || _breaks > 0))))
        {
            return;
        }
        // Whoever fills a page with invisible characters does not get to keep them all.
        if (_gap.Length < 64)
        {
            _gap = _gap.Length == 0 && text is " " ? " " : string.Concat(_gap, text);
        }
    }

    private void BeginContent()
    {
        _afterBreakTag = false;
        if (_breaks > 1 && _line is Line.Paragraph or Line.Bare)
        {
            EndLine(keepGap: true);
        }

        if (_line is Line.Bare && !_inlines.IsInEmbedLink(begun: true))
        {
            LeaveEmbed();
        }

        if (_line is Line.None)
        {
            BeginLine();
        }

        if (Context.Shown.Role is Role.Preformatted)
        {
            _output.Markup(new string('\n', _breaks));
        }
        else if (_breaks > 0)
        {
            _output.Markup("<br>");
        }

        _breaks = 0;
        _output.Markup(_gap);
        _gap = "";
        _inlines.WritePending(Context.Shown);
        Context.Strong = true;
    }

    private void BeginLine()
    {
        while (true)
        {
            LeaveImpliedList();
            var context = Context;
            switch (context.Shown.Role)
            {
                case Role.List: Open(Vocabulary.Named("li")); continue;
                case Role.DefinitionList: Open(Vocabulary.Named("dd")); continue;
                case Role.Table or Role.TableSection or Role.Row: OpenCell(); continue;
                case Role.Quote or Role.Aside: BeginParagraph(); return;
                case Role.Gallery or Role.Footnotes: CloseDownTo(context.Depth); continue;
                case Role.Figure when context.Shown.IsEmbed && (_output.Length > context.ContentStart || !_inlines.IsInEmbedLink(begun: false)): LeaveEmbed(); continue;
                case var _ when context.Shown.HoldsOneLine: _line = Line.Only; return;
                case var _ when _inParagraphElement: BeginParagraph(); return;
                default: BeginBareLine(context); return;
            }
        }
    }

    // The first line of an item or cell stands bare; a second beside it makes paragraphs of both.
    private void BeginBareLine(Block block)
    {
        if (block.LineEnd != _output.Length)
        {
            block.BareStart = _output.Length;
            _line = Line.Bare;
            return;
        }

        if (block.BareStart is { } start)
        {
            _output.Insert(start, "<p>");
            _output.Markup("</p>");
            block.BareStart = null;
        }

        BeginParagraph();
    }

    private void EndLine(bool keepGap = false)
    {
        if (_line is not Line.None)
        {
            _inlines.WriteEnds();
        }

        if (_line is Line.Paragraph)
        {
            _output.Markup("</p>");
            Context.BareStart = null;
        }

        if (_line is Line.Paragraph or Line.Bare)
        {
            Context.LineEnd = _inParagraphElement ? -1 : _output.Length;
        }

        _line = Line.None;
        _breaks = 0;
        if (!keepGap)
        {
            _gap = "";
        }
    }

    private void WriteRule()
    {
        // Many draw a line above the footnotes; here the style sheet does.
        if (_policy.Vocabulary.Find("hr") is not { Role: Role.Rule } || Context.Shown.Role is Role.Footnotes || !MakePlace(Vocabulary.Named("hr")))
        {
            Separate();
            return;
        }

        _output.Markup("<hr>");
        Context.Strong = true;
    }

    private void PreformattedText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        var strong = Context.Strong;
        BeginContent();
        // A parser skips the first newline in <pre>.
        if (text[0] == '\n' && _output.Length == Context.ContentStart)
        {
            _output.Markup("\n");
        }

        _output.Text(text);
        Context.Strong = strong || !text.IsWhiteSpace();
    }
}
