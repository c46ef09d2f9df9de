using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Spalt.Formats.Html.Embeds;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Embeds;

/// <summary>What was answered about an address.</summary>
internal sealed record KnownEmbed(string Hash, string? Title, string? Frame, EmbedShape Shape);

/// <summary>
/// The embeds of a page. Each is a link. Where we know how to show what it leads to, there is room kept for a frame, and our script may put
/// it in when the reader asks for it: until then nothing is fetched from anybody. Only those hosts may then be framed (CSP).
/// </summary>
/// <param name="Asked">Hashes of those addresses about which somebody is asked, answered or not.</param>
internal sealed record ShownEmbeds(IReadOnlyList<string> Asked, IReadOnlyList<KnownEmbed> Known)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>As they are shown where nobody is asked.</summary>
    public static ShownEmbeds Unasked { get; } = new([], []);

    /// <summary>The page thaws when an answer comes.</summary>
    public IEnumerable<string> Thaws => Asked.Select(Tags.Embed);

    /// <param name="html">As our sanitiser wrote it.</param>
    public string Show(HttpContext context, string html) => EmbedsOnPages.Show(html, link => Show(context, link));

    private string Show(HttpContext context, EmbedLink link)
    {
        if (EmbedAddress.Read(link.Address) is not { } address)
        {
            return link.Html;
        }

        var known = Known.FirstOrDefault(k => k.Hash == Embed.HashOf(link.Address));
        var named = known?.Title is { } title && link.IsBare ? link.Saying(title) : link;
        var shown = new StringBuilder();

        // A frame of our own host would be let out of its sandbox.
        if (context.RequestServices.GetRequiredService<EmbedProviders>().Frame(address, known) is { } frame && frame.Host != context.Request.Host.Host)
        {
            context.AllowFrames(frame.Hosts);
            shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"""<div class="embed-place embed-{frame.Shape.ToString().ToLowerInvariant()}" data-frame="{Text(frame.Source)}" data-allow="{frame.Allow}" data-title="{Text(named.IsBare ? frame.Site : $"{named.PlainWords} ({frame.Site})")}">""")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"""<button type="button" class="button" hidden>{Text(Texts.Say("Embed.Show", frame.Site))}</button><p hidden>{Text(Texts.Say("Embed.Told", frame.Site))}</p></div>""");
        }

        return shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"""<p class="embed-line"><span>{Text(address.Site)}</span> {named.Html}</p>""").ToString();
    }

    private static string Text(string plain) => Encoder.Encode(plain);
}

internal static class EmbedQueries
{
    /// <summary>What is known of the embeds of some texts. Where the operator asks nobody, or none is of those, the database is not asked either.</summary>
    public static async ValueTask<ShownEmbeds> EmbedsInAsync(this SpaltDb db, EmbedProviders providers, IEnumerable<string> texts, CancellationToken cancel)
    {
        if (!providers.AsksAnybody)
        {
            return ShownEmbeds.Unasked;
        }

        var asked = texts.SelectMany(EmbedsOnPages.In).Where(a => EmbedAddress.Read(a) is { } address && providers.ToAsk(address) is not null)
            .Select(Embed.HashOf).Distinct(StringComparer.Ordinal).ToList();
        return asked.Count == 0 ? ShownEmbeds.Unasked
            : new(asked, await db.Embeds.AsNoTracking().Where(e => asked.Contains(e.Hash)).Select(e => new KnownEmbed(e.Hash, e.Title, e.Frame, e.Shape)).ToListAsync(cancel));
    }
}
