using System.Net.Mail;

namespace Spalt.Outbound;

/// <summary>
/// Writes each letter as <c>ID.eml</c> into a folder: whole or not at all, and the same id only once.
/// For trying Spalt out, and for an operator who carries letters on by other means.
/// </summary>
internal sealed partial class FolderMailer(string folder, MailOptions options, ILogger<FolderMailer> log) : IMailer
{
    public async Task SendAsync(Mail mail, CancellationToken cancel)
    {
        // The composer chooses its own file name, hence a folder for one letter, inside the real one so that the rename stays on its disk.
        PrivateFolder.Make(folder);
        var draft = Directory.CreateDirectory(Path.Combine(folder, $".draft-{Guid.NewGuid():N}"));
        try
        {
            using var message = mail.ToMessage(options.Sender);
#pragma warning disable S5332 // nothing leaves the machine
            using var pickup = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = draft.FullName,
            };
#pragma warning restore S5332
            await pickup.SendMailAsync(message, cancel);
            draft.GetFiles().Single().MoveTo(Path.Combine(folder, mail.Id + ".eml"), overwrite: true);
        }
        catch (SmtpException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The letter {mail.Id} cannot be written to {folder}.", e);
        }
        finally
        {
            draft.Delete(recursive: true);
        }
        LogWritten(mail.Id, folder);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Id} written to {Folder}")]
    partial void LogWritten(string id, string folder);
}
