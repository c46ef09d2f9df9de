using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Spalt.Jobs;
using Spalt.Pictures;
using Spalt.Store;

namespace Spalt.Writing;

/// <summary>Puts a replaced picture into what is being written; the old file goes if nothing else shows it, a revision among others.</summary>
internal sealed class ShowPictureInDrafts(SpaltDb db) : IJob
{
    public static string Kind => "show-picture-in-drafts";

    public static Job For(PictureReplaced news) => new(Kind, JsonSerializer.Serialize(news), news.At);

    public Task DoAsync(string payload, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var news = JsonSerializer.Deserialize<PictureReplaced>(payload)!;
            var files = await db.MediaFiles.Where(f => f.Id == news.OldFileId || f.Id == news.NewFileId).ToListAsync(cancel);
            if (files.Find(f => f.Id == news.OldFileId) is not { } old || files.Find(f => f.Id == news.NewFileId) is not { } now)
            {
                return;
            }

            var shown = await (
                from s in db.PostPictures
                where s.FileId == old.Id
                join p in db.Posts on s.PostId equals p.Id
                where p.BlogId == news.BlogId
                from d in db.Drafts.Where(d => d.PostId == p.Id).DefaultIfEmpty()
                select new { p.Id, p.NetworkId, p.BodyHtml, Draft = d }).ToListAsync(cancel);
            foreach (var place in shown)
            {
                place.Draft?.ShowInstead(old.Hash, now);
                await db.ShowPicturesAsync(place.NetworkId, place.Id, [place.BodyHtml, place.Draft?.Html ?? ""], place.Draft?.Text.Settings.Picture, cancel);
            }

            await db.SaveChangesAsync(cancel);
            await db.LetGoAsync(old, cancel);
        },
        cancel);
}
