using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Outbound;
using Spalt.Store;

namespace Spalt.Managing;

/// <summary>
/// What letters of the network say of themselves, and a letter to try it with. The mail server is the operator's, whose settings are shown;
/// its password is in no page. The letter goes to nobody but who asks for it.
/// </summary>
[Authorize(Policy = Policies.ManageNetwork)]
[EnableRateLimiting(SignInLimit.Name)]
internal sealed class LettersPage(SpaltDb db, IMailer mailer, IOptions<MailOptions> options) : ManagingPage(db)
{
    public const string Path = "/-/network/mail";
    public const int LongestName = 80;

    public override string Tab => "mail";

    public Network Mine { get; private set; } = null!;

    public override string Version => Mine.Version.ToString(CultureInfo.InvariantCulture);

    public MailOptions Mail => options.Value;

    /// <summary>Whoever asks.</summary>
    public string Email { get; private set; } = "";

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Typed("do") == "test" ? await TestAsync(cancel) : await SaveAsync(cancel);
    }

    private async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        var (name, replyTo) = (Optional("mailname", LongestName), OptionalEmail("replyto"));
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        Mine.WriteAs(name, replyTo);
        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    /// <summary>Here and now, and by no job: whoever asks wants to know what the mail server says.</summary>
    private async Task<IActionResult> TestAsync(CancellationToken cancel)
    {
        var letter = new Mail(Email, Texts.Say("Manage.Letters.Mail.Subject", Mine.Name), Texts.Say("Manage.Letters.Mail.Text", Mine.Name, Network.Origin + Path)).From(Mine);
        try
        {
            await mailer.SendAsync(letter, cancel);
        }
        catch (MailNotSentException error)
        {
            Complain("", Texts.Say("Manage.Letters.NotSent", Mail.Smtp ?? "", Texts.Find("Manage.Letters.Why." + error.Why) ?? error.Why));
        }
        catch (IOException)
        {
            Complain("", Texts.Say("Manage.Letters.NotWritten"));
        }

        return IsFine ? Done(Path, Mail.Smtp is null ? "written" : "mailed") : Again(StatusCodes.Status502BadGateway);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Mine = await Db.Networks.SingleAsync(n => n.Id == Network.Id, cancel);
        Email = await Db.Logins.Where(l => l.Id == Person.LoginId).Select(l => l.Email!).SingleAsync(cancel);
    }
}
