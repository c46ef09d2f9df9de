namespace Spalt.Outbound;

/// <summary>Hands a letter over. Returning means that somebody else answers for it now: a mail server, or the disk.</summary>
public interface IMailer
{
    /// <exception cref="MailNotSentException">the mail server did not take it</exception>
    /// <exception cref="IOException">the disk did not take it</exception>
    Task SendAsync(Mail mail, CancellationToken cancel);
}

/// <summary>The mail server did not take a letter. In a job: try again later, unless <see cref="Permanent"/>.</summary>
/// <param name="why">the server's answer, or what came between: a word</param>
/// <param name="permanent">the server refused this letter for good (5xx, RFC 5321 §4.2.1): the address does not exist, or the letter is unwanted</param>
public sealed class MailNotSentException(string message, string why, bool permanent, Exception inner) : Exception(message, inner)
{
    public string Why { get; } = why;

    public bool Permanent { get; } = permanent;
}
