using System.Globalization;
using System.Net;
using Spalt.Networks;

namespace Spalt.Moderation.SpamChecks;

/// <summary>A comment as a service outside the house gets to see it: the fields of Akismet's <c>comment-check</c>, <c>submit-spam</c> and <c>submit-ham</c>.</summary>
/// <param name="Origin">Scheme and host of the network, without a final slash.</param>
/// <param name="Language">Of the network.</param>
/// <param name="Content">As it was typed.</param>
/// <param name="IsReply">Whether it answers another comment.</param>
internal sealed record OutsideQuestion(
    string Origin, string Language, long PostId, string Author, string? Email, string Content, bool IsReply, DateTimeOffset WrittenAt)
{
    /// <summary>Of the connection that it came by; null afterwards, when nobody knows it any more.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser called itself; null as above.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The page of ours that it was sent from, without its query, in which secrets stand; null as above.</summary>
    public string? Referrer { get; init; }

    /// <summary>The same, with what its connection tells.</summary>
    public OutsideQuestion From(HttpContext context) => this with
    {
        Address = AddressOf(context.Connection.RemoteIpAddress),
        UserAgent = context.Request.Headers.UserAgent.ToString(),
        Referrer = OurPage(context.Request.Headers.Referer.ToString()),
    };

    /// <summary>What nobody knows is left out.</summary>
    public Dictionary<string, string> Form(string key)
    {
        (string Name, string? Value)[] all =
        [
            ("api_key", key),
            ("blog", Origin),
            ("user_ip", Address),
            ("user_agent", UserAgent),
            ("referrer", Referrer),
            ("permalink", string.Create(CultureInfo.InvariantCulture, $"{Origin}/?p={PostId}")),
            ("comment_type", IsReply ? "reply" : "comment"),
            ("comment_author", Author),
            ("comment_author_email", Email),
            ("comment_content", Content),
            ("comment_date_gmt", WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("blog_lang", Language),
            ("blog_charset", "UTF-8"),
        ];
        return all.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Name, f => f.Value!, StringComparer.Ordinal);
    }

    private string? OurPage(string address) => Uri.TryCreate(address, UriKind.Absolute, out var page)
        && string.Equals(page.GetLeftPart(UriPartial.Authority), Origin, StringComparison.OrdinalIgnoreCase) ? page.GetLeftPart(UriPartial.Path) : null;

    private static string? AddressOf(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
