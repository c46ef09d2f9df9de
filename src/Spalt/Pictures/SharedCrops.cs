using Microsoft.EntityFrameworkCore;
using Spalt.Media;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Pictures;

/// <summary>
/// <c>GET /-/media/share/{hash}-{x}x{y}.jpg</c>: made when somebody asks for it for the first time, and kept. Only the point that a library states is cut
/// around: nobody can have others made.
/// </summary>
internal sealed class SharedCrops(SpaltDb db, IMediaStore store, PictureConverter converter, UploadFolders uploads)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapMethods(
        SharedCrop.Root + "{file}", [HttpMethods.Get, HttpMethods.Head],
        (string file, HttpContext context, SharedCrops crops, CancellationToken cancel) => crops.AnswerAsync(file, context, cancel)).AllowAnonymous();

    private async Task<IResult> AnswerAsync(string file, HttpContext context, CancellationToken cancel)
    {
        if (SharedCrop.Of(file) is not { } crop)
        {
            return TypedResults.NotFound();
        }

        if ((await store.OpenAsync(crop.Stored, cancel) ?? await MakeAsync(crop, cancel)) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = Assets.ForEver;
        context.Response.ContentLength = found.Bytes;
        return TypedResults.Stream(found.Content, "image/jpeg", lastModified: found.WrittenAt);
    }

    private async Task<StoredFile?> MakeAsync(SharedCrop crop, CancellationToken cancel)
    {
        var points = await db.MediaFiles.Where(f => f.Hash == crop.Hash && f.VariantWidth != null && !f.IsAnimated)
            .Join(db.BlogPictures, f => f.Id, p => p.FileId, (f, p) => new { p.FocalX, p.FocalY, Width = f.VariantWidth!.Value, Height = f.VariantHeight!.Value }).Distinct().ToListAsync(cancel);
        var stated = points.Find(p => SharedCrop.IsAt(crop, p.FocalX, p.FocalY));
        if (stated is null || await store.OpenAsync(PictureAddress.Variant(crop.Hash, stated.Width, "webp"), cancel) is not { } widest)
        {
            return null;
        }

        using var folder = uploads.Make();
        var source = Path.Combine(folder.Path, "widest.webp");
        await using (widest.Content)
        await using (var written = new FileStream(source, FileMode.CreateNew, FileAccess.Write))
        {
            await widest.Content.CopyToAsync(written, cancel);
        }

        var made = await converter.CropAsync(source, folder.Path, crop.Cut(stated.Width, stated.Height), crop.Size(stated.Width, stated.Height), cancel);
        if (made is null)
        {
            return null;
        }

        await using (var content = new FileStream(made, FileMode.Open, FileAccess.Read))
        {
            await store.WriteAsync(crop.Stored, content, cancel);
        }

        return await store.OpenAsync(crop.Stored, cancel);
    }
}
