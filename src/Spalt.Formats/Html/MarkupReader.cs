using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Spalt.Formats.Html;

/// <summary>Hands the tokens of a source to the composer, and leaves out what is no HTML: raw text, SVG, MathML.</summary>
internal sealed class MarkupReader(HtmlTokenizer tokenizer, HtmlPolicy policy, int length)
{
    private readonly Composer _composer = new(length, policy);
    private bool _inRawText;
    private bool _afterPre;

    // How many elements of SVG or MathML are open in which HTML applies again (HTML § 13.2.6.5).
    private int _integrationPoints;

    public string Read()
    {
        while (true)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile: return _composer.Finish();
                case HtmlTokenType.Character when !_inRawText: Text(token.Data.Memory.Span); break;
                case HtmlTokenType.StartTag: Start(ref token); break;
                case HtmlTokenType.EndTag: End(token.Name.Memory.Span); break;
            }
        }
    }

    private void Text(ReadOnlySpan<char> text)
    {
        if (_afterPre && text is ['\n', ..])
        {
            text = text[1..];
        }

        _afterPre = false;
        _composer.Text(text);
    }

    private void Start(ref StructHtmlToken token)
    {
        _afterPre = false;
        var name = token.Name.Memory.Span;
        if (_composer.Muted?.Role is Role.Foreign && StayInForeign(name, token.IsSelfClosing))
        {
            return;
        }

        if (policy.Vocabulary.Find(name) is not { } element)
        {
            return;
        }

        var attributes = new Attributes(token.Attributes);
        switch (element.Role)
        {
            case Role.Unwrapped: break;
            case Role.RawText: SkipText(HtmlParseMode.Rawtext); break;
            case Role.Title: SkipText(HtmlParseMode.RCData); break;
            case Role.Script: SkipText(HtmlParseMode.Script); break;
            case Role.PlainText: SkipText(HtmlParseMode.Plaintext); break;
            case Role.Foreign when token.IsSelfClosing: break;
            case Role.Break: _composer.Break(); break;
            case Role.WordBreak: _composer.WordBreak(); break;
            case Role.Image: _composer.Picture(attributes); break;
            case Role.Link or Role.Formatting or Role.Phrase or Role.Ruby or Role.RubyText: _composer.OpenInline(element, attributes); break;
            default: _composer.Start(element, attributes); break;
        }

        _afterPre = element.Role is Role.Preformatted;
        SeeForeign();
    }

    private void End(ReadOnlySpan<char> name)
    {
        _afterPre = false;
        if (_inRawText)
        {
            _inRawText = false;
            tokenizer.State = HtmlParseMode.PCData;
            return;
        }

        if (_composer.Muted?.Role is Role.Foreign && _integrationPoints > 0 && IsIntegrationPoint(name))
        {
            _integrationPoints--;
        }

        if (policy.Vocabulary.Find(name) is not { } element)
        {
            return;
        }

        switch (element.Role)
        {
            case Role.Unwrapped or Role.RawText or Role.Title or Role.Script or Role.PlainText or Role.Image or Role.WordBreak or Role.Rule: break;
            case Role.Break: _composer.Break(); break;
            case Role.Link or Role.Formatting or Role.Phrase or Role.Ruby or Role.RubyText: _composer.CloseInline(element); break;
            default: _composer.End(element); break;
        }

        SeeForeign();
    }

    private void SkipText(HtmlParseMode mode)
    {
        tokenizer.State = mode;
        _inRawText = true;
    }

    private bool StayInForeign(ReadOnlySpan<char> name, bool selfClosing)
    {
        if (IsIntegrationPoint(name))
        {
            if (!selfClosing)
            {
                _integrationPoints++;
            }

            return true;
        }

        if (_integrationPoints > 0)
        {
            return false;
        }

        if (IsBreakout(name))
        {
            _composer.End(_composer.Muted!);
            return false;
        }

        return name is not ("svg" or "math");
    }

    private void SeeForeign()
    {
        var foreign = _composer.Muted?.Role is Role.Foreign;
        if (!foreign)
        {
            _integrationPoints = 0;
        }

        tokenizer.IsAcceptingCharacterData = foreign && _integrationPoints == 0;
    }

    private static bool IsIntegrationPoint(ReadOnlySpan<char> name) =>
        name is "foreignobject" or "desc" or "title" or "mi" or "mo" or "mn" or "ms" or "mtext" or "annotation-xml";

    // The start tags that end SVG and MathML (HTML § 13.2.6.5).
    private static bool IsBreakout(ReadOnlySpan<char> name) => name is
        "b" or "big" or "blockquote" or "body" or "br" or "center" or "code" or "dd" or "div" or "dl" or "dt" or "em" or "embed"
        or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "head" or "hr" or "i" or "img" or "li" or "listing" or "menu" or "meta"
        or "nobr" or "ol" or "p" or "pre" or "ruby" or "s" or "small" or "span" or "strong" or "strike" or "sub" or "sup"
        or "table" or "tt" or "u" or "ul" or "var";
}
