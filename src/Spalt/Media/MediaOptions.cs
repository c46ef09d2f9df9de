using System.Globalization;
using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt.Media;

/// <summary>Section <c>Spalt:Media</c>: where pictures are kept, and how many.</summary>
public sealed class MediaOptions
{
    public const string Section = "Spalt:Media";

    /// <summary>Room for the pictures of one blog, in megabytes (2²⁰ bytes): the most that a publisher can give, and what a blog has where they say nothing.</summary>
    public int QuotaMegabytes { get; set; } = 2048;

    /// <summary>The converter: libvips' command, by name or path.</summary>
    public string Vips { get; set; } = "vips";

    /// <summary>An object store; without one pictures lie in the data folder.</summary>
    public S3Options S3 { get; set; } = new();
}

/// <summary>Section <c>Spalt:Media:S3</c>.</summary>
public sealed class S3Options
{
    public string? Bucket { get; set; }

    /// <summary><c>https://s3.example</c>; without one it is Amazon's of the region.</summary>
    public string? Endpoint { get; set; }

    public string Region { get; set; } = "eu-north-1";

    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>What comes before the names, for a bucket that is shared: <c>spalt/</c>.</summary>
    public string Prefix { get; set; } = "";
}

/// <summary>Reports everything that is wrong, not only the first.</summary>
internal sealed class MediaOptionsCheck : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        var wrong = Wrong(options).Select(what => $"{MediaOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(MediaOptions options)
    {
        if (options.QuotaMegabytes < 1)
        {
            yield return Texts.Command("Setting.Media.Quota", options.QuotaMegabytes.ToString(CultureInfo.InvariantCulture));
        }

        var s3 = options.S3;
        if (s3.Bucket is null)
        {
            yield break;
        }

        if (s3.Endpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return Texts.Command("Setting.Media.Endpoint", endpoint);
        }

        if (string.IsNullOrEmpty(s3.AccessKey) != string.IsNullOrEmpty(s3.SecretKey))
        {
            yield return Texts.Command("Setting.Media.Keys");
        }
    }
}
