using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Accounts;
using Spalt.Media;
using Spalt.Members;
using Spalt.Store;

namespace Spalt.Pictures;

/// <summary>A blog's pictures, newest first, a page at a time from one picture's id on.</summary>
[Authorize(Policy = Policies.Write)]
internal sealed class Library(SpaltDb db, IOptions<MediaOptions> options) : PageModel
{
    private const int LongestSearch = 100;

    public Desk Desk { get; private set; } = null!;

    public string? Words { get; private set; }

    public bool OnlyWithoutAlt { get; private set; }

    public IReadOnlyList<Item> Items { get; private set; } = [];

    /// <summary>Id from which the next page goes on; null on the last.</summary>
    public long? Older { get; private set; }

    public int WithoutAlt { get; private set; }

    public long UsedMegabytes { get; private set; }

    public PictureLimits Limits { get; private set; } = null!;

    public string Path => $"/-/write/{Desk.BlogSlug}/pictures";

    public async Task OnGetAsync(string? q, string? alt, string? before, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        Desk = HttpContext.Desk();
        Words = Formats.TextLine.Cut(q ?? "", LongestSearch) is { Length: > 0 } words ? words : null;
        OnlyWithoutAlt = alt == "missing";
        var found = db.BlogPictures.AsNoTracking().In(Desk.BlogId).With(Words);
        found = OnlyWithoutAlt ? found.WithoutAlt() : found;
        if (long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            found = found.Where(p => p.Id < last);
        }

        var rows = await (
            from p in found.OrderByDescending(p => p.Id).Take(BlogPictureQueries.PageSize + 1)
            join f in db.MediaFiles on p.FileId equals f.Id
            orderby p.Id descending
            select new Item(
                p.Id, p.Name, p.Alt, p.IsDecorative, p.Credit,
                new Picture(f.Hash, f.Extension, f.Width, f.Height, f.VariantWidth, f.VariantHeight, f.IsAnimated), p.FocalX, p.FocalY)).ToListAsync(cancel);
        Items = rows.Take(BlogPictureQueries.PageSize).ToList();
        Older = rows.Count > BlogPictureQueries.PageSize ? Items[^1].Id : null;
        WithoutAlt = await db.BlogPictures.In(Desk.BlogId).WithoutAlt().CountAsync(cancel);
        Limits = await PictureLimits.OfAsync(db, options.Value, Desk.BlogId, cancel);
        UsedMegabytes = (await db.BlogPictures.UsedAsync(db, Desk.BlogId, cancel) + (1024 * 1024) - 1) / (1024 * 1024);
    }

    /// <summary>The same list with another beginning.</summary>
    public string Query(long? before, bool? withoutAlt = null)
    {
        List<string> parts = [];
        if (Words is not null)
        {
            parts.Add("q=" + Uri.EscapeDataString(Words));
        }

        if (withoutAlt ?? OnlyWithoutAlt)
        {
            parts.Add("alt=missing");
        }

        if (before is { } id)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"before={id}"));
        }

        return Path + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }

    internal sealed record Item(long Id, string Name, string Alt, bool IsDecorative, string Credit, Picture Picture, int FocalX, int FocalY)
    {
        public bool LacksAlt => Alt.Length == 0 && !IsDecorative;
    }
}
