using Microsoft.AspNetCore.Authorization;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Members;
using Spalt.Moderation.Replies;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Cases;

/// <summary>Notices, requests to reply and appeals that wait for somebody, who has waited longest first.</summary>
[Authorize(Policy = Policies.Moderate)]
internal sealed class OpenPage(SpaltDb db, TimeProvider clock) : FormPage
{
    public const string Path = "/-/moderation/cases";

    public IReadOnlyList<OpenCase> Notices { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Whoever wants to reply to a post.</summary>
    public IReadOnlyList<AskedReply> Replies { get; private set; } = [];

    public IReadOnlyList<OpenCase> Appeals { get; private set; } = [];

    /// <summary>Sees what is kept sealed.</summary>
    public bool IsPublisher => HttpContext.Person().IsPublisher;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        new PageHead(Texts.Say("Cases.Title")).On(ViewData);
        ViewData["Styles"] = "work.css";
        var network = HttpContext.Person().NetworkId;
        (Notices, Appeals) = (await db.OpenNoticesAsync(network, cancel), await db.OpenAppealsAsync(network, cancel));
        Replies = await db.OpenRepliesAsync(network, cancel);
    }
}
