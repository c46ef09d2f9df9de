using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Spalt.Tests;

/// <summary>Forms as a browser without script fills and sends them.</summary>
internal static class FormsOnPages
{
    public static IHtmlDocument Parsed(string html) => new HtmlParser().ParseDocument(html);

    public static async Task<IHtmlDocument> PageAsync(this HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} answered {(int)answer.StatusCode}");
        return Parsed(await answer.TextAsync());
    }

    /// <summary>Fetches a page, changes some fields of its first form that has a version, and sends that.</summary>
    public static async Task<HttpResponseMessage> ChangeAsync(this HttpClient client, string path, params (string Name, string Value)[] changed)
    {
        var page = await client.PageAsync(path);
        return await client.PostFormAsync(path, [.. FieldsOf(page, "form:has([name=version])", changed)]);
    }

    /// <summary>What a browser would send of a form, with some fields changed; an empty value unticks.</summary>
    public static IEnumerable<(string Name, string Value)> FieldsOf(IHtmlDocument page, string form, params (string Name, string Value)[] changed)
    {
        var found = (IHtmlFormElement)page.QuerySelector(form)!;
        var fields = new List<(string Name, string Value)>();
        foreach (var element in found.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } tick when tick.IsChecked:
                    fields.Add((tick.Name!, tick.Value));
                    break;
                case IHtmlInputElement { Type: not ("radio" or "checkbox" or "file") } input:
                    fields.Add((input.Name!, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add((area.Name!, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.Add((select.Name!, select.Value ?? ""));
                    break;
                default:
                    break;
            }
        }

        fields.Add(("do", "save"));
        fields.RemoveAll(f => Array.Exists(changed, c => c.Name == f.Name));
        return fields.Concat(changed.Where(c => c.Value.Length > 0 || c.Name is not "review"));
    }

    /// <summary>What stands beside a field as wrong with it; empty where nothing does.</summary>
    public static string ErrorOf(this IHtmlDocument page, string field) => page.QuerySelector($"#{field}-error")?.TextContent.Trim() ?? "";
}
