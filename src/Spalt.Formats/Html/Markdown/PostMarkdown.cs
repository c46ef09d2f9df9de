using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Spalt.Formats.Html.Markdown;

/// <summary>Makes Markdig write a post's vocabulary.</summary>
/// <param name="numbersAreLabels">Whether a footnote is numbered as its label says, not in the order of the text.</param>
internal sealed partial class PostMarkdown(bool numbersAreLabels) : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += Prepare;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        var renderers = ((HtmlRenderer)renderer).ObjectRenderers;
        renderers.FindExact<EmphasisInlineRenderer>()!.GetTag = emphasis => emphasis switch
        {
            { DelimiterChar: '~' } => "s",
            { DelimiterCount: 2 } => "strong",
            _ => "em",
        };
        renderers.ReplaceOrAdd<ParagraphRenderer>(new Paragraphs());
        renderers.ReplaceOrAdd<CodeBlockRenderer>(new Code());
        renderers.ReplaceOrAdd<LinkInlineRenderer>(new Links());
        renderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new FootnoteList(this));
        renderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new FootnoteLinks(this));
    }

    private static void Prepare(MarkdownDocument document)
    {
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            TakeSize(picture);
        }

        foreach (var table in document.Descendants<Table>())
        {
            if (table.Count > 1 && table[0] is TableRow { IsHeader: true } header && header.Descendants<LeafInline>().All(text => text is LiteralInline { Content.IsEmpty: true }))
            {
                table.RemoveAt(0);
            }
        }
    }

    private static void TakeSize(LinkInline picture)
    {
        if (picture.NextSibling is not LiteralInline next || Size().Match(next.Content.ToString()) is not { Success: true } size)
        {
            return;
        }

        next.Content.Start += size.Length;
        var attributes = picture.GetAttributes();
        attributes.AddPropertyIfNotExist("width", size.Groups["width"].Value);
        attributes.AddPropertyIfNotExist("height", size.Groups["height"].Value);
        if (next.Content.IsEmpty)
        {
            next.Remove();
        }
    }

    private string Number(Footnote footnote) => numbersAreLabels && footnote.Label is ['^', .. var label]
        ? label
        : footnote.Order.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^\\{(?<width>[1-9][0-9]{0,3})x(?<height>[1-9][0-9]{0,3})\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();

    private sealed class Paragraphs : ParagraphRenderer
    {
        protected override void Write(HtmlRenderer renderer, ParagraphBlock obj)
        {
            if (renderer.ImplicitParagraph || obj.Inline?.FirstChild is not LinkInline picture || !IsPicture(picture) || picture.NextSibling is not (null or LineBreakInline))
            {
                base.Write(renderer, obj);
                return;
            }

            renderer.EnsureLine();
            renderer.Write("<figure>");
            renderer.Write(picture);
            if (picture.NextSibling is { NextSibling: { } caption })
            {
                renderer.Write("<figcaption>");
                for (Inline? inline = caption; inline is not null; inline = inline.NextSibling)
                {
                    renderer.Write(inline);
                }

                renderer.Write("</figcaption>");
            }

            renderer.WriteLine("</figure>");
        }

        private static bool IsPicture(LinkInline link) => link.IsImage || link is { FirstChild: LinkInline { IsImage: true, NextSibling: null } };
    }

    // The last newline of the source is the fence's, not the code's.
    private sealed class Code : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            renderer.EnsureLine();
            renderer.Write("<pre><code>").WriteLeafRawLines(obj, writeEndOfLines: false, escape: true).WriteLine("</code></pre>");
        }
    }

    // Addresses stay as they were written; the sanitiser reads them.
    private sealed class Links : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            if (!renderer.EnableHtmlForInline)
            {
                renderer.WriteChildren(obj);
                return;
            }

            renderer.Write(obj.IsImage ? "<img src=\"" : "<a href=\"").WriteEscape(obj.GetDynamicUrl?.Invoke() ?? obj.Url);

            // Nothing between the brackets: nobody has said what it shows. That it is decoration is said by a tag with an empty alt.
            if (obj is { IsImage: true, FirstChild: not null })
            {
                renderer.Write("\" alt=\"");
                renderer.EnableHtmlForInline = false;
                renderer.WriteChildren(obj);
                renderer.EnableHtmlForInline = true;
            }

            renderer.Write('"').WriteAttributes(obj);
            if (!string.IsNullOrEmpty(obj.Title))
            {
                renderer.Write(" title=\"").WriteEscape(obj.Title).Write('"');
            }

            renderer.Write('>');
            if (!obj.IsImage)
            {
                renderer.WriteChildren(obj);
                renderer.Write("</a>");
            }
        }
    }

    private sealed class FootnoteList(PostMarkdown own) : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<section class=\"footnotes\"><ol>");
            foreach (var footnote in obj.OfType<Footnote>())
            {
                renderer.Write("<li id=\"fn").Write(own.Number(footnote)).WriteLine("\">");
                renderer.WriteChildren(footnote);
                renderer.WriteLine("</li>");
            }

            renderer.WriteLine("</ol></section>");
        }
    }

    private sealed class FootnoteLinks(PostMarkdown own) : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            var number = own.Number(obj.Footnote);
            if (!obj.IsBackLink)
            {
                renderer.Write($"<sup class=\"footnote-ref\"><a href=\"#fn{number}\" id=\"fnref{number}\">{number}</a></sup>");
            }
            else if (obj.Index == obj.Footnote.Links[0].Index)
            {
                renderer.Write($" <a href=\"#fnref{number}\" class=\"footnote-back\">↩</a>");
            }
        }
    }
}
