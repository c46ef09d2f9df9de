using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Spalt.Networks;

namespace Spalt.Web;

/// <summary>
/// The accent colour of a network, and of a blog below the network's masthead, as a style sheet of its own, because the pages allow no
/// inline style. The colours are its address, <c>/-/theme/0a5a63.css</c> and <c>/-/theme/0a5a63-8a5a00.css</c>: nothing is asked of the
/// database and everybody may keep it for ever.
/// </summary>
internal static class Theme
{
    private const string Standard = "0a5a63";

    /// <summary>Relative luminance that the light variant reaches: 4.5:1 against the dark paper (WCAG 2.2 §1.4.3).</summary>
    private const double EnoughLight = 0.36;

    /// <summary>The same of the variant for light paper, <c>#fdfcf9</c>.</summary>
    private const double EnoughDark = 0.176;

    /// <summary>The light paper that accents are read on (<c>--paper</c> of <c>tokens.css</c>).</summary>
    public const string LightPaper = "#fdfcf9";

    /// <summary>Address of the style sheet for accents <c>#rrggbb</c>; anything else gets the standard one.</summary>
    public static string Address(string? network, string? blog = null) =>
        blog is null || blog == network ? $"/-/theme/{Digits(network)}.css" : $"/-/theme/{Digits(network)}-{Digits(blog)}.css";

    /// <summary>Address of the little icon in the accent's colour.</summary>
    public static string Icon(string? accent) => $"/-/icon/{Digits(accent)}.svg";

    public static void MapTheme(this IEndpointRouteBuilder app)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/-/theme/{accents}.css", reading, (string accents, HttpContext context) => Kept(context, accents, Style, "text/css; charset=utf-8")).AllowAnonymous();
        app.MapMethods("/-/icon/{accent:length(6)}.svg", reading, (string accent, HttpContext context) => Kept(context, accent, accents => Svg(accents[0]), "image/svg+xml")).AllowAnonymous();
        app.MapMethods("/favicon.ico", reading, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(Svg(Digits(context.Features.Get<NetworkFace>()?.Accent)), "image/svg+xml");
        }).AllowAnonymous();
    }

    private static Results<ContentHttpResult, NotFound> Kept(HttpContext context, string digits, Func<string[], string> document, string type)
    {
        var accents = digits.Split('-');
        if (accents.Length > 2 || !accents.All(IsHex))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = Assets.ForEver;
        return TypedResults.Text(document(accents), type);
    }

    private static string Style(string[] accents) => ":root" + Variants(accents[^1]) + (accents is [var network, _] ? ".masthead" + Variants(network) : "");

    private static string Variants(string accent) => $"{{--accent:#{Darken(accent)};--accent-dark:#{Lighten(accent)}}}";

    private static string Svg(string accent) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#{accent}"/><path d="M8 8h7v16H8zM17 8h7v3h-7zM17 13h7v3h-7zM17 18h7v6h-7z" fill="#fff"/></svg>""";

    /// <summary>Mixes in black until the colour can be read on light paper.</summary>
    private static string Darken(string accent)
    {
        var rgb = Convert.FromHexString(accent);
        for (var black = 0; black < 100; black += 4)
        {
            var mixed = rgb.Select(c => (byte)(c * (100 - black) / 100)).ToArray();
            if (Contrast.Luminance(mixed) <= EnoughDark)
            {
                return Convert.ToHexStringLower(mixed);
            }
        }

        return "000000";
    }

    /// <summary>Mixes in white until the colour can be read on dark paper.</summary>
    private static string Lighten(string accent)
    {
        var rgb = Convert.FromHexString(accent);
        for (var white = 0; white <= 100; white += 4)
        {
            var mixed = rgb.Select(c => (byte)(c + ((255 - c) * white / 100))).ToArray();
            if (Contrast.Luminance(mixed) >= EnoughLight)
            {
                return Convert.ToHexStringLower(mixed);
            }
        }

        return "ffffff";
    }

    private static string Digits(string? accent) => accent is ['#', .. var hex] && IsHex(hex) ? hex.ToLower(CultureInfo.InvariantCulture) : Standard;

    private static bool IsHex(string digits) => digits.Length == 6 && digits.All(char.IsAsciiHexDigit);
}
