using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Formats.Html;
using Spalt.Formats.Text;
using Spalt.Language;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;

namespace Spalt.Writing;

/// <summary>Where a post is written. Complete without script; the editor takes over the field of the text and saves by itself.</summary>
[Authorize(Policy = Policies.Write)]
[RequestSizeLimit(3 * WritingForm.LongestHtml)]
[RequestFormLimits(ValueLengthLimit = 3 * WritingForm.LongestHtml)]
internal sealed class EditPost(SpaltDb db, DraftKeeper keeper, Publishing publishing, TimeProvider clock) : PageModel
{
    private const int MostSuggestions = 200;

    /// <summary>What a redirect to the page may say was done.</summary>
    private static readonly string[] Sayable = ["saved", "published", "revised", "scheduled", "withdrawn", "asked", "returned", "restored", "moved", "linked", "unlinked", "began", "forestalled", "noted", "resolved"];

    public NetworkFace Network => HttpContext.Network();

    public Desk Desk => HttpContext.Desk();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public OpenDraft Open { get; private set; } = null!;

    public Post Post => Open.Post;

    public WritingForm Form { get; private set; } = null!;

    public FieldErrors Errors { get; } = new();

    /// <summary>Set where somebody saved since the form was fetched: who, and what the words differ in.</summary>
    public Conflict? Clash { get; private set; }

    public DeskRights Rights { get; private set; } = null!;

    /// <summary>The pictures that the page asks about, where it does.</summary>
    public IReadOnlyList<WordlessPicture> Wordless { get; private set; } = [];

    public string? Said { get; private set; }

    public IReadOnlyList<string> TagNames { get; private set; } = [];

    public IReadOnlyList<string> CategoryNames { get; private set; } = [];

    public PreviewLink? Link { get; private set; }

    /// <summary>Notes in the margin that nobody has put right yet.</summary>
    public IReadOnlyList<ShownNote> Notes { get; private set; } = [];

    /// <summary>What was typed of a note that could not be taken.</summary>
    public (string Quote, string Text) Remark { get; private set; } = ("", "");

    /// <summary>The library's newest, and the one that is chosen: hash and name.</summary>
    public IReadOnlyList<(string Hash, string Name)> Pictures { get; private set; } = [];

    public IReadOnlyList<(long Id, string Title)> Elsewhere { get; private set; } = [];

    public string? NoteBy { get; private set; }

    public string Path => string.Create(CultureInfo.InvariantCulture, $"/-/write/{Desk.BlogSlug}/{Post.Id}");

    public string PublicPath => Network.Path(Desk.BlogSlug, Post.Slug, Post.PublishedAt, Post.PublishedPrecision);

    public async Task<IActionResult> OnGetAsync(long id, string? done, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        Form = WritingForm.Of(Open, Network, Now);
        Said = Array.IndexOf(Sayable, done) >= 0 ? Texts.Say("Write.Done." + done) : null;
        return await ShowAsync(StatusCodes.Status200OK, cancel);
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        var form = await Request.ReadFormAsync(cancel);
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        var doing = form["do"].ToString();
        if (Open.IsBinned != (doing == "restore"))
        {
            // Somebody put it into the bin, or took it out, since the page was fetched.
            return Open.IsBinned ? StatusCode(StatusCodes.Status410Gone) : See("restored");
        }

        if (!Desk.BlogState.MayWrite && doing is not ("save" or "publish" or "schedule" or "review"))
        {
            // The page says why.
            return SeeOther(Path);
        }

        try
        {
            return doing switch
            {
                "save" or "publish" or "schedule" or "review" => await WriteAsync(WritingForm.Read(form), doing, cancel),
                "withdraw" or "bin" or "restore" or "move" or "return" or "link" or "unlink" or "remark" or "resolve" => await HandleAsync(doing, form, cancel),
                _ => BadRequest(),
            };
        }
        catch (DbUpdateException error) when (!db.Database.IsAway(error))
        {
            // Somebody did something to the post in the same moment. The text was saved before; what is to be done is theirs to look at.
            return See("forestalled");
        }
    }

