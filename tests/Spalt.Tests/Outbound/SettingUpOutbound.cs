using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spalt.Outbound;

namespace Spalt.Tests.Outbound;

public class SettingUpOutbound
{
    [Fact]
    public void Takes_its_limits_from_the_configuration()
    {
        using var provider = With(("Outbound:AllowPrivate", "true"), ("Outbound:MaxBytes", "4096"), ("Outbound:AllowNetworks:0", "10.1.0.0/16"));
        var options = provider.GetRequiredService<IOptions<OutboundOptions>>().Value;
        Assert.True(options.AllowPrivate);
        Assert.Equal(4096, options.MaxBytes);
        Assert.Equal(["10.1.0.0/16"], options.AllowNetworks);
        Assert.NotNull(provider.GetRequiredService<PublicHttp>());
    }

    [Theory]
    [InlineData("Outbound:AllowNetworks", "10.1.0.0/16, 10.2.0.0/16")]
    [InlineData("Outbound:AllowNetworks:0", "10.1.0.0/16,10.2.0.0/16")]
    public void Takes_networks_with_commas_between_them(string name, string value)
    {
        using var provider = With((name, value));
        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], provider.GetRequiredService<IOptions<OutboundOptions>>().Value.AllowNetworks);
    }

    [Theory]
    [InlineData("Outbound:AllowNetworks", "home")]
    [InlineData("Outbound:AllowNetworks:0:net", "10.1.0.0/16")]
    public void Refuses_networks_that_cannot_be_read(string name, string value)
    {
        using var provider = With((name, value));
        var e = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OutboundOptions>>().Value);
        Assert.StartsWith("Spalt:Outbound:AllowNetworks", Assert.Single(e.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_everything_that_is_wrong()
    {
        using var provider = With(
            ("Outbound:MaxBytes", "1"), ("Outbound:Timeout", "01:00:00"), ("Outbound:AllowNetworks:0", "home"), ("Outbound:MaxRedirects", "99"),
            ("Outbound:Contact", "evil (x)"), ("Outbound:MaxBytesEver", "0"));
        var e = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<OutboundOptions>>().Value);
        Assert.Equal(6, e.Failures.Count());
        Assert.All(e.Failures, failure => Assert.StartsWith("Spalt:Outbound:", failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("From is missing", "Smtp=mail.example")]
    [InlineData("Port is 465", "Smtp=mail.example", "From=a@b.se", "Port=465")]
    [InlineData("belong together", "Smtp=mail.example", "From=a@b.se", "User=a")]
    [InlineData("in the clear", "Smtp=mail.example", "From=a@b.se", "User=a", "Password=hemlig", "StartTls=false")]
    [InlineData("Smtp must be a host name", "Smtp=smtp://bot:secret@mail.example", "From=a@b.se")]
    [InlineData("no e-mail address", "From=nobody")]
    [InlineData("Timeout is", "Timeout=00:00:00")]
    public void Explains_what_a_mail_server_needs(string expected, params string[] settings)
    {
        using var provider = With([.. settings.Select(setting => ($"Mail:{setting.Split('=')[0]}", setting.Split('=')[1]))]);
        var e = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IMailer>());
        Assert.Contains(expected, Assert.Single(e.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig", e.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider With(params (string Key, string Value)[] settings) => new ServiceCollection().AddLogging().AddOutbound(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => $"Spalt:{pair.Key}", pair => (string?)pair.Value, StringComparer.Ordinal)).Build(),
        data: "/nowhere").BuildServiceProvider();
}
