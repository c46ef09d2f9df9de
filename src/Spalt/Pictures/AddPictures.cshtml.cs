using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Spalt.Accounts;
using Spalt.Language;
using Spalt.Media;
using Spalt.Members;
using Spalt.Web;

namespace Spalt.Pictures;

/// <summary>Takes several files by a plain form, one after the other as they come in. What could be taken is kept; of each other file it is said what is wrong.</summary>
[Authorize(Policy = Policies.Write)]
[RequestSizeLimit(MostBytes)]
internal sealed class AddPictures(PictureIntake intake) : PageModel
{
    public const long MostBytes = MostFiles * PictureUpload.Most;
    private const int MostFiles = 20;

    /// <summary>The code of an IOException that carries none of the system's own: a form that ends too soon, not a disk that is full.</summary>
    private const int CutShort = unchecked((int)0x80131620);

    private readonly List<string> _faults = [];
    private PictureFault? _first;

    public IReadOnlyList<string> Faults => _faults;

    public int Added { get; private set; }

    public PictureLimits Limits { get; private set; } = null!;

    public string Library => $"/-/write/{HttpContext.Desk().BlogSlug}/pictures";

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!MediaTypeHeaderValue.TryParse(Request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is not { Length: > 0 and < 200 } boundary)
        {
            return StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            await TakeAsync(new MultipartReader(boundary, Request.Body), cancel);
        }
        catch (Exception error) when (error is InvalidDataException || (error is IOException { HResult: CutShort } && !cancel.IsCancellationRequested))
        {
            return BadRequest();
        }

        if (Added == 0 && _faults.Count == 0)
        {
            _faults.Add(Texts.Say("Library.NoFile"));
        }

        if (_faults.Count == 0)
        {
            Response.Headers.Location = Library;
            return StatusCode(StatusCodes.Status303SeeOther);
        }

        var page = Page();
        page.StatusCode = _first is { } fault ? PictureUpload.StatusOf(fault) : StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "private, no-store";
        Limits = await intake.LimitsAsync(HttpContext.Desk().BlogId, cancel);
    }

    private async Task TakeAsync(MultipartReader parts, CancellationToken cancel)
    {
        for (var files = 0; await parts.ReadNextSectionAsync(cancel) is { } part;)
        {
            // A form without a chosen file sends one without a name.
            if (part.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
            {
                continue;
            }

            if (++files > MostFiles)
            {
                _faults.Add(Texts.Say("Library.TooMany", MostFiles));
                return;
            }

            var (picture, _, fault) = await intake.AddAsync(HttpContext.Desk(), file.FileName, content, cancel);
            if (picture is not null)
            {
                Added++;
            }
            else
            {
                _first ??= fault;
                _faults.Add($"{PictureNames.Clean(file.FileName)}: {Limits.Say(fault)}");
            }
        }
    }
}
