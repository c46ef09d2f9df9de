using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Media;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Pictures;

/// <summary>One picture: what is said of it, where it is shown, another in its place, away with it. Changed by who brought it and who manages the blog.</summary>
[Authorize(Policy = Policies.Write)]
[RequestSizeLimit(PictureUpload.Most)]
internal sealed class OnePicture(SpaltDb db, PictureIntake intake, TimeProvider clock) : FormPage
{
    private const int MostShown = 50;

    public Desk Desk { get; private set; } = null!;

    public BlogPicture Picture { get; private set; } = null!;

    public MediaFile Media { get; private set; } = null!;

    public IReadOnlyList<Place> Places { get; private set; } = [];

    /// <summary>Whether the blog itself shows it: as portrait, above its name, or in what it says of itself.</summary>
    public bool IsOnBlog { get; private set; }

    /// <summary>Titles and paths of the blog's pages that show it.</summary>
    public IReadOnlyList<(string Title, string Address)> Pages { get; private set; } = [];

    /// <summary>What a blog that is closed or in the archive shows stays as it was.</summary>
    public bool MayChange => Desk.MayEdit(Picture.AddedById) && Desk.BlogState.MayWrite;

    public bool IsInUse => Places.Count > 0 || Pages.Count > 0 || IsOnBlog;

