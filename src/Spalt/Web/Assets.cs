using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Spalt.Web.PageCache;

namespace Spalt.Web;

/// <summary>
/// Style, script and font of the public pages, built from <c>Assets/</c> and embedded in the program. Each name carries a hash of
/// its content, so that everybody may keep it for ever.
/// </summary>
internal static class Assets
{
    public const string ForEver = "public, max-age=31536000, immutable";
    private const string Prefix = "Spalt.Web.Assets.";
    private static readonly Assembly Program = typeof(Assets).Assembly;

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Addresses = ReadManifest();

    private static readonly FrozenSet<string> Names =
        Program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Address of an asset by its plain name, <c>site.css</c>.</summary>
    public static string Address(string name) => Addresses[name];

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapMethods("/-/assets/{file}", [HttpMethods.Get, HttpMethods.Head], Answer).AllowAnonymous();

    private static IResult Answer(string file, HttpContext context)
    {
        if (!Names.Contains(Prefix + file) || !Types.TryGetValue(Path.GetExtension(file), out var type))
        {
            return Results.NotFound();
        }

        context.Freeze(new Freezing([]) { CacheControl = ForEver });
        context.Response.Headers.CacheControl = ForEver;
        return Results.Stream(Program.GetManifestResourceStream(Prefix + file)!, type);
    }

    private static FrozenDictionary<string, string> ReadManifest()
    {
        using var manifest = Program.GetManifestResourceStream(Prefix + "manifest.json")
            ?? throw new InvalidOperationException("The program was built without its assets.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(manifest)!
            .ToFrozenDictionary(a => a.Key, a => "/-/assets/" + a.Value, StringComparer.Ordinal);
    }
}
