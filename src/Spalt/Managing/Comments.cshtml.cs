using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>Who may comment on the network, how long, and what somebody approves first. A blog or a post may be stricter, not less strict.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class CommentsPage(SpaltDb db) : ManagingPage(db)
{
    public const string Path = "/-/network/comments";

    public override string Tab => "comments";

    public Network Mine { get; private set; } = null!;

    public override string Version => Mine.Version.ToString(CultureInfo.InvariantCulture);

    public Choice Rule => CommentChoice.Of<CommentRule>("rule", Shown("rule", Mine.CommentRule), ErrorOf("rule"));

    public Choice Who => CommentChoice.Of<Commenters>("commenters", Shown("commenters", Mine.Commenters), ErrorOf("commenters"));

    public Choice Approval => CommentChoice.Of<CommentApproval>("approval", Shown("approval", Mine.CommentApproval), ErrorOf("approval"));

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var terms = new CommentTerms(
            Chosen<CommentRule>("rule"), OptionalNumber("commentdays", 1, CommentTerms.MostDays), Chosen<Commenters>("commenters"), Chosen<CommentApproval>("approval"));
        if (terms is { Rule: CommentRule.ClosedAfter, Days: null })
        {
            Complain("commentdays", Texts.Say("Settings.Days.Bad", CommentTerms.MostDays));
        }

        var hours = OptionalNumber("watchhours", 1, Networks.Network.MostWatchHours);
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        Mine.AllowComments(terms);
        Mine.WatchEvery(hours);
        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private T Chosen<T>(string name)
        where T : struct, Enum
    {
        if (CommentChoice.Read<T>(Typed(name)) is { } chosen)
        {
            return chosen;
        }

        Complain(name, Texts.Say("Settings.BadChoice"));
        return default;
    }

    private string Shown<T>(string name, T saved)
        where T : struct, Enum => IsAgain ? Typed(name) : saved.ToString();

    private async Task LoadAsync(CancellationToken cancel) => Mine = await Db.Networks.SingleAsync(n => n.Id == Network.Id, cancel);
}
