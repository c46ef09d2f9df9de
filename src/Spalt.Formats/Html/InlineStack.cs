namespace Spalt.Formats.Html;

/// <summary>
/// The inline elements that apply to the text that comes next. They are written when text comes, closed before a block
/// ends and written again in the next block: a tag that nothing follows is never written.
/// </summary>
internal sealed class InlineStack(Output output, int reopenBudget)
{
    // Nobody nests more phrases than these; further ones are lost, their text is not.
    private const int Deepest = 24;

    private readonly List<Inline> _wanted = [];
    private int _written;
    private int _reopenBudget = reopenBudget;

    public int Count => _wanted.Count;

    /// <summary>Makes an element apply to what follows.</summary>
    /// <param name="element">The element.</param>
    /// <param name="startTag">As it is written, or null for one that only waits for its end tag.</param>
    public void Open(Element element, string? startTag)
    {
        if (element.Role is Role.Link)
        {
            Close(element, 0);
        }
        else if (element.Role is Role.RubyText)
        {
            CloseRubyText();
        }

        if (element.Tag is not ("sub" or "sup" or "q") && IsOpen(element.Tag))
        {
            startTag = null;
        }

        if (element.Role is Role.RubyText && !IsOpen("ruby"))
        {
            startTag = null;
        }

        if (_wanted.Count < Deepest)
        {
            _wanted.Add(new Inline(element, startTag));
        }
    }

    /// <summary>Ends the innermost element of that name at or above <paramref name="floor"/>; others go on, as after HTML's adoption agency.</summary>
    public void Close(Element element, int floor)
    {
        for (var i = _wanted.Count - 1; i >= floor; i--)
        {
            if (_wanted[i].Element == element)
            {
                Remove(i);
                return;
            }
        }
    }

    /// <summary>Ends what began inside a block: all of it, or all but formatting.</summary>
    public void Leave(int floor, bool keepFormatting)
    {
        for (var i = _wanted.Count - 1; i >= floor; i--)
        {
            if (!keepFormatting || _wanted[i].Element.Role is not (Role.Formatting or Role.Link))
            {
                Remove(i);
            }
        }
    }

    public void WritePending()
    {
        for (; _written < _wanted.Count; _written++)
        {
            var inline = _wanted[_written];
            if (inline.StartTag is null)
            {
                continue;
            }

            if (inline.WasWritten && (_reopenBudget -= inline.StartTag.Length) < 0)
            {
                // A long link over a million paragraphs would make a book of a page.
                _wanted[_written] = inline with { StartTag = null };
                continue;
            }

            output.Markup(inline.StartTag);
            _wanted[_written] = inline with { WasWritten = true };
        }
    }

    public void WriteEnds(int downTo = 0)
    {
        while (_written > downTo)
        {
            var inline = _wanted[--_written];
            if (inline.StartTag is not null)
            {
                output.Markup(inline.Element.EndTag);
            }
        }
    }

    private void CloseRubyText()
    {
        for (var i = _wanted.Count - 1; i >= 0; i--)
        {
            if (_wanted[i].Element.Role is Role.RubyText)
            {
                Remove(i);
            }
        }
    }

    private bool IsOpen(string tag) =>
        _wanted.Exists(inline => inline.StartTag is not null && string.Equals(inline.Element.Tag, tag, StringComparison.Ordinal));

    private void Remove(int at)
    {
        WriteEnds(at);
        _wanted.RemoveAt(at);
    }

    private readonly record struct Inline(Element Element, string? StartTag, bool WasWritten = false);
}
