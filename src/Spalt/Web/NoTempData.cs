using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Spalt.Web;

/// <summary>Pages keep nothing between requests; the framework's own way is a cookie, and keys for it in somebody's home.</summary>
internal sealed class NoTempData : ITempDataProvider
{
    public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>(StringComparer.Ordinal);

    public void SaveTempData(HttpContext context, IDictionary<string, object> values)
    {
        if (values.Count > 0)
        {
            throw new NotSupportedException("Nothing is kept for the next request.");
        }
    }
}
