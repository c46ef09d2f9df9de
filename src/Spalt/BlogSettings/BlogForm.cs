using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Members;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.BlogSettings;

/// <summary>A page where a blog is managed, by its owner and the network's editors.</summary>
[Authorize(Policy = Policies.ManageBlog)]
internal abstract class BlogForm(SpaltDb db, TimeProvider clock) : FormPage
{
    /// <summary>What a redirect to one of these pages may say was done.</summary>
    private static readonly string[] Sayable =
        ["saved", "chosen", "removed", "invited", "withdrawn", "sent", "role", "left", "opened", "rests", "closed", "archived", "page", "pageGone"];

    public Desk Desk => HttpContext.Desk();

    public Blog Blog { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Path of the blog's settings.</summary>
    public string Settings => $"/-/write/{Desk.BlogSlug}/settings";

    public string? Said => Array.Find(Sayable, s => s == Request.Query["done"]) is { } done && HttpMethods.IsGet(Request.Method) ? Texts.Say("Settings.Done." + done) : null;

    /// <summary>For the hidden field by which a form says what it is a change of.</summary>
    public virtual string Version => Blog.Version.ToString(CultureInfo.InvariantCulture);

    protected SpaltDb Db { get; } = db;

    /// <summary>What the field shows: what was typed, or else what is known.</summary>
    public string Shown(string name, string? known) => HttpMethods.IsPost(Request.Method) ? Typed(name) : known ?? "";

    protected async Task LoadAsync(CancellationToken cancel) => Blog = await Db.Blogs.SingleAsync(b => b.Id == Desk.BlogId, cancel);

    /// <summary>Complains where somebody changed the blog since the form was fetched: nothing of theirs is overwritten unseen.</summary>
    protected void CheckVersion()
    {
        if (Typed("version") != Version)
        {
            Complain("", Texts.Say("Settings.Stale"));
        }
    }

    /// <summary>409 where somebody changed it since, otherwise 422.</summary>
    protected int StatusOfFault => Complaint is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;

    /// <summary>False, with a complaint, where somebody changed the same in the same moment.</summary>
    protected async Task<bool> TrySaveAsync(CancellationToken cancel)
    {
        try
        {
            await Db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            Db.ChangeTracker.Clear();
            await LoadAsync(cancel);
            Complain("", Texts.Say("Settings.Stale"));
            return false;
        }
    }
}
