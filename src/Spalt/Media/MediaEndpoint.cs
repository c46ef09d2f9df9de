using System.Buffers;
using Microsoft.AspNetCore.Http.HttpResults;
using Spalt.Web;

namespace Spalt.Media;

/// <summary>Serves the pictures of <see cref="MediaFolder"/>. The name is the content's hash, so everybody may keep it for ever.</summary>
internal static class MediaEndpoint
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Path of a picture from the root of its host.</summary>
    public static string AddressOf(string hash, string extension) => $"/-/media/{hash}.{extension}";

    public static void MapMedia(this IEndpointRouteBuilder app) =>
        app.MapMethods("/-/media/{file}", [HttpMethods.Get, HttpMethods.Head], Answer).AllowAnonymous();

    private static Results<PhysicalFileHttpResult, NotFound> Answer(string file, HttpContext context, MediaFolder media)
    {
        // The pattern leaves no room for a path: 32 hexadecimal digits, a dot, a known ending.
        if (file.Length < 35 || file[32] != '.' || !file.AsSpan(0, 32).ContainsOnlyHex() || Type(file[33..]) is not { } type)
        {
            return TypedResults.NotFound();
        }

        var path = media.PathOf(file[..32], file[33..]);
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
