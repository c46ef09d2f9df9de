using System.Globalization;
using Spalt.Networks;

namespace Spalt.Web;

/// <summary>
/// A network's own colours and typeface as a style sheet after the theme's, because the pages allow no inline style. Everything it says
/// stands in its address, <c>/-/theme/look/newsreader-fdfcf9-1c1b19-171614-ebe7df-0a5a63.css</c>, so that everybody may keep it for ever:
/// the face; paper and ink by day; the same in the dark; the network's accent; a blog's. What lies between paper and ink is made of both,
/// and every colour that text has is one that can be read.
/// </summary>
internal static class LookSheet
{
    public const string Paper = "#fdfcf9";
    public const string Ink = "#1c1b19";
    public const string PaperDark = "#171614";
    public const string InkDark = "#ebe7df";

    private const string Alarm = "#a3333d";

    /// <summary>Its address; null for a network that looks as Spalt brings it.</summary>
    public static string? Address(NetworkFace network, string? blogAccent)
    {
        var look = network.Look;
        return look.IsStandard ? null : "/-/theme/look/" + string.Join('-', new[]
        {
            look.Face.ToString().ToLowerInvariant(), Digits(look.Paper ?? Paper), Digits(look.Ink ?? Ink), Digits(look.PaperDark ?? PaperDark), Digits(look.InkDark ?? InkDark),
            Digits(network.Accent), blogAccent is null || !Network.IsAccent(blogAccent) ? null : Digits(blogAccent),
        }.OfType<string>()) + ".css";
    }

    public static void MapLook(this IEndpointRouteBuilder app) =>
        app.MapMethods("/-/theme/look/{name}.css", [HttpMethods.Get, HttpMethods.Head], (string name, HttpContext context) =>
        {
            if (name.Split('-') is not [var face, .. { Length: 5 or 6 } digits] || !Enum.TryParse<TypeFace>(face, ignoreCase: true, out var known) || !Enum.IsDefined(known)
                || !char.IsAsciiLetter(face[0]) || !digits.All(d => d.Length == 6 && d.All(char.IsAsciiHexDigitLower)))
            {
                return Results.NotFound();
            }

            context.Response.Headers.CacheControl = Assets.ForEver;
            return Results.Text(Style(known, Array.ConvertAll(digits, d => "#" + d)), "text/css; charset=utf-8");
        }).AllowAnonymous();

    private static string Style(TypeFace face, string[] colours)
    {
        var (day, night) = ((Paper: colours[0], Ink: colours[1]), (Paper: colours[2], Ink: colours[3]));
        var (network, page) = (colours[4], colours[^1]);
        return $":root{{{Faces(face)}{Sheet(day.Paper, day.Ink)}{Accents(page, day.Paper, night.Paper)}}}"
            + $".masthead{{{Accents(network, day.Paper, night.Paper)}}}"
            + $"@media (prefers-color-scheme:dark){{:root{{{Sheet(night.Paper, night.Ink)}}}}}";
    }

    private static string Accents(string accent, string day, string night) =>
        $"--accent:{Contrast.Nearest(accent, day)};--accent-dark:{Contrast.Nearest(accent, night)};";

    /// <summary>The names of <c>tokens.css</c>. Quiet text stands on tinted ground too.</summary>
    private static string Sheet(string paper, string ink)
    {
        var tint = Contrast.Mix(paper, ink, 4);
        var soft = Contrast.Mix(ink, paper, 30);
        soft = Contrast.Ratio(soft, tint) >= Contrast.OfText ? soft : ink;
        var edge = Contrast.Mix(ink, paper, 45);
        edge = Contrast.Ratio(edge, paper) >= Contrast.OfEdges ? edge : ink;
        return $"--paper:{paper};--ink:{ink};--soft:{soft};--rule:{Contrast.Mix(paper, ink, 15)};--edge:{edge};--tint:{tint};--heart:{Contrast.Nearest(Alarm, tint)};";
    }

    private static string Faces(TypeFace face) => face switch
    {
        TypeFace.Georgia => "--serif:Georgia,Gelasio,\"Times New Roman\",serif;",
        TypeFace.Book => "--serif:\"Iowan Old Style\",\"Palatino Linotype\",\"URW Palladio L\",P052,Palatino,serif;",
        TypeFace.Plain => "--serif:system-ui,-apple-system,\"Segoe UI\",\"Public Sans\",\"Liberation Sans\",sans-serif;",
        _ => "",
    };

    private static string Digits(string colour) => colour[1..].ToLower(CultureInfo.InvariantCulture);
}
