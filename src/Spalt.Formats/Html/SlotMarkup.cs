using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Formats.Html;

/// <summary>What no slot may hold, because no Content-Security-Policy without <c>unsafe-inline</c> lets it run, or because it changes the page around it.</summary>
public enum SlotFault
{
    /// <summary>An attribute <c>on…</c>.</summary>
    Handler,

    /// <summary>An attribute <c>style</c>.</summary>
    StyleAttribute,

    /// <summary>An address <c>javascript:</c> or <c>data:</c>.</summary>
    Address,

    /// <summary>An address without TLS.</summary>
    Insecure,

    /// <summary><c>base</c>, <c>meta http-equiv</c>, <c>object</c>, <c>iframe srcdoc</c>, and their like.</summary>
    Element,

    /// <summary>In the head: an element that has its place in the body.</summary>
    NotForHead,

    /// <summary>Read again it would be something else.</summary>
    Unclear,
}

/// <summary>A source of CSP: which directive has to name which host (CSP Level 3 §6.7.2).</summary>
public sealed record SlotSource(string Directive, string Host);

/// <summary>
/// HTML that a publisher puts into a place of every page. It is not made harmless: it is read, so that a policy can be written that lets
/// run what it says and nothing else (CSP Level 3), and written again by a parser, so that it ends where it ends.
/// </summary>
/// <param name="Html">Balanced.</param>
/// <param name="ScriptHashes">Of inline scripts, as <c>sha256-…</c>.</param>
/// <param name="StyleHashes">Of inline style sheets.</param>
/// <param name="Sources">Hosts (with a port where it is not 443) that its own elements name.</param>
public sealed record SlotMarkup(
    string Html, IReadOnlyList<SlotFault> Faults, IReadOnlyList<string> ScriptHashes, IReadOnlyList<string> StyleHashes, IReadOnlyList<SlotSource> Sources)
{
    private static readonly FrozenSet<string> Forbidden = FrozenSet.Create(
        StringComparer.Ordinal, "base", "object", "embed", "applet", "frame", "frameset", "plaintext", "form", "svg", "math", "template", "title", "html", "head", "body");

    /// <summary>C0 controls and the space, which count for nothing around an address.</summary>
    private static readonly char[] Ignored = [.. Enumerable.Range(0, 0x21).Select(c => (char)c)];

    private static readonly FrozenSet<string> ForHead = FrozenSet.Create(StringComparer.Ordinal, "script", "style", "link", "meta", "noscript");

    private static readonly FrozenDictionary<string, string> Directives = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["script src"] = "script-src",
        ["img src"] = "img-src",
        ["iframe src"] = "frame-src",
        ["audio src"] = "media-src",
        ["video src"] = "media-src",
        ["video poster"] = "img-src",
        ["source src"] = "media-src",
        ["track src"] = "media-src",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All hosts, each once.</summary>
    public IReadOnlyList<string> Hosts => [.. Sources.Select(s => s.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static SlotMarkup Read(string html, bool forHead)
    {
        var reading = new Reading(forHead);
        var written = Write(html.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim(), reading.Look);
        if (Write(written, _ => { }) != written)
        {
            reading.Faults.Add(SlotFault.Unclear);
        }

        return new(written, [.. reading.Faults.Distinct()], [.. reading.Scripts.Distinct(StringComparer.Ordinal)], [.. reading.Styles.Distinct(StringComparer.Ordinal)], [.. reading.Sources.Distinct()]);
    }

    private static string Write(string html, Action<IElement> look)
    {
        var document = new HtmlParser().ParseDocument("<!doctype html><html><head></head><body></body></html>");
        var nodes = new HtmlParser().ParseFragment(html, document.Body!);
        foreach (var element in nodes.OfType<IElement>().SelectMany(e => e.QuerySelectorAll("*").Prepend(e)))
        {
            look(element);
        }

        return string.Concat(nodes.Select(n => n.ToHtml()));
    }

    private sealed class Reading(bool forHead)
    {
        public List<SlotFault> Faults { get; } = [];

        public List<string> Scripts { get; } = [];

        public List<string> Styles { get; } = [];

        public List<SlotSource> Sources { get; } = [];

        public void Look(IElement element)
        {
            var name = element.LocalName;
            if (Forbidden.Contains(name) || (name == "meta" && element.HasAttribute("http-equiv")) || element.HasAttribute("srcdoc"))
            {
                Faults.Add(SlotFault.Element);
            }

            if (forHead && !ForHead.Contains(name) && element.ParentElement?.LocalName != "noscript")
            {
                Faults.Add(SlotFault.NotForHead);
            }

            foreach (var attribute in element.Attributes)
            {
                LookAt(element, attribute.Name.ToLowerInvariant(), attribute.Value);
            }

            if (name == "script" && !element.HasAttribute("src"))
            {
                Scripts.Add(Hash(element.TextContent));
            }
            else if (name == "style")
            {
                Styles.Add(Hash(element.TextContent));
            }
        }

        private void LookAt(IElement element, string attribute, string value)
        {
            if (attribute.StartsWith("on", StringComparison.Ordinal))
            {
                Faults.Add(SlotFault.Handler);
            }
            else if (attribute == "style")
            {
                Faults.Add(SlotFault.StyleAttribute);
            }
            else if (attribute is "srcset" or "imagesrcset")
            {
                foreach (var candidate in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    Name("img-src", candidate.Split(' ')[0]);
                }
            }
            else if (attribute is "src" or "href" or "poster" or "action" or "formaction" or "data")
            {
                Name(element.LocalName == "link" ? OfLink(element) : Directives.GetValueOrDefault($"{element.LocalName} {attribute}"), value);
            }
        }

        /// <summary>Null for links that fetch nothing.</summary>
        private static string? OfLink(IElement link)
        {
            var kinds = (link.GetAttribute("rel") ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return kinds.Contains("stylesheet", StringComparer.Ordinal) ? "style-src"
                : kinds.Contains("icon", StringComparer.Ordinal) ? "img-src"
                : kinds.Contains("modulepreload", StringComparer.Ordinal) ? "script-src"
                : !kinds.Contains("preload", StringComparer.Ordinal) ? null
                : link.GetAttribute("as")?.ToLowerInvariant() switch { "script" => "script-src", "style" => "style-src", "image" => "img-src", "font" => "font-src", _ => null };
        }

        /// <param name="directive">Null for an address that nothing is fetched from.</param>
        private void Name(string? directive, string value)
        {
            // As browsers read an address (URL Standard §4.4): without what they leave out.
            var typed = string.Concat(value.Where(c => c is not ('\t' or '\n' or '\r'))).Trim(Ignored);
            if (!Uri.TryCreate(new Uri("https://here.invalid/"), typed, out var address) || address.Scheme is "javascript" or "data" or "vbscript" or "blob" or "file")
            {
                Faults.Add(SlotFault.Address);
            }
            else if (directive is not null && address.Scheme != Uri.UriSchemeHttps)
            {
                Faults.Add(address.Scheme == Uri.UriSchemeHttp ? SlotFault.Insecure : SlotFault.Address);
            }
            else if (directive is not null && address.Host != "here.invalid")
            {
                Sources.Add(new SlotSource(directive, address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}"));
            }
        }

        private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
