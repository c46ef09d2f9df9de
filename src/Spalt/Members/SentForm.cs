namespace Spalt.Members;

/// <summary>A form that came after the session had ended, as it goes into a page from which it can be sent again.</summary>
/// <param name="Path">Where it was sent, with its query.</param>
/// <param name="IsWhole">False where something cannot be put into a page: files, a password.</param>
internal sealed record SentForm(string Path, IReadOnlyList<(string Name, string Value)> Fields, bool IsWhole)
{
    /// <summary>Nobody's password goes back into a page.</summary>
    private static readonly string[] Secrets = ["password", "current", "code"];

    /// <summary>Reads no more than the same form may hold from somebody who is signed in.</summary>
    public static async Task<SentForm> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var path = request.Path + request.QueryString;
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return new SentForm(path, [], IsWhole: false);
        }

        try
        {
            var form = await request.ReadFormAsync(cancel);
            var fields = form.Where(f => !Secrets.Contains(f.Key, StringComparer.Ordinal)).SelectMany(f => f.Value.Select(v => (f.Key, v ?? ""))).ToList();
            return new SentForm(path, fields, form.Keys.All(k => !Secrets.Contains(k, StringComparer.Ordinal)));
        }
        catch (InvalidDataException)
        {
            // More fields than a form can have: no page of ours sent it.
            return new SentForm(path, [], IsWhole: false);
        }
    }
}
