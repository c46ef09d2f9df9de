using Spalt.Accounts;
using Spalt.Language;
using Spalt.Media;
using Spalt.Members;
using Spalt.Web;

namespace Spalt.Pictures;

/// <summary><c>POST /-/write/{blog}/pictures?name=FILE.jpg</c> with the file's bytes as the body, for the editor: 201 and where it is, or problem+json in the person's language.</summary>
internal static class PictureUpload
{
    /// <summary>What the server lets through: a little more than is taken, so that the words are ours.</summary>
    public const long Most = PictureConverter.Largest + (1024 * 1024);

    public static IServiceCollection AddPictures(this IServiceCollection services) => services.AddScoped<PictureIntake>().AddScoped<SharedCrops>();

    public static void MapPictures(this IEndpointRouteBuilder app)
    {
        app.MapPost("/-/write/{blog}/pictures", AddAsync)
            .RequireAuthorization(Policies.Write).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Most));
        SharedCrops.Map(app);
    }

    /// <summary>Words for people about a file that was not taken, where only the program's own limits hold; for a blog see <see cref="PictureLimits"/>.</summary>
    public static string Say(PictureFault fault) => fault is PictureFault.Bytes
        ? Texts.Say("Picture.Fault.Bytes", PictureConverter.Largest / (1024 * 1024)) : Texts.Say("Picture.Fault." + fault);

    public static int StatusOf(PictureFault fault) => fault switch
    {
        PictureFault.Bytes => StatusCodes.Status413PayloadTooLarge,
        PictureFault.Kind or PictureFault.Svg => StatusCodes.Status415UnsupportedMediaType,
        PictureFault.Tools => StatusCodes.Status503ServiceUnavailable,
        PictureFault.Shut => StatusCodes.Status403Forbidden,
        PictureFault.Quota => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static async Task<IResult> AddAsync(HttpContext context, PictureIntake intake, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        var limits = await intake.LimitsAsync(context.Desk().BlogId, cancel);
        if (context.Request.ContentLength > limits.Bytes)
        {
            return Problem(limits, PictureFault.Bytes);
        }

        var (picture, file, fault) = await intake.AddAsync(context.Desk(), context.Request.Query["name"].ToString(), context.Request.Body, cancel);
        return picture is null || file is null
            ? Problem(limits, fault)
            : TypedResults.Json(
                new
                {
                    id = picture.Id, url = file.Url, width = file.Shown.Width, height = file.Shown.Height, credit = picture.Credit,

                    // As in a text: none where nobody has said what it shows, empty for decoration.
                    alt = picture.Alt.Length > 0 || picture.IsDecorative ? picture.Alt : null,
                },
                statusCode: StatusCodes.Status201Created);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Problem(PictureLimits limits, PictureFault fault) =>
        TypedResults.Problem(limits.Say(fault), statusCode: StatusOf(fault), title: Texts.Say("Picture.Refused"));
}
