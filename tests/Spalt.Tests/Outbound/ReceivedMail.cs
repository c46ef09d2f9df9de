using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Tests.Outbound;

/// <summary>A letter as its reader's program sees it: enough of RFC 5322, 2045 and 2047 to read what we write.</summary>
internal sealed partial class ReceivedMail
{
    private readonly ILookup<string, string> _headers;
    private readonly string _body;

    public ReceivedMail(string source)
    {
        Source = source;
        var end = source.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        _headers = source[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal)
            .Split("\r\n").Select(line => line.Split(':', 2)).ToLookup(pair => pair[0], pair => Words(pair[1].Trim()), StringComparer.OrdinalIgnoreCase);
        _body = source[(end + 4)..];
    }

    public string Source { get; }

    /// <summary>The one header of that name.</summary>
    public string this[string name] => Assert.Single(_headers[name]);

    public bool Has(string name) => _headers[name].Any();

    public string Text => Part("text/plain").Decoded();

    public string Html => Part("text/html").Decoded();

    private ReceivedMail Part(string type)
    {
        if (this["Content-Type"].StartsWith(type, StringComparison.Ordinal))
        {
            return this;
        }

        Assert.StartsWith("multipart/alternative", this["Content-Type"], StringComparison.Ordinal);
        var boundary = "--" + Boundary.Match(this["Content-Type"]).Groups["mark"].Value;
        var parts = _body.Split(boundary)[1..^1].Select(part => new ReceivedMail(part.TrimStart('\r', '\n')));
        return Assert.Single(parts, part => part["Content-Type"].StartsWith(type, StringComparison.Ordinal));
    }

    private string Decoded()
    {
        Assert.Equal("quoted-printable", this["Content-Transfer-Encoding"]);
        Assert.Contains("utf-8", this["Content-Type"], StringComparison.Ordinal);
        return Hex(_body.Replace("=\r\n", "", StringComparison.Ordinal)).TrimEnd();
    }

    private static string Words(string value) => EncodedWord.Replace(Gap.Replace(value, "?==?"), word => word.Groups["coding"].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["word"].Value))
        : Hex(word.Groups["word"].Value.Replace('_', ' ')));

    private static string Hex(string value) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(
        Octet.Replace(value, octet => ((char)Convert.ToByte(octet.Groups["hex"].Value, 16)).ToString())));

    [GeneratedRegex("boundary=\"?(?<mark>[^\";]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex("=\\?utf-8\\?(?<coding>[bq])\\?(?<word>[^?]*)\\?=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex EncodedWord { get; }

    [GeneratedRegex("\\?=\\s+=\\?")]
    private static partial Regex Gap { get; }

    [GeneratedRegex("=(?<hex>[0-9A-F]{2})", RegexOptions.ExplicitCapture)]
    private static partial Regex Octet { get; }
}
