using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Formats.Html.Markdown;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>Sets the rules of the network anew. What they were before stays, with who set them and when.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class RulesPage(SpaltDb db, TimeProvider clock) : ManagingPage(db)
{
    public const string Path = "/-/network/rules";
    private const int Longest = 50_000;

    public override string Tab => "rules";

    public override string Version => (Versions.Count == 0 ? 0 : Versions[0].Version).ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<(int Version, string By, DateTimeOffset At)> Versions { get; private set; } = [];

    private string _saved = "";

    public Area Text => new(
        new Field("text", Texts.Say("Manage.Field.rules"))
        {
            Value = IsAgain ? Typed("text") : _saved,
            Longest = Longest,
            Error = ErrorOf("text"),
            Hint = Texts.Say("Manage.Hint.rules"),
            IsRequired = false,
        },
        20);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var all = await Db.NetworkRules.AsNoTracking().Where(r => r.NetworkId == Network.Id).OrderByDescending(r => r.Version)
            .Select(r => new { r.Version, r.ByName, r.At }).ToListAsync(cancel);
        Versions = [.. all.Select(r => (r.Version, r.ByName, r.At))];
        _saved = await Db.NetworkRules.Where(r => r.NetworkId == Network.Id).OrderByDescending(r => r.Version).Select(r => r.Markdown).FirstOrDefaultAsync(cancel) ?? "";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        var text = Typed("text").ReplaceLineEndings("\n");
        var html = MarkdownText.ToHtml(text);
        if (html.Length == 0)
        {
            Complain("text", Texts.Say("Form.Missing"));
        }
        else if (text.Length > Longest)
        {
            Complain("text", Texts.Say("Form.TooLong", Longest));
        }

        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        if (text != _saved)
        {
            Db.Add(NetworkRules.Set(Network.Id, Versions.Count == 0 ? 1 : Versions[0].Version + 1, (text, html), (Person.AccountId, Person.AccountName), clock.GetUtcNow()));
            if (!await TrySaveAsync(cancel))
            {
                await OnGetAsync(cancel);
                return Again(StatusOfFault);
            }
        }

        return Done(Path);
    }
}
