using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>The rows of the network's menu and footer: a text and where it leads, in an order.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class MenuPage(SpaltDb db) : ManagingPage(db)
{
    public const string Path = "/-/network/menu";

    /// <summary>Empty rows after those that there are.</summary>
    private const int Spare = 3;

    private NetworkLook? _look;

    public override string Tab => "menu";

    public override string Version => (_look?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>The two lists: the name of each, and its rows as they are saved.</summary>
    public IEnumerable<(string Name, IReadOnlyList<MenuRow> Rows)> Lists =>
        [("menu", MenuRow.Read(_look?.Menu)), ("footer", MenuRow.Read(_look?.Footer))];

    /// <summary>The rows of the form: what was typed where something was wrong, otherwise what is saved, and some empty ones.</summary>
    public IEnumerable<(string Name, string Order, string Text, string Address)> RowsOf(string list, IReadOnlyList<MenuRow> saved) =>
        Enumerable.Range(0, Math.Min(MenuRow.Most, IsAgain ? MenuRow.Most : saved.Count + Spare))
            .Select(i => (Name: $"{list}-{i}", Saved: i < saved.Count ? saved[i] : new MenuRow("", ""), Order: (i + 1).ToString(CultureInfo.InvariantCulture)))
            .Where((row, i) => !IsAgain || i < saved.Count + Spare || Typed(row.Name + "-text").Length + Typed(row.Name + "-address").Length > 0)
            .Select(row => IsAgain
                ? (row.Name, Typed(row.Name + "-order"), Typed(row.Name + "-text"), Typed(row.Name + "-address"))
                : (row.Name, row.Order, row.Saved.Text, row.Saved.Address));

    public async Task OnGetAsync(CancellationToken cancel) => _look = await Db.NetworkLooks.SingleOrDefaultAsync(l => l.NetworkId == Network.Id, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        var (menu, footer) = (Read("menu"), Read("footer"));
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        if (_look is null)
        {
            _look = NetworkLook.Of(Network.Id);
            Db.Add(_look);
        }

        _look.Lead(menu, footer);
        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await OnGetAsync(cancel);
        return Again(StatusOfFault);
    }

    private List<MenuRow> Read(string list)
    {
        List<(int Order, MenuRow Row)> rows = [];
        for (var i = 0; i < MenuRow.Most; i++)
        {
            var name = $"{list}-{i}";
            var (text, address) = (Optional(name + "-text", MenuRow.LongestText), Optional(name + "-address", MenuRow.LongestAddress));
            if (text is null && address is null)
            {
                continue;
            }

            if (text is null)
            {
                Complain(name + "-text", Texts.Say("Form.Missing"));
            }

            if (address is null || !MenuRow.IsAddress(address))
            {
                Complain(name + "-address", Texts.Say("Manage.BadLink"));
            }

            var order = int.TryParse(Typed(name + "-order"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked) ? asked : i + 1;
            rows.Add((order, new MenuRow(text ?? "", address ?? "")));
        }

        return [.. rows.OrderBy(r => r.Order).Select(r => r.Row)];
    }
}
