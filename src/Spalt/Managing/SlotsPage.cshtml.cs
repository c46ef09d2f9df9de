using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Formats.Html;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>
/// HTML with scripts in places of the public pages, for advertising or consent: the publisher's alone. What it says outright is let run by
/// its hash; other hosts only where an element names them and the publisher has ticked them.
/// </summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class SlotsPage(SpaltDb db) : ManagingPage(db)
{
    public const string Path = "/-/network/slots";
    private const int Longest = 20_000;

    private List<NetworkSlot> _slots = [];

    public override string Tab => "slots";

    public override string Version => string.Join('-', Places.Select(p => _slots.Find(s => s.Place == p)?.Version ?? 0));

    public static IReadOnlyList<SlotPlace> Places { get; } = Enum.GetValues<SlotPlace>();

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public Area AreaOf(SlotPlace place) => new(
        new Field("html-" + place, Texts.Say("Manage.Slot." + place))
        {
            Value = HtmlOf(place),
            Longest = Longest,
            Error = ErrorOf("html-" + place),
            Hint = Texts.Say("Manage.Slot.Hint." + place),
            IsRequired = false,
        },
        6)
    {
        IsCode = true,
    };

    /// <summary>The hosts that the elements of a place name, and whether each is confirmed.</summary>
    public IEnumerable<(string Host, bool IsConfirmed)> HostsOf(SlotPlace place)
    {
        var saved = _slots.Find(s => s.Place == place)?.Hosts.Split(' ') ?? [];
        return SlotMarkup.Read(HtmlOf(place), place is SlotPlace.Head).Hosts.Select(h => (h, IsAgain ? IsTicked(place, h) : saved.Contains(h, StringComparer.Ordinal)));
    }

    /// <summary>What the field holds: what was typed where something was wrong, otherwise what is saved.</summary>
    private string HtmlOf(SlotPlace place) => IsAgain ? Typed("html-" + place) : _slots.Find(s => s.Place == place)?.Html ?? "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var markups = Places.ToDictionary(p => p, Read);
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        foreach (var (place, markup) in markups)
        {
            var slot = _slots.Find(s => s.Place == place);
            if (slot is null && markup.Html.Length > 0)
            {
                slot = NetworkSlot.At(Network.Id, place);
                Db.Add(slot);
            }

            slot?.Hold(markup.Html, markup.Hosts);
        }

        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private SlotMarkup Read(SlotPlace place)
    {
        var (name, typed) = ("html-" + place, Typed("html-" + place));
        if (typed.Length > Longest)
        {
            Complain(name, Texts.Say("Form.TooLong", Longest));
            return SlotMarkup.Read("", forHead: false);
        }

        var markup = SlotMarkup.Read(typed, place is SlotPlace.Head);
        if (markup.Faults.Count > 0)
        {
            Complain(name, string.Join(' ', markup.Faults.Select(f => Texts.Say("Manage.Slot.Fault." + f))));
        }
        else if (markup.Hosts.Any(h => !IsTicked(place, h)))
        {
            Complain(name, Texts.Say("Manage.Slot.Confirm"));
        }

        return markup;
    }

    private bool IsTicked(SlotPlace place, string host) => Typed($"host-{place}-{host}") == "1";

    private async Task LoadAsync(CancellationToken cancel) => _slots = await Db.NetworkSlots.Where(s => s.NetworkId == Network.Id).ToListAsync(cancel);
}
