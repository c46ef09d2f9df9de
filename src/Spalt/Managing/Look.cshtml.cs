using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Media;
using Spalt.Networks;
using Spalt.Pictures;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>The network's logo, colours and typeface. Colours that nobody can read are refused, with the nearest that people can.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
[RequestSizeLimit(PictureUpload.Most)]
internal sealed class LookPage(SpaltDb db, PictureIntake intake) : ManagingPage(db)
{
    public const string Path = "/-/network/look";

    private static readonly string[] Names = ["paper", "ink", "paperdark", "inkdark"];
    private static readonly string[] Standard = [LookSheet.Paper, LookSheet.Ink, LookSheet.PaperDark, LookSheet.InkDark];

    private NetworkLook? _look;
    private int _networkVersion;

    public override string Tab => "look";

    /// <summary>Whether the nearest colours that can be read are offered.</summary>
    public bool IsUnreadable { get; private set; }

    public Picture? Logo { get; private set; }

    public string Accent { get; private set; } = "";

    /// <summary>The look's, and the network's, to which the accent belongs.</summary>
    public override string Version => string.Create(CultureInfo.InvariantCulture, $"{_look?.Version ?? 0}-{_networkVersion}");

    /// <summary>Name and saved value of each field of a colour but the accent; Spalt's own where none was chosen.</summary>
    public IEnumerable<(string Name, string Value)> Colours =>
        Names.Zip([_look?.Paper ?? Standard[0], _look?.Ink ?? Standard[1], _look?.PaperDark ?? Standard[2], _look?.InkDark ?? Standard[3]]);

    public Choice Face => new(
        new Field("face", Texts.Say("Manage.Field.face")) { Value = IsAgain ? Typed("face") : (_look?.Face ?? TypeFace.Newsreader).ToString(), Error = ErrorOf("face") },
        [.. Enum.GetNames<TypeFace>().Select(f => (f, Texts.Say("Manage.Face." + f)))]);

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Typed("do") switch
        {
            "logo" => await TakeLogoAsync(cancel),
            "nologo" => await BearAsync(file: null, cancel),
            _ => await DressAsync(cancel),
        };
    }

    private async Task<IActionResult> TakeLogoAsync(CancellationToken cancel)
    {
        if (Request.Form.Files is not [{ Length: > 0 } chosen])
        {
            Complain("file", Texts.Say("Library.NoFile"));
            return Again();
        }

        await using var content = chosen.OpenReadStream();
        var (file, fault) = await intake.TakeForNetworkAsync(Network.Id, content, cancel);
        if (file is null)
        {
            Complain("file", PictureUpload.Say(fault));
            return Again(PictureUpload.StatusOf(fault));
        }

        return await BearAsync(file, cancel);
    }

    private async Task<IActionResult> BearAsync(MediaFile? file, CancellationToken cancel)
    {
        var isSaved = await TrySaveAsync(
            async () =>
            {
                var old = await Db.MediaFiles.SingleOrDefaultAsync(f => _look != null && f.Id == _look.LogoId, cancel);
                Mine().Bear(file?.Id);
                await Db.SaveChangesAsync(cancel);
                if (old is not null && old.Id != file?.Id)
                {
                    await Db.LetGoAsync(old, cancel);
                }
            },
            cancel);
        return isSaved ? Done(Path) : await StaleAsync(cancel);
    }

    private async Task<IActionResult> DressAsync(CancellationToken cancel)
    {
        var accent = Colour("accent", Accent);
        string[] colours = [.. Names.Zip(Standard, Colour)];
        if (!Enum.TryParse<TypeFace>(Typed("face"), out var face) || !Enum.IsDefined(face))
        {
            Complain("face", Texts.Say("Manage.BadFace"));
        }

        if (IsFine)
        {
            colours[1] = Readable("ink", colours[1], colours[0]);
            accent = Readable("accent", accent, colours[0]);
            colours[3] = Readable("inkdark", colours[3], colours[2]);
        }

        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        var isSaved = await TrySaveAsync(
            async () =>
            {
                (await Db.Networks.SingleAsync(n => n.Id == Network.Id, cancel)).Paint(accent);
                var own = colours.Zip(Standard, (chosen, standard) => chosen == standard ? null : chosen).ToArray();
                Mine().Dress((own[0], own[1], own[2], own[3]), face);
                await Db.SaveChangesAsync(cancel);
            },
            cancel);
        return isSaved ? Done(Path) : await StaleAsync(cancel);
    }

    private async Task<IActionResult> StaleAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private string Colour(string name, string standard)
    {
        var typed = Typed(name).ToLowerInvariant();
        if (typed.Length > 0 && !Networks.Network.IsAccent(typed))
        {
            Complain(name, Texts.Say("Manage.BadColour"));
        }

        return typed.Length == 0 ? standard : typed;
    }

    /// <summary>The colour, or the nearest that can be read where that was asked for; otherwise a complaint that names it.</summary>
    private string Readable(string name, string colour, string ground)
    {
        var (ratio, nearest) = (Contrast.Ratio(colour, ground), Contrast.Nearest(colour, ground));
        if (ratio < Contrast.OfText && Typed("do") != "nearest")
        {
            IsUnreadable = true;
            Complain(name, Texts.Say("Manage.Unreadable", ratio, Contrast.OfText, nearest));
        }

        return nearest;
    }

    private NetworkLook Mine()
    {
        if (_look is null)
        {
            _look = NetworkLook.Of(Network.Id);
            Db.Add(_look);
        }

        return _look;
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        _look = await Db.NetworkLooks.SingleOrDefaultAsync(l => l.NetworkId == Network.Id, cancel);
        var network = await Db.Networks.Where(n => n.Id == Network.Id).Select(n => new { n.Accent, n.Version }).SingleAsync(cancel);
        (Accent, _networkVersion) = (network.Accent, network.Version);
        Logo = _look is null ? null : (await Db.MediaFiles.SingleOrDefaultAsync(f => f.Id == _look.LogoId, cancel))?.Shown;
    }
}
