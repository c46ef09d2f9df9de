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
    private readonly HashSet<string> _ids = [];
    private int _written;
    private int _reopenBudget = reopenBudget;

    public int Count => _wanted.Count;

    /// <summary>Makes an element apply to what follows.</summary>
    /// <param name="element">The element.</param>
    /// <param name="startTag">As it is written, or null for one that only waits for its end tag.</param>
    /// <param name="special">What it is besides, where that is allowed.</param>
    public void Open(Element element, string? startTag, Special? special = null)
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
            _wanted.Add(new Inline(element, startTag, startTag is null ? null : special));
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

    /// <summary>Whether the text that comes next is in the link of an embed, begun or about to begin.</summary>
    public bool IsInEmbedLink(bool begun) => begun
        ? _wanted.Exists(inline => inline.IsEmbedLink)
        : _wanted.Find(inline => inline.StartTag is not null) is { Special.Kind: SpecialKind.EmbedLink, WasWritten: false };

    /// <param name="context">The block in which it is.</param>
    public void WritePending(Element context)
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

            var isSpecial = inline.Special is { } special && Applies(special, inline.WasWritten, context);
            output.Markup(inline.StartTag.AsSpan(0, inline.StartTag.Length - 1));
            output.Markup(isSpecial ? inline.Special!.Attribute : "");
            output.Markup(">");
            _wanted[_written] = inline with { WasWritten = true, IsEmbedLink = isSpecial && context.IsEmbed };
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
                _wanted[_written] = inline with { IsEmbedLink = false };
            }
        }
    }

    // An id is written once, whatever is reopened.
    private bool Applies(Special special, bool wasWritten, Element context) => special.Kind switch
    {
        SpecialKind.Credit => context.Role is Role.FigureCaption,
        SpecialKind.EmbedLink => context.IsEmbed && !wasWritten,
        _ => !wasWritten && _ids.Add(special.Attribute),
    };

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

    private readonly record struct Inline(Element Element, string? StartTag, Special? Special, bool WasWritten = false, bool IsEmbedLink = false);
}
