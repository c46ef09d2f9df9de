using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Spalt.Language;

namespace Spalt.Web.Errors;

/// <summary>A page that says what is wrong and where to go from here. It asks nothing of the database.</summary>
/// <param name="Status">HTTP status code.</param>
internal sealed record ErrorPage(int Status)
{
    private static readonly int[] Described = [403, 404, 410, 429, 500, 503];

    /// <summary>Path and title of the blog that the address belongs to.</summary>
    public (string Path, string Title)? Blog { get; init; }

    /// <summary>Paths and titles of posts that the reader may have been looking for.</summary>
    public IReadOnlyList<(string Path, string Title)> Posts { get; init; } = [];

    /// <summary>What the log calls this error.</summary>
    public string? Case { get; init; }

    public string Title => Texts.Say($"Error.{Kind}.Title");

    public string Explanation => Texts.Say($"Error.{Kind}.Explanation");

    /// <summary>The nearest status that has a text of its own.</summary>
    private int Kind => Array.IndexOf(Described, Status) >= 0 ? Status : Status >= 500 ? 500 : 400;

    public ViewResult On(ViewDataDictionary data) => new()
    {
        ViewName = "/Web/Errors/ErrorPage.cshtml",
        StatusCode = Status,
        ViewData = new ViewDataDictionary<ErrorPage>(data, this),
    };

    public ViewResult AsResult() => On(new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()));
}
