using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spalt.Embeds;

namespace Spalt.Tests.Embeds;

public sealed class SettingUpEmbeds
{
    private const string Provider = "Spalt:Embeds:Providers:bilder";

    private static EmbedOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal)).Build();
        using var services = new ServiceCollection().AddEmbedSettings(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<EmbedOptions>>().Value;
    }

    [Fact]
    public void Reads_lists_and_providers_by_their_names()
    {
        var options = Read(
            ("Spalt:Embeds:Without", "youtube, x"), (Provider + ":Addresses:0", "www.bilder.example/foto/"), (Provider + ":Addresses:1", "bilder.example"), (Provider + ":Endpoint", "https://bilder.example/oembed"),
            (Provider + ":FrameHosts", "ram.bilder.example"));
        Assert.Equal(["youtube", "x"], options.Without);
        var provider = Assert.Single(options.Providers);
        Assert.Equal(("bilder", "https://bilder.example/oembed"), (provider.Name, provider.Endpoint));
        Assert.Equal(["www.bilder.example/foto/", "bilder.example"], provider.Addresses);
        Assert.Equal(["ram.bilder.example"], provider.FrameHosts);
    }

    [Fact]
    public void Names_everything_that_is_wrong_at_once()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(
            ("Spalt:Embeds:Without", "youtub"), ("Spalt:Embeds:MastodonHosts", "https://social.example, social.example"), (Provider + ":Addresses", "https://bilder.example/"), (Provider + ":Endpoint", "http://bilder.example/oembed"),
            (Provider + ":FrameHosts", "*, Ram.example, *.bilder.example"), ("Spalt:Embeds:Providers:tom:Endpoint", "https://tom.example/")));
        Assert.Equal(
            ["Without", "MastodonHosts", "Providers:bilder:Addresses", "Providers:bilder:Endpoint", "Providers:bilder:FrameHosts", "Providers:bilder:FrameHosts", "Providers:bilder:FrameHosts", "Providers:tom"],
            error.Failures.Select(f => f["Spalt:Embeds:".Length..].Split(' ')[0]));
    }

    [Theory]
    [InlineData("bilder.example", "https://bilder.example/foto", true)]
    [InlineData("bilder.example/foto/", "https://bilder.example/foto/1", true)]
    [InlineData("bilder.example/foto/", "https://bilder.example/konto", false)]
    [InlineData("bilder.example", "https://www.bilder.example/foto", false)]
    [InlineData("bilder.example/", "https://bilder.example.evil.example/", false)]
    public void A_provider_knows_the_addresses_that_begin_as_the_list_says(string pattern, string address, bool isKnown) =>
        Assert.Equal(isKnown, new EmbedProvider("x", [pattern], "https://x.example/", []).Knows(Spalt.Formats.Html.Embeds.EmbedAddress.Read(address)!));
}
