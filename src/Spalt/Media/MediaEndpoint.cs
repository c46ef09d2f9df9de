using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Spalt.Web;

namespace Spalt.Media;

/// <summary>Serves the pictures of <see cref="IMediaStore"/>. The name holds the content's hash, so everybody may keep it for ever.</summary>
internal static partial class MediaEndpoint
{
    /// <summary>How long the other kind of picture may be kept that stands in for one that is not there.</summary>
    private const string ForAWhile = "public, max-age=300";

    public static void MapMedia(this IEndpointRouteBuilder app) =>
        app.MapMethods(PictureAddress.Root + "{file}", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).AllowAnonymous();

    private static async Task<Results<FileStreamHttpResult, NotFound>> AnswerAsync(string file, HttpContext context, IMediaStore media)
    {
        // The pattern leaves no room for a path: hexadecimal digits, a width, a known ending.
        if (!Name().IsMatch(file))
        {
            return TypedResults.NotFound();
        }

        var extension = file[(file.LastIndexOf('.') + 1)..];
        var keep = Assets.ForEver;
        var found = await media.OpenAsync(file, context.RequestAborted);
        if (found is null && extension == "avif" && file.Contains('-', StringComparison.Ordinal))
        {
            // A machine whose converter writes no AVIF; browsers look at what they get.
            (extension, keep) = ("webp", ForAWhile);
            found = await media.OpenAsync(Path.ChangeExtension(file, extension), context.RequestAborted);
        }

        if (found is null)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = keep;
        context.Response.ContentLength = found.Bytes;
        return TypedResults.Stream(found.Content, extension == "jpg" ? "image/jpeg" : "image/" + extension, lastModified: found.WrittenAt);
    }

    [GeneratedRegex("^[0-9a-f]{32}(-a?[1-9][0-9]{0,3}[.](webp|avif)|[.](jpg|png|webp|gif|avif))\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