    public string Library => $"/-/write/{Desk.BlogSlug}/pictures";

    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Library}/{Picture.Id}");

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel) =>
        !await FindAsync(id, cancel) || !MayChange ? NotFound()
        : Typed("do") switch
        {
            "save" => await SaveAsync(cancel),
            "replace" => await ReplaceAsync(cancel),
            "delete" => await DeleteAsync(cancel),
            _ => BadRequest(),
        };

    /// <summary>What the field shows: what was typed, or else what is known.</summary>
    public string Shown(string name, string known) => HttpMethods.IsPost(Request.Method) && Typed("do") == "save" ? Typed(name) : known;

    public bool IsDecorative => HttpMethods.IsPost(Request.Method) && Typed("do") == "save" ? Typed("decorative") == "yes" : Picture.IsDecorative;

    private async Task<bool> FindAsync(long id, CancellationToken cancel)
    {
        Desk = HttpContext.Desk();
        if (await db.BlogPictures.In(Desk.BlogId).SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } picture)
        {
            return false;
        }

        Picture = picture;
        Media = await db.MediaFiles.SingleAsync(f => f.Id == picture.FileId, cancel);
        IsOnBlog = await db.Blogs.AnyAsync(b => b.Id == Desk.BlogId && (b.PortraitId == Media.Id || b.HeaderId == Media.Id || b.AboutHtml!.Contains(Media.Hash)), cancel);
        var pages = await db.BlogPages.Where(p => p.BlogId == Desk.BlogId && p.BodyHtml.Contains(Media.Hash)).Select(p => new { p.Title, p.Slug }).ToListAsync(cancel);
        Pages = pages.ConvertAll(p => (p.Title, $"/{Desk.BlogSlug}/{p.Slug}/"));
        var posts = await db.Showing(Desk.BlogId, Media.Id, Media.Hash).AsNoTracking().OrderByDescending(p => p.Id).Take(MostShown)
            .Select(p => new { p.Id, p.Title, p.Slug, p.State, p.PublishedAt, p.PublishedPrecision, p.AuthorId }).ToListAsync(cancel);
        Places = posts.ConvertAll(p => new Place(
            p.Title, p.State is PostState.Published ? PostAddress.Path(Network, Desk.BlogSlug, p.Slug, p.PublishedAt!.Value, p.PublishedPrecision) : null, p.State));
        return true;
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        var words = new PictureWords(
            Line("alt", BlogPicture.LongestAlt), Typed("decorative") == "yes", Line("caption", BlogPicture.LongestCaption), Line("credit", BlogPicture.LongestCredit),
            Percent("focal-x"), Percent("focal-y"));
        if (words is { IsDecorative: true, Alt.Length: > 0 })
        {
            Complain("alt", Texts.Say("Library.AltOrDecorative"));
        }

        if (!IsFine)
        {
            return Again();
        }

        Picture.Describe(words, Desk.NetworkId);
        await db.SaveChangesAsync(cancel);
        return Onward(Path);
    }

    private async Task<IActionResult> ReplaceAsync(CancellationToken cancel)
    {
        if (Request.Form.Files is not [{ Length: > 0 } chosen])
        {
            Complain("file", Texts.Say("Library.NoFile"));
            return Again();
        }

        if (await IsForReadersAsync(cancel))
        {
            Complain("file", Texts.Say("Library.IsPublic"));
            return Again(StatusCodes.Status403Forbidden);
        }

        await using var content = chosen.OpenReadStream();
        var (file, _, fault) = await intake.TakeAsync(Desk, content, cancel);
        if (file is null)
        {
            Complain("file", (await intake.LimitsAsync(Desk.BlogId, cancel)).Say(fault));
            return Again(PictureUpload.StatusOf(fault));
        }

        if (file.Id == Media.Id)
        {
            return Onward(Path);
        }

        if (await db.BlogPictures.In(Desk.BlogId).AnyAsync(p => p.FileId == file.Id, cancel))
        {
            Complain("file", Texts.Say("Library.HasIt"));
            return Again(StatusCodes.Status409Conflict);
        }

        return await PutInPlaceAsync(file, PictureNames.Clean(chosen.FileName), cancel);
    }

    private async Task<IActionResult> PutInPlaceAsync(MediaFile file, string name, CancellationToken cancel)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            try
            {
                await db.InTransactionAsync(() => ShowInsteadAsync(file, name, cancel), cancel);
                return Onward(Path);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody published or saved in the same moment: what they wrote is not lost, and gets the picture too.
                db.ChangeTracker.Clear();
                if (!await FindAsync(Picture.Id, cancel))
                {
                    break;
                }
            }
        }

        await db.LetGoAsync(file, cancel);
        Complain("file", Texts.Say("Library.Forestalled"));
        return Again(StatusCodes.Status409Conflict);
    }

    private async Task ShowInsteadAsync(MediaFile file, string name, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var post in await db.Showing(Desk.BlogId, Media.Id, Media.Hash).ToListAsync(cancel))
        {
            post.ShowInstead((Media.Id, Media.Hash), file, now);
            if (!await db.PostPictures.AnyAsync(s => s.PostId == post.Id && s.FileId == file.Id, cancel))
            {
                db.Add(new PostPicture(post.Id, file.Id));
            }
        }

        (await db.Blogs.SingleAsync(b => b.Id == Desk.BlogId, cancel)).ShowInstead((Media.Id, Media.Hash), file);
        foreach (var page in await db.BlogPages.Where(p => p.BlogId == Desk.BlogId && p.BodyHtml.Contains(Media.Hash)).ToListAsync(cancel))
        {
            page.ShowInstead(Media.Hash, file, now);
        }

        // What is being written follows by the news, and only then the old file may go.
        Picture.Replace(file, name, now);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Whether readers see it, or will, in something that the person may not publish: they would publish another picture there, and nobody
    /// would look at it first.
    /// </summary>
    private async Task<bool> IsForReadersAsync(CancellationToken cancel)
    {
        if (Desk.MayManage)
        {
            return false;
        }

        var publishes = Desk.MayPublish(Desk.AccountId) && !await db.Blogs.AnyAsync(b => b.Id == Desk.BlogId && b.RequiresReview, cancel);
        return IsOnBlog || Pages.Count > 0 || await db.Showing(Desk.BlogId, Media.Id, Media.Hash).AnyAsync(
            p => (p.State == PostState.Published || p.State == PostState.Scheduled) && (!publishes || p.AuthorId != Desk.AccountId), cancel);
    }

    private async Task<IActionResult> DeleteAsync(CancellationToken cancel)
    {
        if (IsInUse)
        {
            Complain("delete", Texts.Say("Library.InUse"));
            return Again(StatusCodes.Status409Conflict);
        }

        await db.InTransactionAsync(
            async () =>
            {
                db.Remove(Picture);
                await db.SaveChangesAsync(cancel);
                await db.LetGoAsync(Media, cancel);
            },
            cancel);
        return Onward(Library);
    }

    private string Line(string name, int longest)
    {
        var text = string.Join(' ', Typed(name).Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > longest)
        {
            Complain(name, Texts.Say("Form.TooLong", longest));
        }
        else if (text.Any(char.IsControl))
        {
            Complain(name, Texts.Say("Form.OneLine"));
        }

        return text;
    }

    private int Percent(string name)
    {
        if (int.TryParse(Typed(name), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100)
        {
            return percent;
        }

        Complain(name, Texts.Say("Library.Percent"));
        return 50;
    }

    /// <param name="Address">Null for a post that is not public.</param>
    internal sealed record Place(string Title, string? Address, PostState State);
}
