using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace Spalt.Outbound;

/// <summary>
/// One letter to one person. It cannot be made with a line break or another control character where a header goes, so that nobody's
/// name or headline adds recipients; such a value is the caller's bug and throws <see cref="ArgumentException"/>.
/// </summary>
public sealed partial record Mail
{
    /// <param name="to">one address, <c>a@b.se</c> or <c>A B &lt;a@b.se&gt;</c>, as <see cref="IsAddress"/> knows it</param>
    /// <param name="subject">one line</param>
    /// <param name="text">the whole letter for whoever reads plain text</param>
    public Mail(string to, string subject, string text)
    {
        To = IsAddress(OneLine(to, nameof(to))) ? to : throw new ArgumentException("Not one e-mail address.", nameof(to));
        Subject = OneLine(subject, nameof(subject));
        Text = text;
    }

    public string To { get; }

    public string Subject { get; }

    public string Text { get; }

    /// <summary>The same letter as HTML, shown instead of <see cref="Text"/> where the reader's program can.</summary>
    public string? Html { get; init; }

    /// <summary>Whom it is from, in words: instead of the name in the operator's own address.</summary>
    public string? SenderName
    {
        get;
        init => field = value is null ? null : OneLine(value, nameof(SenderName));
    }

    /// <summary>One address for answers; null where they go to the sender's.</summary>
    public string? ReplyTo
    {
        get;
        init => field = value is null || IsAddress(value) ? value : throw new ArgumentException("Not one e-mail address.", nameof(value));
    }

    /// <summary>The local part of Message-ID. A job that may be run again gives its own, so that the second letter is known for the first.</summary>
    public string Id
    {
        get;
        init => field = IdShape.IsMatch(value) ? value : throw new ArgumentException($"'{value}' is no id for a letter.", nameof(value));
    } = Guid.NewGuid().ToString("N");

    /// <summary>Further headers, such as List-Unsubscribe; those that the letter itself decides are refused.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = value.ToDictionary(header => Free(header.Key), header => OneLine(header.Value, header.Key), StringComparer.OrdinalIgnoreCase);
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same letter, which programs can stop for their reader by one click (RFC 8058).</summary>
    /// <param name="link">Whole address that takes the POST.</param>
    public Mail StoppedBy(string link) => this with
    {
        Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { ["List-Unsubscribe"] = $"<{link}>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
    };

    /// <summary>Whether a letter can be sent there: for forms, so that they refuse what <see cref="Mail"/> would.</summary>
    public static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address)
        && !address.DisplayName.Contains('@', StringComparison.Ordinal) // a list, of which the first were taken for a name
        && Ascii.IsValid(address.User) // System.Net.Mail cannot write others to servers without SMTPUTF8; the domain may be in any script
        && IsOneLine(text);

    /// <summary>Whether a text is an address and nothing else: no name before it, which would make two accounts of one letter box.</summary>
    public static bool IsBareAddress(string text) => IsAddress(text) && new MailAddress(text).Address == text;

    private static readonly string[] Taken = ["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "MIME-Version", "Return-Path"];

    private static string Free(string name) =>
        HeaderName.IsMatch(name)
        && !Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase)
            ? name : throw new ArgumentException("No header that a letter may set.", nameof(name));

    private static string OneLine(string value, string what) =>
        IsOneLine(value) ? value : throw new ArgumentException("A header is one line without control characters.", what);

    private static bool IsOneLine(string value) => !value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,70}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName { get; }
}
