using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Spalt.Language;
using Spalt.Networks;

namespace Spalt.Web.Forms;

/// <summary>
/// A page with a form, for one person: never kept by anybody. What was typed stays in the form when something is wrong with it, and
/// what is wrong stands beside its field.
/// </summary>
internal abstract class FormPage : PageModel
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private IFormCollection _form = FormCollection.Empty;

    public NetworkFace Network => HttpContext.Network();

    /// <summary>What stands above the form: something that belongs to no field.</summary>
    public string? Complaint => _errors.GetValueOrDefault("");

    public bool IsFine => _errors.Count == 0;

    // Without this the framework takes it for the handler of a method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Response.Headers.CacheControl = "private, no-store";
        if (HttpMethods.IsPost(Request.Method))
        {
            if (!Request.HasFormContentType)
            {
                context.Result = StatusCode(StatusCodes.Status415UnsupportedMediaType);
                return;
            }

            _form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        }

        await next();
    }

    /// <summary>What was typed, without space around it; empty where nothing was.</summary>
    public string Typed(string name) => Raw(name).Trim();

    /// <summary>The same with its spaces: a password's are its own.</summary>
    protected string Raw(string name) => _form.TryGetValue(name, out var values) ? values[0] ?? "" : "";

    public string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    /// <param name="name">The field; empty for the whole form. The first complaint about a field stands.</param>
    protected void Complain(string name, string text) => _errors.TryAdd(name, text);

    /// <summary>A line of text that must be there.</summary>
    protected string Required(string name, int longest = 200)
    {
        var text = Typed(name);
        if (text.Length == 0)
        {
            Complain(name, Texts.Say("Form.Missing"));
        }
        else if (text.Length > longest)
        {
            Complain(name, Texts.Say("Form.TooLong", longest));
        }
        else if (text.Any(char.IsControl))
        {
            Complain(name, Texts.Say("Form.OneLine"));
        }

        return text;
    }

    /// <summary>A line of text that may be left empty; null then.</summary>
    protected string? Optional(string name, int longest = 200)
    {
        var text = Formats.TextLine.Of(Typed(name));
        if (text.Length > longest)
        {
            Complain(name, Texts.Say("Form.TooLong", longest));
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>The form again, with what is wrong: 422, so that nobody takes it for done.</summary>
    protected PageResult Again(int status = StatusCodes.Status422UnprocessableEntity)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    /// <summary>303 to a path of this host; anything else leads to the start.</summary>
    protected IActionResult Onward(string? path)
    {
        Response.Headers.Location = path is not null && Url.IsLocalUrl(path) ? path : "/";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
