using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Spalt.Outbound;

/// <summary>A <see cref="Mail"/> as MIME (RFC 5322, 2045–2047): one composition for every mailer. The date is System.Net.Mail's own.</summary>
internal static class MailMime
{
    public static MailMessage ToMessage(this Mail mail, MailAddress from)
    {
        var sender = mail.SenderName is { } name ? new MailAddress(from.Address, name, Encoding.UTF8) : from;
        var message = new MailMessage(sender, new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@{from.Host}>";
        if (mail.ReplyTo is { } answers)
        {
            message.ReplyToList.Add(new MailAddress(answers));
        }

        foreach (var (header, value) in mail.Headers)
        {
            message.Headers[header] = value;
        }

        if (mail.Html is { } html)
        {
            var view = AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html);
            view.TransferEncoding = TransferEncoding.QuotedPrintable;
            message.AlternateViews.Add(view);
        }
        return message;
    }
}
