using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>What the network is called, who answers for it and how they are reached, its language and its clock.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class SettingsPage(SpaltDb db) : ManagingPage(db)
{
    public const string Path = "/-/network";

    public override string Tab => "settings";

    public Network Mine { get; private set; } = null!;

    public override string Version => Mine.Version.ToString(CultureInfo.InvariantCulture);

    public Choice Language => new(
        new Field("language", Texts.Say("Manage.Field.language"))
        {
            Value = IsAgain ? Typed("language") : Mine.Language,
            Error = ErrorOf("language"),
            Hint = Texts.Say("Manage.Hint.language"),
        },
        [.. Networks.Network.Languages.Select(l => (l, Texts.Say("Manage.Language." + l)))]);

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var (name, tagline, publisher) = (Required("name"), Optional("tagline"), Required("publisher"));
        var (contact, email, phone) = (Optional("contact"), OptionalEmail("email"), Optional("phone", 40));
        var (newspaper, home) = (Optional("newspaper"), Optional("home"));
        var (language, zone) = (Typed("language"), Required("zone"));
        if (contact is null && email is null && phone is null)
        {
            Complain("contact", Texts.Say("Manage.NoContact"));
        }

        if (home is not null && WebAddress.Of(home) is null)
        {
            Complain("home", Texts.Say("Manage.BadAddress"));
        }

        if (!Networks.Network.Languages.Contains(language, StringComparer.Ordinal))
        {
            Complain("language", Texts.Say("Manage.BadLanguage"));
        }

        var clock = Networks.Network.ZoneOf(zone);
        if (clock is null)
        {
            Complain("zone", Texts.Say("Manage.BadZone"));
        }

        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        var isSaved = await TrySaveAsync(
            async () =>
            {
                if (zone != Mine.TimeZone)
                {
                    await PostTally.RecountMonthsAsync(Db, Mine.Id, clock!, cancel);
                }

                Mine.Rename(name);
                Mine.Describe(tagline, publisher, newspaper, home, accent: null, contact);
                Mine.BeReachedAt(contact, email, phone);
                Mine.SettleIn(language, zone);
                await Db.SaveChangesAsync(cancel);
            },
            cancel);
        if (isSaved)
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private async Task LoadAsync(CancellationToken cancel) => Mine = await Db.Networks.SingleAsync(n => n.Id == Network.Id, cancel);
}
