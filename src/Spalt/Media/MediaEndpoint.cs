using System.Buffers;
using Microsoft.AspNetCore.Http.HttpResults;
using Spalt.Web;

namespace Spalt.Media;

/// <summary>Serves the pictures of <c>{data}/media/ab/{hash}.{ext}</c>. The name is the content's hash, so everybody may keep it for ever.</summary>
internal static class MediaEndpoint
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static void MapMedia(this IEndpointRouteBuilder app) =>
        app.MapMethods("/-/media/{file}", [HttpMethods.Get, HttpMethods.Head], Answer).AllowAnonymous();

    private static Results<PhysicalFileHttpResult, NotFound> Answer(string file, HttpContext context, Installation installation)
    {
        // The pattern leaves no room for a path: 32 hexadecimal digits, a dot, a known ending.
        if (file.Length < 35 || file[32] != '.' || !file.AsSpan(0, 32).ContainsOnlyHex() || Type(file[33..]) is not { } type)
        {
            return TypedResults.NotFound();
        }

        var path = Path.Combine(installation.DataFolder, "media", file[..2], file);
        if (!File.Exists(path))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = Assets.ForEver;
        return TypedResults.PhysicalFile(path, type);
    }

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept(Hex);

    private static string? Type(string extension) => extension switch
    {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        _ => null,
    };
}
