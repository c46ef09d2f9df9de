using System.Net;
using System.Text;

namespace Spalt.Formats.Html.Embeds;

/// <summary>
/// The embeds of stored HTML, which holds each as a figure with a plain link. One pass over text that our sanitiser wrote, from one figure to the
/// next: nothing is parsed, and HTML without any is given back as it is.
/// </summary>
public static class EmbedsOnPages
{
    private const string Begin = "<figure class=\"embed\"><a ";
    private const string Reference = " href=\"";
    private const string EndOfLink = "</a>";

    /// <summary>The addresses, as they are meant, each once.</summary>
    public static IReadOnlyList<string> In(string html)
    {
        List<string> found = [];
        for (var at = html.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            if (Link(html, at) is { } link && !found.Contains(link.Address, StringComparer.Ordinal))
            {
                found.Add(link.Address);
            }
        }

        return found;
    }

    /// <summary>The same HTML with what <paramref name="show"/> makes of each link in its place; the figure around it and its caption stay.</summary>
    /// <param name="show">Gets and gives back HTML.</param>
    public static string Show(string html, Func<EmbedLink, string> show)
    {
        var at = html.IndexOf(Begin, StringComparison.Ordinal);
        if (at < 0)
        {
            return html;
        }

        var page = new StringBuilder(html.Length + 1024);
        var done = 0;
        for (; at >= 0; at = html.IndexOf(Begin, at + 1, StringComparison.Ordinal))
        {
            if (Link(html, at) is { } link)
            {
                var from = at + Begin.Length - "<a ".Length;
                page.Append(html, done, from - done).Append(show(link));
                done = from + link.Html.Length;
            }
        }

        return page.Append(html, done, html.Length - done).ToString();
    }

    /// <param name="at">Where the figure begins.</param>
    private static EmbedLink? Link(string html, int at)
    {
        var from = at + Begin.Length - "<a ".Length;
        var opened = html.IndexOf('>', from);
        var closed = html.IndexOf(EndOfLink, from, StringComparison.Ordinal);
        if (opened < 0 || closed < opened)
        {
            return null;
        }

        // A value holds no quotation mark that is not written as a reference, so this is found in no value.
        var tag = html[from..opened];
        var value = tag.IndexOf(Reference, StringComparison.Ordinal) + Reference.Length;
        var end = value < Reference.Length ? -1 : tag.IndexOf('"', value);
        return end < 0 ? null : new(WebUtility.HtmlDecode(tag[value..end]), html[(opened + 1)..closed], html[from..(closed + EndOfLink.Length)]);
    }
}

/// <summary>The link of an embed.</summary>
/// <param name="Address">As it is meant: without references.</param>
/// <param name="Words">What stands in the link, clean HTML.</param>
/// <param name="Html">The whole of it.</param>
public sealed record EmbedLink(string Address, string Words, string Html)
{
    /// <summary>Whether nobody has written words for it: it shows its address.</summary>
    public bool IsBare => PlainWords == Address;

    public string PlainWords => HtmlText.Plain(Words);

    /// <summary>The same with other words.</summary>
    /// <param name="words">Plain text.</param>
    public EmbedLink Saying(string words)
    {
        // As the sanitiser writes text: å, ä and ö as themselves.
        var encoded = words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return new(Address, encoded, string.Concat(Html.AsSpan(0, Html.Length - Words.Length - "</a>".Length), encoded, "</a>"));
    }
}
