using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Blogs;
using Spalt.Language;
using Spalt.Posts;
using Spalt.Store;

namespace Spalt.BlogSettings;

/// <summary>A blog is opened, rests, is closed or put into the archive.</summary>
internal sealed class State(SpaltDb db, TimeProvider clock) : BlogForm(db, clock)
{
    /// <summary>Posts that would go out by themselves, and will not while the blog is not open.</summary>
    public int Planned { get; private set; }

    public string Chosen => Shown("state", Blog.State.ToString());

    public string Path => Settings + "/state";

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        CheckVersion();
        if (!Enum.TryParse<BlogState>(Typed("state"), out var state) || !Enum.IsDefined(state))
        {
            Complain("state", Texts.Say("Settings.BadChoice"));
        }

        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        Blog.Become(state, Now);
        return await TrySaveAsync(cancel)
            ? Onward($"{Path}?done={state switch { BlogState.Open => "opened", BlogState.Resting => "rests", BlogState.Closed => "closed", _ => "archived" }}")
            : Again(StatusOfFault);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Planned = await Db.Posts.In(Blog.Id).CountAsync(p => p.State == PostState.Scheduled, cancel);
    }
}
