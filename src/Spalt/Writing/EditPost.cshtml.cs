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
internal sealed partial class EditPost(SpaltDb db, DraftKeeper keeper, Publishing publishing, TimeProvider clock) : PageModel
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

    /// <summary>Who wrote it, where that is another than who looks at it.</summary>
    public string? Author { get; private set; }

    public string? AskedBy { get; private set; }

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
            return Open.IsBinned ? await BinnedAsync(form, doing, cancel) : See("restored");
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
        catch (DbUpdateException error) when (db.Database.IsForestalled(error))
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
            // Perhaps what goes out is looked at first since the page was fetched.
            Errors.Add("body", "MayNotPublish");
            return await ShowAsync(StatusCodes.Status403Forbidden, cancel);
        }

        if (doing is "publish" or "schedule" && Post.TakenDownAt is not null)
        {
            Errors.Add("body", "TakenDown");
            return await ShowAsync(StatusCodes.Status409Conflict, cancel);
        }

        var text = form.ToText(Open.Draft.Text.Settings, Network, Now, Errors);
        if (Errors.Of("slug") is null && text.Settings.Slug is { } slug && slug != Post.Slug && !await db.IsFreeAsync(Desk.BlogId, slug, Post.Id, cancel))
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

        var was = Post.State;
        var correction = was is PostState.Published && form.Change == "correction" ? Formats.TextLine.Of(form.Correction) : null;
        var isDone = doing switch
        {
            "publish" => await publishing.PublishAsync(Open, Network, Desk.AccountId, correction, cancel),
            "schedule" => await publishing.ScheduleAsync(Open, Network, Desk.AccountId, planned!.Value, cancel),
            "review" => await publishing.AskAsync(Open, Desk.AccountId, cancel),
            _ => true,
        };
        if (!isDone)
        {
            Errors.Add("pictures", "NoAlt");
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancel);
        }

        return See(doing switch { "publish" => was is PostState.Published ? "revised" : "published", "schedule" => "scheduled", "review" => "asked", _ => "saved" });
    }

    /// <summary>Nothing is saved of a post in the bin; what was typed of it stays in the page, for whoever wants to keep it.</summary>
    private async Task<IActionResult> BinnedAsync(IFormCollection form, string doing, CancellationToken cancel)
    {
        if (doing is not ("save" or "publish" or "schedule" or "review"))
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        Form = WritingForm.Read(form);
        Errors.Add("body", "Binned");
        return await ShowAsync(StatusCodes.Status410Gone, cancel);
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

    private async Task<IActionResult> ClashAsync(DraftText mine, CancellationToken cancel)
    {
        var theirs = Open.Draft;
        var name = await db.Accounts.Where(a => a.Id == theirs.SavedById).Select(a => a.Name).SingleAsync(cancel);
        Clash = new Conflict(name, theirs.SavedAt, WordDiff.Between(theirs.Text.Plain, mine.Plain), mine.Html);
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
        TagNames = await db.Tags.Where(t => t.BlogId == Desk.BlogId).OrderByDescending(t => t.PostCount).ThenBy(t => t.Name).Select(t => t.Name).Take(MostSuggestions).ToListAsync(cancel);
        CategoryNames = await db.Categories.Where(c => c.BlogId == Desk.BlogId).OrderBy(c => c.Name).Select(c => c.Name).Take(MostSuggestions).ToListAsync(cancel);
        Link = await db.PreviewLinks.AsNoTracking().SingleOrDefaultAsync(l => l.PostId == Post.Id && l.ExpiresAt > Now, cancel);
        Elsewhere = await BlogsToMoveToAsync(cancel);
        Notes = await db.OpenNotesAsync(Open.Draft, cancel);
        Pictures = await db.ChoosableAsync(Desk.BlogId, Form.Picture, cancel);
        NoteBy = await NameAsync(Open.Draft.NoteById, cancel);
        AskedBy = await NameAsync(Open.Draft.AskedById, cancel);
        Author = Post.AuthorId == Desk.AccountId ? null : await NameAsync(Post.AuthorId, cancel);
        new PageHead(Form.Title.Length > 0 ? Form.Title : Texts.Say("Write.Untitled")).On(ViewData);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<string?> NameAsync(long? account, CancellationToken cancel) =>
        account is null ? null : await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).SingleAsync(cancel);

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

    /// <param name="Html">What was sent: the editor opens with it.</param>
    internal sealed record Conflict(string By, DateTimeOffset At, IReadOnlyList<DiffPart> Parts, string Html);
}
