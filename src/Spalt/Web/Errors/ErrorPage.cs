using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Spalt.Language;

namespace Spalt.Web.Errors;

/// <summary>A page that says what is wrong and where to go from here. It asks nothing of the database.</summary>
/// <param name="Status">HTTP status code.</param>
internal sealed record ErrorPage(int Status)
{
    private static readonly int[] Described = [401, 403, 404, 410, 429, 500, 503];

    /// <summary>Path and title of the blog that the address belongs to.</summary>
    public (string Path, string Title)? Blog { get; init; }

    /// <summary>Paths and titles of posts that the reader may have been looking for.</summary>
    public IReadOnlyList<(string Path, string Title)> Posts { get; init; } = [];

    /// <summary>What the log calls this error.</summary>
    public string? Case { get; init; }

    /// <summary>
    /// An installation without a network. 503, not 404: nothing is missing here, it is only not there yet, and a search engine or
    /// a balancer shall come back.
    /// </summary>
    public static ErrorPage Empty { get; } = new(StatusCodes.Status503ServiceUnavailable) { Name = "Empty" };

    /// <summary>
    /// A host that none of the networks has. 404, not 421 (RFC 9110 §15.5.20): that asks browsers to try again over another connection,
    /// where they would be told the same.
    /// </summary>
    public static ErrorPage NotServed { get; } = new(StatusCodes.Status404NotFound) { Name = "NotServed" };

    /// <summary>A blog that was closed: what was there is gone, as far as readers can know.</summary>
    public static ErrorPage ClosedBlog { get; } = new(StatusCodes.Status410Gone) { Name = "BlogClosed" };

    /// <summary>A blog that the network's editors have suspended.</summary>
    public static ErrorPage Suspended { get; } = new(StatusCodes.Status403Forbidden) { Name = "Suspended" };

    public string Title => Texts.Say($"Error.{Name ?? Kind}.Title");

    public string Explanation => Texts.Say($"Error.{Name ?? Kind}.Explanation");

    /// <summary>What the operator types next, and what for.</summary>
    public IEnumerable<(string Why, string[] Commands)> Steps => Name is not "Empty" ? [] :
    [
        (Texts.Say("Error.Empty.Demo"), ["bin/spalt seed"]),
        (Texts.Say("Error.Empty.Own"),
        [
            $"bin/spalt network add --host {Texts.Say("Error.Empty.Host")} --name \"{Texts.Say("Error.Empty.Name")}\"",
            $"bin/spalt blog add --slug {Texts.Say("Error.Empty.Slug")} --title \"{Texts.Say("Error.Empty.Blog")}\"",
        ]),
    ];

    /// <summary>Where it has other texts than its status.</summary>
    private string? Name { get; init; }

    /// <summary>The nearest status that has a text of its own.</summary>
    private string Kind => (Array.IndexOf(Described, Status) >= 0 ? Status : Status >= 500 ? 500 : 400).ToString(CultureInfo.InvariantCulture);

    public ViewResult On(ViewDataDictionary data) => View("/Web/Errors/ErrorPage.cshtml", data);

    public ViewResult AsResult() => On(NoData());

    /// <summary>In both languages, for where no network says which one and there is nowhere to go from here.</summary>
    public ViewResult WithoutNetwork() => View("/Web/Errors/NoNetwork.cshtml", NoData());

    private static ViewDataDictionary NoData() => new(new EmptyModelMetadataProvider(), new ModelStateDictionary());

    private ViewResult View(string name, ViewDataDictionary data) => new()
    {
        ViewName = name,
        StatusCode = Status,
        ViewData = new ViewDataDictionary<ErrorPage>(data, this),
    };
}
