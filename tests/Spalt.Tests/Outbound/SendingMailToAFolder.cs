using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public sealed class SendingMailToAFolder : SendingMail, IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("spalt-mail-").FullName;

    private string Folder => Path.Combine(_data, "mail");

    private protected override async Task SendAsync(Mail mail)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Spalt:Mail:From", "Spalt <spalt@blogg.example>")]).Build();
        await using var provider = new ServiceCollection().AddLogging().AddOutbound(settings, _data).BuildServiceProvider();
        await provider.GetRequiredService<IMailer>().SendAsync(mail, CancellationToken.None);
    }

    private protected override IReadOnlyList<string> Arrived() => [.. Directory.GetFiles(Folder, "*.eml").Select(File.ReadAllText)];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Writes_the_same_letter_once_under_its_own_name()
    {
        await SendAsync(new Mail("asa@example.se", "Hej", "Hej") { Id = "digest-7" });
        await SendAsync(new Mail("asa@example.se", "Hej igen", "Hej") { Id = "digest-7" });

        Assert.Equal("digest-7.eml", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(Folder))));
        Assert.Equal("Hej igen", new ReceivedMail(Assert.Single(Arrived()))["Subject"]);
    }

    [Fact]
    public async Task Says_when_the_disk_does_not_take_it()
    {
        await File.WriteAllTextAsync(Folder, "a file in the way");
        await Assert.ThrowsAnyAsync<IOException>(() => SendAsync(new Mail("asa@example.se", "Hej", "Hej")));
    }
}
