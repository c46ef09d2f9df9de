using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Spalt.Language;
using Spalt.Members;
using Spalt.Outbound;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.Forms;

namespace Spalt.Managing;

/// <summary>A page of the network's settings: a form below the network's tabs, with what was saved or typed in it.</summary>
internal abstract class ManagingPage(SpaltDb db) : FormPage
{
    public const int LongestLine = 200;
    private const int LongestNumber = 9;

    protected SpaltDb Db { get; } = db;

    /// <summary>The tab that the page belongs to, and the last part of the name of its title's text.</summary>
    public abstract string Tab { get; }

    public Person Person => HttpContext.Person();

    public NetworkHead Head => new(Tab, Person.IsPublisher);

    /// <summary>What was done a moment ago: the last part of the name of a text; null where nothing was.</summary>
    public string? DoneText => Texts.Find("Manage.Done." + Request.Query["done"]);

    /// <summary>For the hidden field by which a form says what it is a change of; "" where nothing can be overwritten unseen.</summary>
    public virtual string Version => "";

    /// <summary>409 where somebody changed it since, otherwise 422.</summary>
    protected int StatusOfFault => Complaint is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;

    /// <summary>Whether what was typed is shown, because something is wrong with it.</summary>
    protected bool IsAgain => !IsFine;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        new PageHead(Texts.Say("Manage.Tab." + Tab)).On(ViewData);
        ViewData["Styles"] = "work.css";
        return base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>A line of the form.</summary>
    /// <param name="name">Also the last part of the name of its label's text, and of its hint's where there is one.</param>
    /// <param name="current">What is saved.</param>
    public Field Line(string name, string? current = null, string type = "text", bool required = false, int longest = LongestLine, string? autocomplete = "off") =>
        new(name, Texts.Say("Manage.Field." + name))
        {
            Value = IsAgain ? Typed(name) : current,
            Type = type,
            Error = ErrorOf(name),
            Hint = Texts.Find("Manage.Hint." + name),
            IsRequired = required,
            Longest = longest,
            Autocomplete = autocomplete,
        };

    /// <summary>A whole number that may be left out.</summary>
    public Field Number(string name, int? current) =>
        Line(name, current?.ToString(CultureInfo.InvariantCulture), longest: LongestNumber) with { InputMode = "numeric" };

    /// <summary>Complains where somebody changed it since the form was fetched: nothing of theirs is overwritten unseen.</summary>
    protected void CheckVersion()
    {
        if (Typed("version") != Version)
        {
            Complain("", Texts.Say("Manage.Stale"));
        }
    }

    /// <summary>False, with a complaint, where somebody changed the same in the same moment. Then what the page shows is to be loaded anew.</summary>
    protected async Task<bool> TrySaveAsync(Func<Task> save, CancellationToken cancel)
    {
        try
        {
            await Db.InTransactionAsync(save, cancel);
            return true;
        }
        catch (DbUpdateException error) when (Db.Database.IsForestalled(error))
        {
            Db.ChangeTracker.Clear();
            Complain("", Texts.Say("Manage.Stale"));
            return false;
        }
    }

    protected Task<bool> TrySaveAsync(CancellationToken cancel) => TrySaveAsync(() => Db.SaveChangesAsync(cancel), cancel);

    protected static IActionResult Done(string path, string what = "saved") => new SeeOtherResult(path + "?done=" + what);

    /// <summary>A whole number that may be left out; null where it is.</summary>
    protected int? OptionalNumber(string name, int least, int most)
    {
        var text = Optional(name, LongestNumber);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Complain(name, Texts.Say("Manage.BadNumber", least, most));
        return null;
    }

    protected string? OptionalEmail(string name)
    {
        var text = Optional(name);
        if (text is not null && !Mail.IsBareAddress(text))
        {
            Complain(name, Texts.Say("Form.BadEmail"));
        }

        return text;
    }
}
