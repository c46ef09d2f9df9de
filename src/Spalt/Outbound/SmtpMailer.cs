using System.Net;
using System.Net.Mail;

namespace Spalt.Outbound;

/// <summary>Sends by a mail server (RFC 5321), with STARTTLS (RFC 3207) unless switched off. The log names letters by id, never by recipient or subject.</summary>
internal sealed partial class SmtpMailer(MailOptions options, TimeProvider clock, ILogger<SmtpMailer> log) : IMailer
{
    public async Task SendAsync(Mail mail, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        using var message = mail.ToMessage(options.Sender);
#pragma warning disable S5332 // the operator says whether the wire is trusted; on is the default
        using var smtp = new SmtpClient(options.Smtp, options.Port) { EnableSsl = options.StartTls };
#pragma warning restore S5332
        if (options.User is not null)
        {
            smtp.Credentials = new NetworkCredential(options.User, options.Password);
        }

        try
        {
            await smtp.SendMailAsync(message, both.Token).WaitAsync(both.Token); // a silent server is not left by the first token alone
        }
        catch (SmtpException e)
        {
            throw NotSent(mail, e.StatusCode.ToString(), IsPermanent(e), e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw NotSent(mail, "TimedOut", permanent: false, e);
        }
        LogSent(mail.Id, options.Smtp);
    }

    /// <summary>Only what the server says of this letter is final. That it wants another login or TLS (530, 535) is the operator's to mend.</summary>
    private static bool IsPermanent(SmtpException e) => e.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed
        or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed;

    private MailNotSentException NotSent(Mail mail, string why, bool permanent, Exception e)
    {
        LogNotSent(mail.Id, options.Smtp, why, permanent);
        return new MailNotSentException($"{options.Smtp} did not take letter {mail.Id}: {why}", why, permanent, e);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Id} handed to {Server}")]
    partial void LogSent(string id, string? server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Id} not taken by {Server}: {Why}, permanent {Permanent}")]
    partial void LogNotSent(string id, string? server, string why, bool permanent);
}
