namespace Spalt.Web;

internal static class Accepting
{
    /// <summary>Whether a program asks: people's browsers say that they take HTML.</summary>
    public static bool WantsJson(this HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
