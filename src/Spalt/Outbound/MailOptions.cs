using System.Net.Mail;
using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt.Outbound;

/// <summary>Section <c>Spalt:Mail</c>. Without <see cref="Smtp"/> letters are written as files.</summary>
public sealed class MailOptions
{
    public const string Section = "Spalt:Mail";

    /// <summary>Host name of the mail server that takes our letters.</summary>
    public string? Smtp { get; set; }

    /// <summary>587 is submission with STARTTLS (RFC 6409). TLS from the first byte (465) is beyond System.Net.Mail.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Off only for a mail server on the same machine or a trusted wire; a server that does not offer TLS is refused, never used without.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary><c>no-reply@example.se</c> or <c>Name &lt;no-reply@example.se&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>For one letter, from connection to the server's receipt.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    internal MailAddress Sender => new(From ?? "Spalt <spalt@localhost>");
}

/// <summary>Reports everything that is wrong, not only the first; never a password.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var wrong = Wrong(options).Select(what => $"{MailOptions.Section}:{what}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(MailOptions options)
    {
        if (options.From is { } from && !MailAddress.TryCreate(from, out _))
        {
            yield return Texts.Command("Setting.Mail.From", from);
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(10))
        {
            yield return Texts.Command("Setting.Mail.Timeout", options.Timeout);
        }

        if (options.Smtp is null)
        {
            yield break;
        }

        if (Uri.CheckHostName(options.Smtp) == UriHostNameType.Unknown)
        {
            yield return Texts.Command("Setting.Mail.Smtp");
        }

        if (options.From is null)
        {
            yield return Texts.Command("Setting.Mail.NoFrom");
        }

        if (options.Port is < 1 or > 65535)
        {
            yield return Texts.Command("Setting.Mail.Port", options.Port);
        }

        if (options is { Port: 465, StartTls: true })
        {
            yield return Texts.Command("Setting.Mail.TlsPort");
        }

        if (options.User is null != options.Password is null)
        {
            yield return Texts.Command("Setting.Mail.Password");
        }

        if (options is { User: not null, StartTls: false })
        {
            yield return Texts.Command("Setting.Mail.Clear");
        }
    }
}
