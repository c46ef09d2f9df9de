using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Media;
using Spalt.Pictures;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>The blog's portrait or the picture above its name: one of its library, or a new one, which the library gets too.</summary>
[RequestSizeLimit(PictureUpload.Most)]
internal sealed class ChoosePicture(SpaltDb db, PictureIntake intake, TimeProvider clock) : BlogForm(db, clock)
{
    /// <summary><c>portrait</c> or <c>header</c>.</summary>
    public string Place { get; private set; } = "";

    public Picture? Chosen { get; private set; }

    public IReadOnlyList<Item> Items { get; private set; } = [];

    /// <summary>Id from which the next page goes on; null on the last.</summary>
    public long? Older { get; private set; }

    public PictureLimits Limits { get; private set; } = null!;

    public string Path => $"{Settings}/{Place}";

    public Task OnGetAsync(string place, string? before, CancellationToken cancel) => ShowAsync(place, before, cancel);

    public async Task<IActionResult> OnPostAsync(string place, CancellationToken cancel)
    {
        await ShowAsync(place, before: null, cancel);
        switch (Typed("do"))
        {
            case "none":
                Show(fileId: null);
                break;
            case "upload":
                if (await UploadedAsync(cancel) is not { } file)
                {
                    return Again();
                }

                Show(file.Id);
                break;
            default:
                var isId = long.TryParse(Typed("picture"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
                if (!isId || await Db.BlogPictures.In(Desk.BlogId).Where(p => p.Id == id).Select(p => (long?)p.FileId).SingleOrDefaultAsync(cancel) is not { } fileId)
                {
                    Complain("", Texts.Say("Settings.Picture.Gone"));
                    return Again();
                }

                Show(fileId);
                break;
        }

        return await TrySaveAsync(cancel) ? Onward(Typed("do") == "none" ? Settings + "?done=removed" : Settings + "?done=chosen") : Again(StatusOfFault);
    }

    private void Show(long? fileId)
    {
        if (Place == "portrait")
        {
            Blog.ShowPortrait(fileId);
        }
        else
        {
            Blog.ShowHeader(fileId);
        }
    }

    private async Task<MediaFile?> UploadedAsync(CancellationToken cancel)
    {
        if (Request.Form.Files is not [{ Length: > 0 } sent])
        {
            Complain("file", Texts.Say("Library.NoFile"));
            return null;
        }

        await using var content = sent.OpenReadStream();
        var (_, file, fault) = await intake.AddAsync(Desk, sent.FileName, content, cancel);
        if (file is null)
        {
            Complain("file", Limits.Say(fault));
        }

        return file;
    }

    private async Task ShowAsync(string place, string? before, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Place = place;
        Limits = await intake.LimitsAsync(Desk.BlogId, cancel);
        var chosen = place == "portrait" ? Blog.PortraitId : Blog.HeaderId;
        Chosen = await Db.MediaFiles.Where(f => f.Id == chosen)
            .Select(f => new Picture(f.Hash, f.Extension, f.Width, f.Height, f.VariantWidth, f.VariantHeight, f.IsAnimated)).SingleOrDefaultAsync(cancel);
        var isPage = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        var rows = await (
            from p in Db.BlogPictures.AsNoTracking().In(Desk.BlogId).Where(p => !isPage || p.Id < last).OrderByDescending(p => p.Id).Take(BlogPictureQueries.PageSize + 1)
            join f in Db.MediaFiles on p.FileId equals f.Id
            orderby p.Id descending
            select new Item(p.Id, p.Name, p.Alt, new Picture(f.Hash, f.Extension, f.Width, f.Height, f.VariantWidth, f.VariantHeight, f.IsAnimated), f.Id == chosen))
            .ToListAsync(cancel);
        Items = [.. rows.Take(BlogPictureQueries.PageSize)];
        Older = rows.Count > BlogPictureQueries.PageSize ? Items[^1].Id : null;
    }

    internal sealed record Item(long Id, string Name, string Alt, Picture Picture, bool IsChosen);
}