    /// <summary>Whoever waited for an answer gets the page with what they typed, whatever is wrong with it.</summary>
    private async Task<IActionResult> WriteAsync(WritingForm form, string doing, CancellationToken cancel)
    {
        Form = form;
        if (!Desk.BlogState.MayWrite || (Rights.IsShut && doing != "save"))
        {
            Errors.Add("body", Desk.BlogState.ToString());
            return await ShowAsync(StatusCodes.Status409Conflict, cancel);
        }

        if (doing is "publish" or "schedule" && !Rights.MayPublish)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var text = form.ToText(Open.Draft.Text.Settings, Network, Now, Errors);
        if (text.Settings.Slug is { } slug && slug != Post.Slug && !await db.IsFreeAsync(Desk.BlogId, slug, Post.Id, cancel))
        {
            Errors.Add("slug", "SlugIsTaken");
        }

        var planned = await CheckAsync(text, doing, cancel);
        if (Errors.Any)
        {
            Wordless = await db.WordlessAsync(Desk.BlogId, Form.Alts.Count > 0 || doing != "save" ? text.Html : "", Form.Alts, cancel);
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        (var outcome, Open) = await keeper.SaveAsync(Open, form.Version, text, Desk.AccountId, "", cancel);
        if (outcome is SaveOutcome.Conflict)
        {
            return await ClashAsync(text, cancel);
        }

        switch (doing)
        {
            case "publish":
                var was = Post.State;
                if (Open.Draft.AskedAt is not null)
                {
                    db.Tell(new Reviewed(ReviewStep.Approved, Post.Id, Open.Draft.Version, Desk.AccountId, Open.Draft.AskedById, Now));
                }

                await publishing.PublishAsync(Open, Network, was is PostState.Published && form.Change == "correction" ? Formats.TextLine.Of(form.Correction) : null, cancel);
                return See(was is PostState.Published ? "revised" : "published");
            case "schedule":
                await publishing.ScheduleAsync(Open, Network, planned!.Value, cancel);
                return See("scheduled");
            case "review":
                await publishing.AskAsync(Open, Desk.AccountId, cancel);
                return See("asked");
            default:
                return See("saved");
        }
    }

    /// <summary>What a text needs before it goes anywhere.</summary>
    private async Task<DateTimeOffset?> CheckAsync(DraftText text, string doing, CancellationToken cancel)
    {
        DateTimeOffset? at = null;
        if (doing != "save" && text.Title.Length == 0)
        {
            Errors.Add("title", "NoTitle");
        }

        if (doing != "save" && HtmlText.Plain(text.Html).Length == 0 && !text.Html.Contains("<img", StringComparison.Ordinal))
        {
            Errors.Add("body", "NoBody");
        }

        if (doing != "save" && PictureTexts.LacksWords(text.Html))
        {
            Errors.Add("pictures", "NoAlt");
        }

        if (doing != "save" && text.Settings.Picture is { } hash && !await db.IsDescribedAsync(Desk.BlogId, hash, text.Html, cancel))
        {
            Errors.Add("sharing", "SharingLacksAlt");
        }

        if (doing == "schedule")
        {
            var planned = PlannedTime.Read(Form.Date, Form.Time, Network, Now);
            at = planned.At;
            if (planned.Error is { } error)
            {
                Errors.Add("date", error);
            }
            else if (Post.State is PostState.Published)
            {
                Errors.Add("date", "IsPublic");
            }
        }

        if (doing == "publish" && Post.State is PostState.Published)
        {
            var correction = Formats.TextLine.Of(Form.Correction);
            if (Form.Change is not ("small" or "correction"))
            {
                Errors.Add("change", "NoChange");
            }
            else if (Form.Change == "correction" && correction.Length is 0 or > WritingForm.LongestCorrection)
            {
                Errors.Add("correction", correction.Length == 0 ? "NoCorrection" : "TooLong", WritingForm.LongestCorrection);
            }
        }

        return at;
    }

    private async Task<IActionResult> HandleAsync(string doing, IFormCollection form, CancellationToken cancel)
    {
        var isOut = Post.State is PostState.Published or PostState.Scheduled;
        var may = doing switch
        {
            "withdraw" => Rights.MayPublish,
            "return" or "remark" => Rights.MayReview,
            "link" or "unlink" or "resolve" => true,
            _ => !isOut || Rights.MayPublish,
        };
        if (!may)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        switch (doing)
        {
            case "withdraw":
                Post.Withdraw(Now);
                break;
            case "bin":
                Post.Bin(Now);
                await db.SaveChangesAsync(cancel);
                return SeeOther($"/-/write/{Desk.BlogSlug}?show=bin");
            case "restore":
                Post.Restore(Now);
                break;
            case "move":
                return await MoveAsync(form["to"].ToString(), cancel);
            case "remark":
                return await RemarkAsync(form, cancel);
            case "resolve":
                (await db.NamedNoteAsync(form, Post.Id, cancel))?.Resolve(Now);
                break;
            case "return":
                return await ReturnAsync(Formats.TextLine.Of(form["note"].ToString()), cancel);
            default:
                await LinkAsync(doing == "link", cancel);
                break;
        }

        await db.SaveChangesAsync(cancel);
        return See(doing switch { "withdraw" => "withdrawn", "restore" => "restored", "link" => "linked", "resolve" => "resolved", _ => "unlinked" });
    }

    private async Task<IActionResult> MoveAsync(string to, CancellationToken cancel)
    {
        var targets = await BlogsToMoveToAsync(cancel);
        if (!long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || targets.All(t => t.Id != id))
        {
            Form = WritingForm.Of(Open, Network, Now);
            Errors.Add("to", "NoBlog");
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        var blog = await db.Blogs.SingleAsync(b => b.Id == id, cancel);
        await publishing.MoveAsync(Open, blog, Network, cancel);
        return SeeOther(string.Create(CultureInfo.InvariantCulture, $"/-/write/{blog.Slug}/{Post.Id}?done=moved"));
    }

    private async Task<IActionResult> ReturnAsync(string note, CancellationToken cancel)
    {
        if (note.Length is 0 or > WritingForm.LongestCorrection)
        {
            Form = WritingForm.Of(Open, Network, Now);
            Errors.Add("note", note.Length == 0 ? "NoNote" : "TooLong", WritingForm.LongestCorrection);
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        if (Open.Draft.SendBack(note, Desk.AccountId))
        {
            db.Tell(new Reviewed(ReviewStep.Returned, Post.Id, Open.Draft.Version, Desk.AccountId, Open.Draft.AskedById, Now));
        }

        await db.SaveChangesAsync(cancel);
        return See("returned");
    }

    private async Task<IActionResult> RemarkAsync(IFormCollection form, CancellationToken cancel)
    {
        if (await db.TakeNoteAsync(form, Open.Draft, Desk.AccountId, Now, Errors, cancel) is not { } note)
        {
            Form = WritingForm.Of(Open, Network, Now);
            Remark = (form["quote"].ToString(), form["remark"].ToString());
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        keeper.Keep(Open);
        db.Add(note);
        await db.SaveChangesAsync(cancel);
        return See("noted");
    }

    private async Task LinkAsync(bool isWanted, CancellationToken cancel)
    {
        keeper.Keep(Open);
        await db.PreviewLinks.Where(l => l.PostId == Post.Id).ExecuteDeleteAsync(cancel);
        if (isWanted)
        {
            db.Add(new PreviewLink(Post.Id, Desk.AccountId, Now));
        }
    }

    private async Task<IActionResult> ClashAsync(DraftText mine, CancellationToken cancel)
    {
        var theirs = Open.Draft;
        var name = await db.Accounts.Where(a => a.Id == theirs.SavedById).Select(a => a.Name).SingleAsync(cancel);
        Clash = new Conflict(name, theirs.SavedAt, WordDiff.Between(Revisions.PlainOf(theirs.Text), Revisions.PlainOf(mine)));
        Form = Form with { Version = theirs.Version };
        return await ShowAsync(StatusCodes.Status409Conflict, cancel);
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        if (await keeper.OpenAsync(Desk, id, cancel) is not { } open)
        {
            return false;
        }

        Open = open;
        Rights = DeskRights.Of(Desk, open.Post, await db.Blogs.Where(b => b.Id == Desk.BlogId).Select(b => b.RequiresReview).SingleAsync(cancel));
        return true;
    }

    /// <summary>The page, with all that its fields suggest.</summary>
    private async Task<PageResult> ShowAsync(int status, CancellationToken cancel)
    {
        var tags = db.Tags.Join(db.Blogs.OnNetwork(Network.Id), t => t.BlogId, b => b.Id, (t, _) => t);
        TagNames = await tags.GroupBy(t => t.Name).OrderByDescending(g => g.Sum(t => t.PostCount)).Select(g => g.Key).Take(MostSuggestions).ToListAsync(cancel);
        CategoryNames = await db.Categories.Where(c => c.BlogId == Desk.BlogId).OrderBy(c => c.Name).Select(c => c.Name).Take(MostSuggestions).ToListAsync(cancel);
        Link = await db.PreviewLinks.AsNoTracking().SingleOrDefaultAsync(l => l.PostId == Post.Id && l.ExpiresAt > Now, cancel);
        Elsewhere = await BlogsToMoveToAsync(cancel);
        Notes = await db.OpenNotesAsync(Open.Draft, cancel);
        Pictures = await db.ChoosableAsync(Desk.BlogId, Form.Picture, cancel);
        NoteBy = Open.Draft.NoteById is { } by ? await db.Accounts.Where(a => a.Id == by).Select(a => a.Name).SingleAsync(cancel) : null;
        new PageHead(Form.Title.Length > 0 ? Form.Title : Texts.Say("Write.Untitled")).On(ViewData);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Blogs that the person may write in, and publish in where the post is public.</summary>
    private async Task<List<(long Id, string Title)>> BlogsToMoveToAsync(CancellationToken cancel)
    {
        var isOut = Post.State is PostState.Published or PostState.Scheduled;
        var blogs = db.Blogs.OnNetwork(Network.Id).Where(b => b.Id != Desk.BlogId && b.MergedIntoId == null && (b.State == BlogState.Open || (!isOut && b.State == BlogState.Resting)));
        if (!Desk.IsEditor)
        {
            blogs = blogs.Where(b => db.BlogMembers.Any(m => m.BlogId == b.Id && m.AccountId == Desk.AccountId
                && (!isOut || m.Role == BlogRole.Owner || (m.Role == BlogRole.Author && !b.RequiresReview))));
        }

        var found = await blogs.OrderBy(b => b.Title).Select(b => new { b.Id, b.Title }).Take(MostSuggestions).ToListAsync(cancel);
        return found.ConvertAll(b => (b.Id, b.Title));
    }

    private SeeOtherResult See(string done) => SeeOther($"{Path}?done={done}");

    private static SeeOtherResult SeeOther(string path) => new(path);

    internal sealed record Conflict(string By, DateTimeOffset At, IReadOnlyList<DiffPart> Parts);
}
